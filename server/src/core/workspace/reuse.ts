import { YamlDocument } from '../syntax/yaml/document';
import type { Placement } from '../syntax/yaml/placement';
import { mayHideMarkers, piecesFrom, splitDocuments } from '../syntax/yaml/split';
import { shiftOf, type TextChange } from '../text/change';
import type { Range } from '../text/range';
import type { PlacedDocument } from './snapshot';

/**
 * Splits a text into documents and takes over those of the previous version whose text did not change,
 * with everything that was computed for them. Edits touch few neighbours, so it is enough to match
 * from the front and from the back; when it is known what has changed, nothing else is looked at. Those taken over must
 * be of the same place.
 */
export function splitAndReuse(
  text: string,
  previous: readonly PlacedDocument[],
  change?: TextChange,
  placement?: Placement,
): readonly PlacedDocument[] {
  return change === undefined || previous.length === 0 || mayHideMarkers(text)
    ? matched(text, previous, placement)
    : changed(text, previous, change, placement);
}

function matched(
  text: string,
  previous: readonly PlacedDocument[],
  placement: Placement | undefined,
): readonly PlacedDocument[] {
  const pieces = splitDocuments(text);
  const placed: PlacedDocument[] = new Array(pieces.length);
  const sameText = (index: number, old: PlacedDocument | undefined): boolean => {
    const piece = pieces[index];
    return (
      piece !== undefined &&
      old !== undefined &&
      old.document.text.length === piece.end - piece.start &&
      old.document.text === text.slice(piece.start, piece.end)
    );
  };
  const place = (index: number, document: YamlDocument) => {
    placed[index] = { start: pieces[index]?.start ?? 0, document };
  };

  let front = 0;
  for (; front < pieces.length && sameText(front, previous[front]); front++) {
    place(front, (previous[front] as PlacedDocument).document);
  }
  let back = pieces.length - 1;
  const shift = previous.length - pieces.length;
  for (; back >= front && back + shift >= front && sameText(back, previous[back + shift]); back--) {
    place(back, (previous[back + shift] as PlacedDocument).document);
  }
  for (let index = front; index <= back; index++) {
    const { start, end } = pieces[index] as Range;
    const own = text.slice(start, end);
    place(index, new YamlDocument(previous.length === 0 ? own : copyOf(own), placement));
  }
  return placed;
}

/**
 * The documents before the change and behind it are those of before. What is between is split again, until a document
 * begins where one began behind the change: from there on, the lines are the same and lead to the same.
 */
function changed(
  text: string,
  previous: readonly PlacedDocument[],
  change: TextChange,
  placement: Placement | undefined,
): readonly PlacedDocument[] {
  // A marker that the change breaks joins its document to the one before.
  const front = Math.max(0, lastAt(previous, change.start) - 1);
  const shift = shiftOf(change);
  const placed = previous.slice(0, front);
  const known = new Map(
    previous
      .slice(front, lastAt(previous, change.end) + 2)
      .map(({ document }) => [document.text, document]),
  );
  for (const { start, end } of piecesFrom(text, previous[front]?.start ?? 0)) {
    const own = text.slice(start, end);
    placed.push({ start, document: known.get(own) ?? new YamlDocument(copyOf(own), placement) });
    const next = end > change.newEnd ? lastAt(previous, end - shift) : -1;
    if (next !== -1 && previous[next]?.start === end - shift) {
      for (let index = next; index < previous.length; index++) {
        const { start: old, document } = previous[index] as PlacedDocument;
        placed.push({ start: old + shift, document });
      }
      break;
    }
  }
  return placed;
}

/** The last document that begins at the offset or before it. */
function lastAt(placed: readonly PlacedDocument[], offset: number): number {
  let low = 0;
  let high = placed.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((placed[middle]?.start ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/**
 * The same text in memory of its own. JavaScript engines keep the whole text that a slice is from; each document that
 * is edited would keep another version of the whole file.
 */
function copyOf(slice: string): string {
  return ` ${slice}`.slice(1);
}
