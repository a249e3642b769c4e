/**
 * Which edition of Microsoft's page "Azure CNI Powered by Cilium" is taken as the truth. `latest`
 * is the newest edition known to this folder; the other is the edition of that day, for clouds that
 * lag behind.
 */
export type Edition = 'latest' | '2025-05-22';

/** The editions, newest first. */
export const editions = ['latest', '2025-05-22'] as const satisfies readonly Edition[];

/**
 * verified: read in the source that is named; inferred: follows from sources, no single one says
 * it; unsettled: one secondary place only, or sources that disagree.
 */
export type Confidence = 'verified' | 'inferred' | 'unsettled';

/** The answer to "does this cluster have it?". */
export type Availability = 'yes' | 'no' | 'unknown';

/** A day as `YYYY-MM-DD`; compares as text. */
export type IsoDate = string;

/** A month as `YYYY-MM`; compares as text. */
export type IsoMonth = string;

/** A public place where a fact was read. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** `owner/name` on GitHub, when the source is a file or a folder there. */
  readonly repository?: string;
  /** The commit that was read, or that last changed the file. */
  readonly commit?: string;
  /** When the source last changed. */
  readonly changed?: IsoDate;
  /** When we read it. */
  readonly read: IsoDate;
}

/** The editions an entry belongs to. */
export interface EditionRange {
  readonly editions: readonly Edition[];
}

/** What every entry of every table says about where it comes from. */
export interface Dated extends EditionRange {
  readonly source: Source;
  /** Further places that say or show the same. */
  readonly also?: readonly Source[];
  /** The day the fact was stated, or the source last changed. */
  readonly date: IsoDate;
  readonly confidence: Confidence;
}

/** Whether an entry holds in an edition. */
export function inEdition(entry: EditionRange, edition: Edition): boolean {
  return entry.editions.includes(edition);
}

/** All sources of an entry, the main one first. */
export function sourcesOf(entry: Dated): readonly Source[] {
  return [entry.source, ...(entry.also ?? [])];
}

/** What Azure or its CLI answers, to be quoted at the end of a sentence: without a period of its own. */
export function quotable(answer = ''): string {
  return answer.replace(/\.$/, '');
}

/** The addresses of an entry's sources, each once. */
export function urlsOf(entry: Dated): readonly string[] {
  return [...new Set(sourcesOf(entry).map(({ url }) => url))];
}
