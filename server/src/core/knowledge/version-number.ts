/**
 * Versions as people write them: `1.33`, `1.33.2`, `v1.33.2`, `1.14.20-2`. A version without a
 * patch number stands for every patch of that minor, which is why the comparison is not the one of
 * semantic versioning.
 */
export interface VersionNumber {
  readonly major: number;
  readonly minor: number;
  /** Absent: any patch of this minor. */
  readonly patch?: number;
}

const pattern = /^\s*v?(\d{1,5})\.(\d{1,5})(?:\.(\d{1,5}))?(?:[-+.][0-9A-Za-z.+-]*)?\s*$/;

/** The numbers of a version, or undefined when the text is not one. */
export function parseVersion(text: string): VersionNumber | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const patch = match[3];
  return {
    major: Number(match[1]),
    minor: Number(match[2]),
    ...(patch === undefined ? {} : { patch: Number(patch) }),
  };
}

/** `v1.33.2` and `1.33` become `1.33`; undefined when the text is not a version. */
export function minorOf(version: string): string | undefined {
  const parsed = parseVersion(version);
  return parsed === undefined ? undefined : `${parsed.major}.${parsed.minor}`;
}

/**
 * Negative, zero or positive as the minor of `a` is older, equal or newer; undefined when one is
 * not a version.
 */
export function compareMinor(a: string, b: string): number | undefined {
  const left = parseVersion(a);
  const right = parseVersion(b);
  if (left === undefined || right === undefined) return undefined;
  return left.major - right.major || left.minor - right.minor;
}

/** A span of versions: `from` is part of it, `before` is not. An absent end is open. */
export interface VersionSpan {
  readonly from?: string;
  readonly before?: string;
}

/**
 * Whether a version, or a minor as a whole, lies inside a span; `partly` when only some of its
 * patches do.
 */
export function within(version: string, span: VersionSpan): 'yes' | 'no' | 'partly' | 'unknown' {
  const parsed = parseVersion(version);
  if (parsed === undefined) return 'unknown';
  const from = span.from === undefined ? [0, 0, 0] : triple(span.from, 0);
  const before = span.before === undefined ? undefined : triple(span.before, 0);
  const lowest = [parsed.major, parsed.minor, parsed.patch ?? 0];
  const highest = [parsed.major, parsed.minor, parsed.patch ?? Number.POSITIVE_INFINITY];
  if (compare(highest, from) < 0) return 'no';
  if (before !== undefined && compare(lowest, before) >= 0) return 'no';
  const starts = compare(lowest, from) >= 0;
  const ends = before === undefined || compare(highest, before) < 0;
  return starts && ends ? 'yes' : 'partly';
}

function triple(version: string, patch: number): readonly number[] {
  const parsed = parseVersion(version);
  return parsed === undefined ? [0, 0, 0] : [parsed.major, parsed.minor, parsed.patch ?? patch];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < 3; i++) {
    const left = a[i] ?? 0;
    const right = b[i] ?? 0;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
