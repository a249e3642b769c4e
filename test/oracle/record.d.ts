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
export declare function digest(text: string): string;
/** What the verdicts of one version say of one policy. */
export declare function outcomeOf(verdict: Verdict): Outcome;
/** Makes the record of the verdicts of several versions. `verdicts` are those of one version, in the order of inputs. */
export declare function makeRecord(
  releases: Readonly<Record<string, string>>,
  generated: readonly Input[],
  real: readonly Input[],
  verdicts: readonly (readonly Verdict[])[],
): OracleRecord;
/** The outcomes of the policies in one input, for one version. */
export declare function decode(record: OracleRecord, code: string): readonly Outcome[];
