import type { Input } from './inputs/policy';

/** What the Go program of `judge` prints for one policy. */
export interface Verdict {
  readonly id: string;
  readonly index: number;
  readonly kind?: string;
  readonly unreadable?: string;
  readonly duplicate?: readonly string[];
  readonly unknown?: readonly string[];
  readonly refused?: readonly string[];
  readonly parse?: string;
  readonly parseWithoutL7?: string;
}

/** What becomes of a policy in one version, and why, in the words of the API server or of Cilium. */
export interface Outcome {
  /** With the L7 proxy, which AKS turns on together with Advanced Container Networking Services. */
  readonly withL7: Fate;
  readonly withoutL7: Fate;
}

/**
 * - `good`: stored as written, and enforced
 * - `dropped`: a strict client refuses it, since fields are not known; any other stores it without them
 * - `refused`: the API server refuses it
 * - `ignored`: it is stored, and Cilium does not enforce it
 */
export interface Fate {
  readonly is: 'good' | 'dropped' | 'refused' | 'ignored';
  readonly why: readonly string[];
}

/** The verdicts of all versions, as they are committed. */
export interface OracleRecord {
  readonly releases: Readonly<Record<string, string>>;
  /** Texts that outcomes refer to by their number. */
  readonly reasons: readonly string[];
  readonly generated: Readonly<Record<string, RecordedInput>>;
  /** Files of other repositories, which are not kept here. */
  readonly real: Readonly<Record<string, RecordedInput>>;
}

/** A digest of the text, then one code for each policy in it and version: see `encode`. */
export type RecordedInput = readonly [digest: string, ...outcomes: readonly string[]];

/** A short digest of a text, to see that a verdict is about this text. */
export function digest(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  return (high >>> 0).toString(36) + (low >>> 0).toString(36);
}

/** What the verdicts of one version say of one policy. */
export function outcomeOf(verdict: Verdict): Outcome {
  const { parse = '', parseWithoutL7 = parse } = verdict;
  return { withL7: fateOf(verdict, parse), withoutL7: fateOf(verdict, parseWithoutL7) };
}

function fateOf(
  { unreadable, refused = [], unknown = [], duplicate = [] }: Verdict,
  parse: string,
): Fate {
  if (unreadable !== undefined || refused.length > 0) {
    return { is: 'refused', why: unreadable === undefined ? refused : [unreadable] };
  }
  if (parse !== '') {
    return { is: 'ignored', why: [parse] };
  }
  const dropped = [
    ...unknown.map((field) => `unknown field "${field}"`),
    ...duplicate.map((key) => `key "${key}" twice`),
  ];
  return { is: dropped.length === 0 ? 'good' : 'dropped', why: dropped };
}

const letters = { good: '', dropped: 'D', refused: 'R', ignored: 'I' } as const;

/** Makes the record of the verdicts of several versions. `verdicts` are those of one version, in the order of inputs. */
export function makeRecord(
  releases: Readonly<Record<string, string>>,
  generated: readonly Input[],
  real: readonly Input[],
  verdicts: readonly (readonly Verdict[])[],
): OracleRecord {
  const reasons = new Map<string, number>();
  const encodeAll = (inputs: readonly Input[]) =>
    Object.fromEntries(
      inputs.map(({ id, text }): [string, RecordedInput] => [
        id,
        [digest(text), ...verdicts.map((ofVersion) => codes(ofVersion, id, reasons))],
      ]),
    );
  const record = { generated: encodeAll(generated), real: encodeAll(real) };
  return { releases, reasons: [...reasons.keys()], ...record };
}

function codes(verdicts: readonly Verdict[], id: string, reasons: Map<string, number>): string {
  return verdicts
    .filter((verdict) => verdict.id === id)
    .map((verdict) => encode(outcomeOf(verdict), reasons))
    .join(',');
}

/** A letter for the fate and the numbers of its reasons; after a slash the same without L7, where it differs. */
function encode({ withL7, withoutL7 }: Outcome, reasons: Map<string, number>): string {
  const [first, second] = [encodeFate(withL7, reasons), encodeFate(withoutL7, reasons)];
  return first === second ? first : `${first}/${second}`;
}

function encodeFate({ is, why }: Fate, reasons: Map<string, number>): string {
  const numbers = [...new Set(why.map(normal))].sort().map((reason) => {
    const number = reasons.get(reason) ?? reasons.size;
    reasons.set(reason, number);
    return number;
  });
  return letters[is] + numbers.join('.');
}

/** Go walks maps in an order of its own, so it may name two things in either order. */
function normal(reason: string): string {
  return reason
    .replace(/combining (\w+) and (\w+)/g, (_, a: string, b: string) =>
      a < b ? `combining ${a} and ${b}` : `combining ${b} and ${a}`,
    )
    .slice(0, 300);
}

/** The outcomes of the policies in one input, for one version. */
export function decode(record: OracleRecord, code: string): readonly Outcome[] {
  return code.split(',').map((one) => {
    const [first = '', second = first] = one.split('/');
    return { withL7: decodeFate(record, first), withoutL7: decodeFate(record, second) };
  });
}

function decodeFate({ reasons }: OracleRecord, code: string): Fate {
  const [is] =
    (Object.entries(letters) as [Fate['is'], string][]).find(
      ([, letter]) => letter !== '' && code.startsWith(letter),
    ) ?? (['good'] as const);
  const numbers = code.slice(1).split('.').filter(Boolean);
  return { is, why: numbers.map((number) => reasons[Number(number)] ?? '') };
}
