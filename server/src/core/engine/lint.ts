import { unknownClusters } from '../config/cluster-choices';
import type { Configuration } from '../config/configuration';
import { findingOf, readProjectFile } from '../config/project-file';
import { workspaceClusters } from '../profile/workspace-clusters';
import { rules as registeredRules } from '../rules/index';
import { shiftEdits, shiftRange } from '../text/range';
import { tooLargeBecause } from '../workspace/file-limits';
import { isProjectFile } from '../workspace/language';
import type { Snapshot } from '../workspace/snapshot';
import type { Workspace } from '../workspace/workspace';
import { lintDefaults } from './chart-defaults/lint-defaults';
import type { Rule } from './define-rule';
import { engineRules } from './engine-rules';
import type { FactIndex } from './fact-list';
import { factIndex } from './facts-index';
import type { Finding } from './finding';
import { lintGroup, type SkippedDocument } from './lint-group';
import { type RuleSet, ruleSetOf } from './rule-set';
import { mayHaveClusters, runClusterRules } from './run-cluster-rules';
import { type DocumentFinding, isOn, type RuleFailure } from './run-rules';
import { applySuppressions } from './suppressions/apply';
import { unusedSuppressions } from './suppressions/unused';

export interface LintResult {
  /** In the order of their places in the file. */
  readonly findings: readonly Finding[];
  /** Documents that were looked at: all that hold more than comments, of concern to a rule or not. */
  readonly documents: number;
  /** Documents that could not be judged, with the reason, e.g. a template that does not read as YAML. */
  readonly skipped: readonly SkippedDocument[];
  /** Rules that threw: their findings are missing, everything else is there. For the host's log. */
  readonly failures: readonly RuleFailure[];
}

/**
 * Lints one file. A generator so that a host with a user waiting can run it in slices: it yields
 * between documents and groups of them, and returns the result; it may be abandoned at any yield. A file that the configuration
 * ignores, and one in a language that nothing here reads, has no findings; one that is too large is skipped. `rules` is for hosts that want others than
 * those there are; settings know only the latter, so others have to bear their names.
 */
export function* lint(
  snapshot: Snapshot,
  configuration: Configuration,
  workspace?: Workspace,
  rules: readonly Rule[] = registeredRules,
): Generator<void, LintResult, void> {
  if (configuration.ignored) {
    return { findings: [], documents: 0, skipped: [], failures: [] };
  }
  const reason = tooLargeBecause(snapshot);
  if (reason !== undefined) {
    const range = { start: 0, end: 0 };
    return { findings: [], documents: 0, skipped: [{ range, reason }], failures: [] };
  }
  if (isProjectFile(snapshot.uri)) {
    return lintProjectFile(snapshot, configuration, workspace);
  }
  const findings: Finding[] = [];
  const skipped: SkippedDocument[] = [];
  const failures = new Map<string, RuleFailure>();
  const means = { facts: factIndex(snapshot, workspace), ruleSet: ruleSetOf(rules) };
  let documents = 0;
  if (mayHaveClusters(snapshot)) {
    const result = lintClusters(snapshot, workspace, configuration, means);
    // Those of YAML are counted below.
    documents = snapshot.groups.length === 0 ? 1 : 0;
    findings.push(...result.findings);
    for (const failure of result.failures) {
      failures.set(`${failure.rule} ${failure.error}`, failure);
    }
    yield;
  }
  for (const { start, group } of snapshot.groups) {
    const result = yield* lintGroup(group, configuration, means.facts, means.ruleSet);
    documents += result.documents;
    for (const { finding, start: inGroup } of result.findings) {
      findings.push(place(finding, snapshot.uri, start + inGroup));
    }
    for (const failure of result.failures) {
      failures.set(`${failure.rule} ${failure.error}`, failure);
    }
    for (const { range, reason } of result.skipped) {
      skipped.push({ range: shiftRange(range, start), reason });
    }
    yield;
  }
  findings.push(
    ...(yield* lintDefaults(snapshot, findings, configuration, workspace, means.ruleSet)),
  );
  const failed = new Set([...failures.values()].map(({ rule }) => rule));
  return {
    findings: sorted(withSuppressions(snapshot, findings, configuration, means.ruleSet, failed)),
    documents,
    skipped,
    failures: [...failures.values()],
  };
}

/** Comments suppress nothing in a project file: it decides about suppressing itself. */
function lintProjectFile(
  snapshot: Snapshot,
  configuration: Configuration,
  workspace: Workspace | undefined,
): LintResult {
  const severity = configuration.rules.get('project-file')?.severity ?? 'off';
  const file = readProjectFile(snapshot.uri, snapshot.text);
  const clusters = runToEnd(workspaceClusters(workspace?.all() ?? []));
  const findings = [...file.findings, ...unknownClusters(file, clusters).map(findingOf)];
  return {
    findings: severity === 'off' ? [] : sorted(findings.map((each) => ({ ...each, severity }))),
    documents: 1,
    skipped: [],
    failures: [],
  };
}

interface Means {
  readonly facts: FactIndex;
  readonly ruleSet: RuleSet;
}

/** Broken templates are judged as far as they can be read; what is wrong with them is said by Bicep's own tools. */
function lintClusters(
  snapshot: Snapshot,
  workspace: Workspace | undefined,
  configuration: Configuration,
  { facts, ruleSet }: Means,
): Pick<LintResult, 'findings' | 'failures'> {
  const { uri } = snapshot;
  // The file at hand counts as it is, whatever the workspace has.
  const files = {
    get: (other: string) => (other === uri ? snapshot : workspace?.get(other)),
    all: () => workspace?.all() ?? [snapshot],
  };
  const { findings, failures } = runClusterRules(snapshot, files, configuration, facts, ruleSet);
  return { findings: findings.map((finding) => place(finding, uri, 0)), failures };
}

/** From a place in its document to the place in the file. */
function place(finding: DocumentFinding, uri: string, by: number): Finding {
  return {
    ...finding,
    range: shiftRange(finding.range, by),
    related: finding.related.map((related) =>
      related.uri === undefined
        ? { ...related, uri, range: shiftRange(related.range, by) }
        : related,
    ),
    fixes: () => finding.fixes().map((fix) => ({ ...fix, edits: shiftEdits(fix.edits, by) })),
  };
}

/** Takes out what comments suppress, and adds what is to be said about those comments. */
function withSuppressions(
  snapshot: Snapshot,
  findings: readonly Finding[],
  configuration: Configuration,
  ruleSet: RuleSet,
  failed: ReadonlySet<string>,
): readonly Finding[] {
  const hasRun = (name: string) => {
    const meta = ruleSet.byName.get(name)?.meta ?? engineRules.find((rule) => rule.name === name);
    return meta !== undefined && !failed.has(name) && isOn(meta, configuration);
  };
  const recommended = ruleSet.rules.filter(({ meta }) => meta.recommended);
  const applied = applySuppressions(snapshot, findings, (name) => configuration.rules.has(name));
  const unused = unusedSuppressions({
    snapshot,
    configuration,
    applied,
    hasRun: (name) =>
      name === undefined ? recommended.every(({ meta }) => hasRun(meta.name)) : hasRun(name),
  });
  return [...applied.kept, ...unused];
}

/** By place, then by rule and message, so that the order is the same however the findings came about. */
function sorted(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      a.range.start - b.range.start ||
      a.range.end - b.range.end ||
      compareText(a.rule, b.rule) ||
      compareText(a.message, b.message),
  );
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Runs a generator such as `lint` to its end. */
export function runToEnd<T>(steps: Generator<void, T, void>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
  }
}
