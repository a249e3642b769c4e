import { YamlDocument } from '../syntax/yaml/document';
import {
  documentsIn,
  groupsOf,
  lastAt,
  type PlacedDocument,
  type PlacedGroup,
} from '../syntax/yaml/document-group';
import type { Placement } from '../syntax/yaml/placement';
import { mayHideMarkers, piecesFrom, splitDocuments } from '../syntax/yaml/split';
import { shiftOf, type TextChange } from '../text/change';
import type { Range } from '../text/range';

/**
 * Splits a text into documents and takes over those of the previous version whose text did not change,
 * with everything that was computed for them. Edits touch few neighbours, so it is enough to match
 * from the front and from the back; when it is known what has changed, nothing else is looked at. Those taken over must
 * be of the same place.
 */
export function splitAndReuse(
  text: string,
  previous: readonly PlacedGroup[],
  change?: TextChange,
  placement?: Placement,
): readonly PlacedGroup[] {
  const hasHidden = previous.some(({ group }) => group.some(mayHideMarkers));
  return (
    (change === undefined || previous.length === 0 || hasHidden
      ? undefined
      : changed(text, previous, change, placement)) ??
    groupsOf(matched(text, documentsIn(previous), placement))
  );
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
 * The groups before the change and behind it are those of before. What is between is split again, until a document begins
 * where one began behind the change: from there on, the lines are the same and lead to the same. Undefined when that is not
 * to be told from what has changed alone.
 */
function changed(
  text: string,
  previous: readonly PlacedGroup[],
  change: TextChange,
  placement: Placement | undefined,
): readonly PlacedGroup[] | undefined {
  const shift = shiftOf(change);
  // A marker that the change breaks joins its document to the one before.
  const first = Math.max(0, lastAt(previous, startBefore(previous, change.start)));
  const last = Math.min(previous.length, lastAt(previous, change.end) + 2);
  const old = documentsIn(previous.slice(first, last));
  const front = Math.max(0, lastAt(old, change.start) - 1);
  const known = new Map(
    old.slice(front, lastAt(old, change.end) + 2).map(({ document }) => [document.text, document]),
  );
  const placed = old.slice(0, front);
  const noComments = [].values();
  for (const { start, end } of piecesFrom(text, old[front]?.start ?? 0, noComments)) {
    const own = text.slice(start, end);
    if (mayHideMarkers({ text: own })) {
      return undefined;
    }
    placed.push({ start, document: known.get(own) ?? new YamlDocument(copyOf(own), placement) });
    const rest = end > change.newEnd ? restFrom(previous, end - shift) : undefined;
    if (rest !== undefined) {
      const moved = (each: { readonly start: number }) => each.start + shift;
      placed.push(...rest.documents.map((each) => ({ ...each, start: moved(each) })));
      const behind = rest.groups.map((each) => ({ ...each, start: moved(each) }));
      return [...previous.slice(0, first), ...groupsOf(placed), ...behind];
    }
  }
  return [...previous.slice(0, first), ...groupsOf(placed)];
}

/** Where the document begins that is before the one at the offset. */
function startBefore(placed: readonly PlacedGroup[], offset: number): number {
  const { start = 0, group } = placed[lastAt(placed, offset)] ?? {};
  const documents = group?.documents ?? [];
  const own = lastAt(documents, offset - start);
  return own === 0 ? start - 1 : start + (documents[own - 1]?.start ?? 0);
}

/** The documents from the offset on to the end of their group, and the groups behind it; undefined when none begins there. */
function restFrom(placed: readonly PlacedGroup[], offset: number) {
  const index = lastAt(placed, offset);
  const around = placed[index];
  if (around === undefined) {
    return undefined;
  }
  const documents = documentsIn([around]);
  const first = lastAt(documents, offset);
  return documents[first]?.start === offset
    ? { documents: documents.slice(first), groups: placed.slice(index + 1) }
    : undefined;
}

/**
 * The same text in memory of its own. JavaScript engines keep the whole text that a slice is from; each document that
 * is edited would keep another version of the whole file.
 */
function copyOf(slice: string): string {
  return ` ${slice}`.slice(1);
}
