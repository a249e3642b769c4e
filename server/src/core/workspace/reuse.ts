import { YamlDocument } from '../syntax/yaml/document';
import { splitDocuments } from '../syntax/yaml/split';
import type { PlacedDocument } from './snapshot';

/**
 * Splits a text into documents and takes over those of the previous version whose text did not change,
 * with everything that was computed for them. Edits touch few neighbours, so it is enough to match
 * from the front and from the back.
 */
export function splitAndReuse(
  text: string,
  previous: readonly PlacedDocument[],
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
    const piece = pieces[index];
    const own = piece === undefined ? '' : text.slice(piece.start, piece.end);
    place(index, new YamlDocument(previous.length === 0 ? own : copyOf(own)));
  }
  return placed;
}

/**
 * The same text in memory of its own. JavaScript engines keep the whole text that a slice is from; each document that
 * is edited would keep another version of the whole file.
 */
function copyOf(slice: string): string {
  return ` ${slice}`.slice(1);
}
