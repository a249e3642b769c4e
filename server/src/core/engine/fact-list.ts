import type { FactKind, Facts, FactView, Located } from '../facts/facts';
import { shiftRange } from '../text/range';
import { joinedKey, keyText } from './content-key';
import type { FileRoom } from './file-facts';
import type { GroupFact } from './group-facts';

/** Facts of one kind, and keys that tell whether they are the same as at another time. */
export interface FactList<K extends FactKind> {
  readonly located: readonly Located<Facts[K]>[];
  /** Changes with what the facts say and with the files they are in. */
  readonly content: string;
  /** Changes with their ranges as well. */
  readonly places: string;
}

/** The facts that rules may look at, at one moment. */
export interface FactIndex extends FactView {
  /** No two of them have the same. */
  readonly id: number;
  /** Those of `all`, or with a namespace those of `near`. */
  list<K extends FactKind>(kind: K, namespace?: string): FactList<K>;
}

/** The facts of the files, one after the other. Everything is made when it is asked for: most of the time, a key is all that is. */
export function listOf(files: readonly FileRoom[]): FactList<FactKind> {
  let located: readonly Located<Facts[FactKind]>[] | undefined;
  let content: string | undefined;
  let places: string | undefined;
  return {
    get located() {
      located ??= files.flatMap(({ uri, rooms }) =>
        rooms.flatMap(({ start, room }) => room.facts.map((each) => locate(each, uri, start))),
      );
      return located;
    },
    get content() {
      content ??= keyText(joinedKey(files.map((file) => file.content)));
      return content;
    },
    get places() {
      places ??= keyText(joinedKey(files.map((file) => file.places())));
      return places;
    },
  };
}

/** How often the range of a fact has been asked for: tells whether a verdict depends on where others stand. */
export function rangeReads(): number {
  return rangesRead;
}

let rangesRead = 0;

function locate({ fact, range }: GroupFact, uri: string, by: number): Located<Facts[FactKind]> {
  return {
    fact,
    uri,
    get range() {
      rangesRead++;
      return shiftRange(range, by);
    },
  };
}
