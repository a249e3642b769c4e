import {
  applyEdits,
  type Configuration,
  type Finding,
  fixAllEdits,
  isAtLeast,
  type LintResult,
  lint,
  runToEnd,
  type Severity,
  type Snapshot,
} from '../core/index';
import type { Baseline, FileFindings } from './baseline';
import { describeError } from './errors';
import type { Input } from './inputs';
import type { FileWorkspace } from './workspace';

/** What happened to one file. */
export interface FileResult extends FileFindings {
  readonly input: Input;
  readonly result: LintResult;
  /** Findings to report: grave enough and not known to the baseline. */
  readonly reported: readonly Finding[];
  readonly hidden: number;
  /** The settings say that it is not to be linted. */
  readonly isIgnored: boolean;
  /** The whole file failed; a mistake of this program. */
  readonly crash?: string;
}

export interface RunOptions {
  readonly minSeverity: Severity;
  readonly baseline?: Baseline;
  readonly configurationOf: (input: Input) => Configuration;
  readonly onProgress: (done: number) => void;
  /** What other threads have found out about files, by their uris. */
  readonly verdicts?: ReadonlyMap<string, Verdict> | undefined;
}

/** What came of linting a file: the result, or why there is none, which is a mistake of this program. */
export type Verdict = { readonly result: LintResult } | { readonly crash: string };

const nothing: LintResult = { findings: [], documents: 0, skipped: [], failures: [] };

/** Lints all files in their order. */
export function lintFiles(
  inputs: readonly Input[],
  workspace: FileWorkspace,
  options: RunOptions,
): FileResult[] {
  return inputs.map((input, index) => {
    const result = lintFile(input, workspace, options);
    options.onProgress(index + 1);
    return result;
  });
}

function lintFile(input: Input, workspace: FileWorkspace, options: RunOptions): FileResult {
  const snapshot = workspace.get(input.uri) as Snapshot;
  const configuration = options.configurationOf(input);
  const { path } = input;
  const { ignored: isIgnored } = configuration;
  const none = { findings: [], reported: [], hidden: 0, result: nothing };
  const empty = { input, path, snapshot, isIgnored, ...none };
  if (isIgnored) {
    return empty;
  }
  const verdict =
    options.verdicts?.get(input.uri) ?? judge(input, snapshot, configuration, workspace);
  if ('crash' in verdict) {
    return { ...empty, crash: verdict.crash };
  }
  // A run may be over more files than their trees would fit into the memory.
  snapshot.release();
  const { result } = verdict;
  const findings = result.findings.filter(({ severity }) =>
    isAtLeast(severity, options.minSeverity),
  );
  const { kept, hidden } = options.baseline?.filter({ path, snapshot, findings }) ?? {
    kept: findings,
    hidden: 0,
  };
  return { ...empty, findings, reported: kept, hidden, result };
}

/** Lints one file that the settings do not leave out. */
export function judge(
  { findings }: Pick<Input, 'findings'>,
  snapshot: Snapshot,
  configuration: Configuration,
  workspace: FileWorkspace,
): Verdict {
  try {
    return {
      result:
        findings === undefined
          ? runToEnd(lint(snapshot, configuration, workspace))
          : { ...nothing, findings, documents: 1 },
    };
  } catch (error) {
    return { crash: describeError(error) };
  }
}

/** A fix may make another one possible, or free one that overlapped it. */
const mostRounds = 10;

/** Fixes what is reported until nothing more can be fixed; returns the inputs whose text changed. */
export function fixFiles(
  inputs: readonly Input[],
  workspace: FileWorkspace,
  safety: 'safe' | 'unsafe',
  options: RunOptions,
): Input[] {
  const changed = new Set<Input>();
  let pending = inputs;
  for (let round = 0; round < mostRounds && pending.length > 0; round++) {
    pending = pending.filter((input) => {
      const { snapshot, reported } = lintFile(input, workspace, options);
      const edits = fixAllEdits(reported, safety);
      const text = edits.length === 0 ? snapshot.text : applyEdits(snapshot.text, edits);
      if (text === snapshot.text) {
        return false;
      }
      workspace.replace(snapshot, text, input.languageId);
      changed.add(input);
      return true;
    });
  }
  return [...changed];
}

/** How many findings of `before` are gone in `after`, by rule: a fix may also bring up new ones. */
export function countFixed(before: readonly FileResult[], after: readonly FileResult[]): number {
  let fixed = 0;
  for (const [index, file] of before.entries()) {
    const left = countByRule(after[index]?.reported ?? []);
    for (const [rule, count] of countByRule(file.reported)) {
      fixed += Math.max(0, count - (left.get(rule) ?? 0));
    }
  }
  return fixed;
}

function countByRule(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) {
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}
