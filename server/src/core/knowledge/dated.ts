import {
  type Confidence,
  type Dated,
  type Edition,
  editions,
  type IsoDate,
  type Source,
} from './types';

/** What may differ from "the source's own day, in every edition". */
export interface DatedOptions {
  readonly also?: readonly Source[];
  readonly editions?: readonly Edition[];
  readonly date?: IsoDate;
}

/** Only in the newest edition of the page. */
export const latestOnly: readonly Edition[] = ['latest'];

/** Only in the edition of 2025-05-22. */
export const edition2025Only: readonly Edition[] = ['2025-05-22'];

/** A fact that was read in its source. */
export function verified(source: Source, options?: DatedOptions): Dated {
  return dated('verified', source, options);
}

/** A fact that follows from sources without being stated in one. */
export function inferred(source: Source, options?: DatedOptions): Dated {
  return dated('inferred', source, options);
}

/** A fact that has one secondary source only, or sources that disagree. */
export function unsettled(source: Source, options?: DatedOptions): Dated {
  return dated('unsettled', source, options);
}

function dated(confidence: Confidence, source: Source, options: DatedOptions = {}): Dated {
  return {
    source,
    ...(options.also === undefined ? {} : { also: options.also }),
    date: options.date ?? source.changed ?? source.read,
    confidence,
    editions: options.editions ?? editions,
  };
}
