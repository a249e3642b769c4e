import type { Configuration } from '../../config/configuration';
import { isTemplate } from '../../model/helm/charts';
import type { Snapshot } from '../../workspace/snapshot';
import type { Workspace } from '../../workspace/workspace';
import { factIndex } from '../facts-index';
import type { Finding } from '../finding';
import { type RuleSet, ruleSetOf } from '../rule-set';
import { concernsRules, runRules } from '../run-rules';
import { defaultFilesOf } from './default-files';
import { groundedFindings } from './grounds';
import { findingKey, placedFinding } from './placed-finding';

/**
 * What the defaults of a chart's values add to the findings about one of its templates. Users may install the chart with other
 * values, so such a finding is mild, says which defaults it rests on and leads there. It has no fixes: an edit of the
 * template would concern all values, and one of the values all templates. Nothing is said that rests on an empty default
 * or on what defaults leave out. `plain` are the findings about the template as it stands, which are not said again.
 */
export function* lintDefaults(
  snapshot: Snapshot,
  plain: readonly Finding[],
  configuration: Configuration,
  whole: Workspace | undefined,
  ruleSet: RuleSet,
): Generator<void, readonly Finding[], void> {
  const workspace = whole?.inRootOf?.(snapshot.uri) ?? whole;
  if (workspace === undefined || !isTemplate(snapshot.uri)) {
    return [];
  }
  const files = defaultFilesOf(workspace);
  const file = files.of(snapshot);
  if (file === undefined) {
    return [];
  }
  yield* files.read();
  const source = { index: factIndex(file.snapshot, files.workspace) };
  const rules = judging(ruleSet);
  const said = new Set(plain.map(findingKey));
  const findings: Finding[] = [];
  for (const placed of file.snapshot.documents) {
    if (concernsRules(placed.document, rules)) {
      const result = yield* runRules(placed.document, configuration, source, rules);
      const fresh = result.findings
        .map((finding) => placedFinding(finding, placed, snapshot.uri))
        .filter((finding) => !said.has(findingKey(finding)));
      if (fresh.length > 0) {
        const grounds = { result, placed, plain: snapshot, file, files, workspace, configuration };
        findings.push(...(yield* groundedFindings(fresh, grounds, ruleSet)));
      }
      yield;
    }
  }
  if (file.snapshot !== snapshot) {
    // Nobody else looks at what is rendered, and the findings have no fixes to be made later.
    file.snapshot.release();
  }
  return findings;
}

/** The rules that speak of what is there, never of what is missing. */
function judging({ rules }: RuleSet): RuleSet {
  const known = judgingOf.get(rules) ?? rules.filter(({ meta }) => meta.judgesDefaults === true);
  judgingOf.set(rules, known);
  return ruleSetOf(known);
}

const judgingOf = new WeakMap<RuleSet['rules'], RuleSet['rules']>();
