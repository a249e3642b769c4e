import type { RuleMeta, Severity } from '../core/index';

/** A place in a file as people count: from 1; columns in UTF-16 code units; the end is exclusive. */
export interface ReportPosition {
  readonly line: number;
  readonly column: number;
}

export interface ReportRange {
  readonly start: ReportPosition;
  readonly end: ReportPosition;
}

export interface ReportLocation {
  readonly file: string;
  readonly range: ReportRange;
  readonly message: string;
}

/** A line of source with its number, for code frames. */
export interface SourceLine {
  readonly number: number;
  readonly text: string;
}

export interface ReportFix {
  readonly title: string;
  readonly safety: 'safe' | 'suggestion' | 'unsafe';
}

export interface ReportFinding {
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: ReportRange;
  readonly documentation: string;
  readonly related: readonly ReportLocation[];
  readonly fixes: readonly ReportFix[];
  /** The lines of the range; of a long range only the first ones and the last. */
  readonly source: readonly SourceLine[];
  /**
   * Stays the same when the line moves: rule, text of the line, how many equal ones come before. This and
   * the next are there only where the report is for a code host.
   */
  readonly fingerprint?: string;
  /** What GitHub knows the line by. */
  readonly lineHash?: string;
}

export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}

/** A document inside a file that was looked at but could not be judged, such as a template. */
export interface SkippedDocument {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** A rule that threw; its findings in this file are missing. */
export interface RuleFailure {
  readonly file: string;
  readonly rule: string;
  readonly error: string;
}

export interface BaselineSummary {
  /** Findings that are not reported because the baseline knows them. */
  readonly hidden: number;
  /** Entries of the baseline that no finding matches any more. */
  readonly stale: readonly {
    readonly file: string;
    readonly rule: string;
    readonly count: number;
  }[];
}

export interface Summary {
  readonly files: number;
  readonly documents: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
  readonly skipped: readonly SkippedFile[];
  readonly skippedDocuments: readonly SkippedDocument[];
  /** Present when fixes were asked for. */
  readonly fixed?: number;
  /** Present when a baseline was given. */
  readonly baseline?: BaselineSummary;
}

/** One property of a cluster profile with who said it, ready to be shown. */
export interface ProfileEntry {
  readonly property: string;
  readonly value: unknown;
  readonly source: string;
  /** The place where it is written, from 1. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** A cluster of the workspace that the files may be for. */
export interface ClusterEntry {
  readonly name: string | undefined;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** Which values of parameters this is about. */
  readonly context?: string;
}

export type ReportedRule = Pick<
  RuleMeta,
  'name' | 'title' | 'category' | 'severity' | 'recommended'
> & { readonly documentation: string };

/** Everything a formatter needs; formatters are pure functions of it. */
export interface Report {
  readonly version: string;
  /** By file, place and rule. */
  readonly findings: readonly ReportFinding[];
  readonly summary: Summary;
  readonly failures: readonly RuleFailure[];
  readonly profile: readonly ProfileEntry[];
  readonly clusters: readonly ClusterEntry[];
  readonly rules: readonly ReportedRule[];
  /** The repository's root as a file URI ending in `/`, and the way from it to the working directory. */
  readonly root: { readonly uri: string; readonly prefix: string };
}

const counters = {
  error: 'errors',
  warning: 'warnings',
  info: 'infos',
  hint: 'hints',
} as const satisfies Record<Severity, keyof Summary>;

/** How many findings there are of each severity. */
export function countSeverities(
  findings: readonly { readonly severity: Severity }[],
): Pick<Summary, 'errors' | 'warnings' | 'infos' | 'hints'> {
  const counts = { errors: 0, warnings: 0, infos: 0, hints: 0 };
  for (const { severity } of findings) {
    counts[counters[severity]]++;
  }
  return counts;
}

/** Code unit order: the same on every machine, unlike `localeCompare`. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function compareFindings(a: ReportFinding, b: ReportFinding): number {
  return (
    compareText(a.file, b.file) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.column - b.range.start.column ||
    compareText(a.rule, b.rule) ||
    a.range.end.line - b.range.end.line ||
    a.range.end.column - b.range.end.column ||
    compareText(a.message, b.message)
  );
}

/** `3 errors`, `1 error`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * The path from the repository's root, as code hosts want it, of a path from the working directory.
 * Files outside the repository keep a path that starts with `../` or is absolute.
 */
export function fromRoot(report: Report, file: string): string {
  if (isAbsolutePath(file)) {
    return file;
  }
  const parts: string[] = [];
  for (const part of `${report.root.prefix}${file}`.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') {
      parts.pop();
    } else if (part !== '.' && part !== '') {
      parts.push(part);
    }
  }
  return parts.join('/');
}

/** Absolute on any platform: reports may be read on another one. */
export function isAbsolutePath(path: string): boolean {
  return path.startsWith('/') || /^[a-z]:/i.test(path);
}
