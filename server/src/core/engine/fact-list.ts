import type { FactKind, Facts, FactView, Located } from '../facts/facts';
import { joinedKey } from './content-key';
import type { FactEntry } from './file-facts';

/** Facts of one kind, and keys that tell whether they are the same as at another time. */
export interface FactList<K extends FactKind> {
  readonly entries: readonly FactEntry[];
  readonly located: readonly Located<Facts[K]>[];
  /** Changes with what the facts say and with the files they are in. */
  readonly content: string;
  /** Changes with their ranges as well. */
  readonly places: string;
}

/** The facts that rules may look at, at one moment. */
export interface FactIndex extends FactView {
  /** Those of `all`, or with a namespace those of `near`. */
  list<K extends FactKind>(kind: K, namespace?: string): FactList<K>;
}

/** Everything is made when it is asked for: most of the time, a key is all that is. */
export function listOf(
  entries: () => readonly FactEntry[],
  readContent: () => string,
): FactList<FactKind> {
  let located: readonly Located<Facts[FactKind]>[] | undefined;
  let content: string | undefined;
  let places: string | undefined;
  return {
    get entries() {
      return entries();
    },
    get located() {
      located ??= entries().map((entry) => entry.located);
      return located;
    },
    get content() {
      content ??= readContent();
      return content;
    },
    get places() {
      places ??= joinedKey(
        entries().map(
          ({ uri, key, start, range }) =>
            `${uri} ${key} ${start + range.start} ${range.end - range.start}`,
        ),
      );
      return places;
    },
  };
}
