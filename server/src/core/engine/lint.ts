import type { Configuration } from '../config/configuration';
import { readProjectFile } from '../config/project-file';
import type { FactView } from '../facts/facts';
import type { YamlDocument } from '../syntax/yaml/document';
import { type Range, shiftEdits, shiftRange } from '../text/range';
import { isProjectFile } from '../workspace/language';
import type { PlacedDocument, Snapshot } from '../workspace/snapshot';
import type { Workspace } from '../workspace/workspace';
import type { Rule } from './define-rule';
import { factView } from './facts-index';
import type { Finding } from './finding';
import { concernsRules, type DocumentFinding, type RuleFailure, runRules } from './run-rules';
import { applySuppressions, readSuppressions } from './suppressions';
import { syntaxFinding } from './syntax-finding';

export interface LintResult {
  /** In the order of their places in the file. */
  readonly findings: readonly Finding[];
  /** Documents that were looked at. */
  readonly documents: number;
  /** Documents that could not be judged, with the reason, e.g. a template that does not read as YAML. */
  readonly skipped: readonly { readonly range: Range; readonly reason: string }[];
  /** Rules that threw: their findings are missing, everything else is there. For the host's log. */
  readonly failures: readonly RuleFailure[];
}

/**
 * Lints one file. A generator so that a host with a user waiting can run it in slices: it yields
 * between documents and returns the result; it may be abandoned at any yield. `rules` is for hosts that
 * want others than those there are; settings know only the latter, so others have to bear their names.
 */
export function* lint(
  snapshot: Snapshot,
  configuration: Configuration,
  workspace?: Workspace,
  rules?: readonly Rule[],
): Generator<void, LintResult, void> {
  const findings: Finding[] = [];
  const skipped: LintResult['skipped'][number][] = [];
  const failures: RuleFailure[] = [];
  if (configuration.ignored) {
    return { findings, documents: 0, skipped, failures };
  }
  if (isProjectFile(snapshot.uri)) {
    findings.push(...projectFileFindings(snapshot, configuration));
  } else {
    const facts = factView(snapshot, workspace);
    for (const placed of snapshot.documents) {
      if (concernsRules(placed.document, rules)) {
        const result = lintDocument(placed, snapshot.uri, configuration, facts, rules);
        findings.push(...result.findings);
        failures.push(...result.failures);
        skipped.push(...result.skipped);
      }
      yield;
    }
  }
  return {
    findings: finish(snapshot, findings, configuration),
    documents: snapshot.documents.length,
    skipped,
    failures,
  };
}

type DocumentResult = Pick<LintResult, 'findings' | 'failures' | 'skipped'>;

function lintDocument(
  { document, start }: PlacedDocument,
  uri: string,
  configuration: Configuration,
  facts: FactView,
  rules: readonly Rule[] | undefined,
): DocumentResult {
  const range = { start, end: start + document.text.length };
  if (document.problems.length === 0) {
    const { findings, failures } = runRules(document, configuration, facts, rules);
    return {
      findings: findings.map((finding) => place(finding, uri, start)),
      failures,
      skipped: [],
    };
  }
  if (document.isTemplate) {
    const reason = 'The template does not read as YAML, so its documents are not checked.';
    return { findings: [], failures: [], skipped: [{ range, reason }] };
  }
  return lintBroken(document, uri, start, configuration);
}

/** Mistakes in a project file, as grave as the settings want them. */
function projectFileFindings(
  { uri, text }: Snapshot,
  configuration: Configuration,
): readonly Finding[] {
  const severity = configuration.rules.get('project-file')?.severity ?? 'off';
  return severity === 'off'
    ? []
    : readProjectFile(uri, text).findings.map((finding) => ({ ...finding, severity }));
}

function lintBroken(
  document: YamlDocument,
  uri: string,
  start: number,
  configuration: Configuration,
): DocumentResult {
  const [problem] = document.problems;
  const finding = problem && syntaxFinding(problem, configuration);
  return {
    findings: finding === undefined ? [] : [place(finding, uri, start)],
    failures: [],
    skipped: [
      {
        range: { start, end: start + document.text.length },
        reason: problem?.message ?? 'The document does not parse.',
      },
    ],
  };
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

/** Applies the suppression comments and puts the findings in order. */
function finish(
  snapshot: Snapshot,
  findings: readonly Finding[],
  configuration: Configuration,
): readonly Finding[] {
  const suppressions = readSuppressions(snapshot.text, snapshot.lines, '#');
  const { kept, unused } = applySuppressions(findings, suppressions);
  const setting = configuration.rules.get('unused-suppression');
  const severity = setting?.severity ?? 'off';
  const reported = severity === 'off' ? [] : unused.map((finding) => ({ ...finding, severity }));
  return [...kept, ...reported].sort(
    (a, b) =>
      a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : 1),
  );
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
