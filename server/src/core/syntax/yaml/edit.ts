import { lineEndOf } from '../../text/lines';
import type { Range, TextEdit } from '../../text/range';
import { blockColumn, entryPiece, itemPiece, type Piece, removePiece } from './edit-block';
import { appendToFlow, removeFromFlow } from './edit-flow';
import { type PlainValue, renderBlock, renderFlow, styleOf } from './style';
import type { YamlEntry, YamlMap, YamlSequence } from './tree';

/**
 * Changes to a document's text that keep its style, its comments and everything they do not touch. Each takes nodes of
 * the tree of that very text and returns edits with offsets into it; none when it cannot change what is written there.
 */

/** Adds items behind the last one of a list, in block or flow style. */
export function appendItems(
  text: string,
  sequence: YamlSequence,
  values: readonly PlainValue[],
): readonly TextEdit[] {
  const style = styleOf(text);
  const index = sequence.itemRanges.length - 1;
  if (sequence.flow || index < 0) {
    const items = values.map((value) => renderFlow(value, style));
    return appendToFlow(text, sequence.range, sequence.itemRanges.at(-1), items, style.eol);
  }
  const column = blockColumn(text, sequence.range.start);
  const last = itemPiece(text, sequence, index, column);
  return last === undefined
    ? []
    : [lineBelow(last, renderBlock(values, style, column), column, style.eol)];
}

/** Adds `name: value` behind the last entry of a map, in block or flow style. */
export function appendEntry(
  text: string,
  map: YamlMap,
  name: string,
  value: PlainValue,
): readonly TextEdit[] {
  const style = styleOf(text);
  const last = writtenRanges(map).at(-1);
  if (map.flow || last === undefined) {
    const entry = renderFlow({ [name]: value }, style).replace(/^\{\s*|\s*\}$/g, '');
    const isEmpty =
      last === undefined && text.slice(map.range.start + 1, map.range.end - 1).trim() === '';
    return isEmpty
      ? [{ range: map.range, newText: style.paddedFlow ? `{ ${entry} }` : `{${entry}}` }]
      : appendToFlow(text, map.range, last, [entry], style.eol);
  }
  const column = blockColumn(text, map.range.start);
  const piece = pieceOf(text, map, last, column);
  return piece === undefined
    ? []
    : [lineBelow(piece, renderBlock({ [name]: value }, style, column), column, style.eol)];
}

/** Takes an entry out of a map; a map that had no other becomes `{}`. */
export function removeEntry(text: string, map: YamlMap, entry: YamlEntry): readonly TextEdit[] {
  const ranges = writtenRanges(map);
  const index = ranges.findIndex(({ start }) => start === entry.keyRange.start);
  const range = ranges[index];
  if (range === undefined) {
    return [];
  }
  if (map.flow) {
    const around = text.slice(map.range.start, range.start) + text.slice(range.end, map.range.end);
    return ranges.length === 1 && !around.includes('#')
      ? [{ range: map.range, newText: '{}' }]
      : removeFromFlow(text, map.range, ranges, index);
  }
  const column = blockColumn(text, map.range.start);
  const piece = pieceOf(text, map, range, column);
  if (piece === undefined) {
    return [];
  }
  if (ranges.length === 1) {
    return [{ range: { start: piece.start, end: piece.end }, newText: '{}' }];
  }
  const next = ranges[index + 1];
  const nextPiece = next && pieceOf(text, map, next, column);
  return removePiece(text, piece, nextPiece?.start, styleOf(text).eol);
}

/** Takes the item at `index` out of a list; the list must have others. */
export function removeItem(
  text: string,
  sequence: YamlSequence,
  index: number,
): readonly TextEdit[] {
  if (sequence.itemRanges.length < 2) {
    return [];
  }
  if (sequence.flow) {
    return removeFromFlow(text, sequence.range, sequence.itemRanges, index);
  }
  const column = blockColumn(text, sequence.range.start);
  const piece = itemPiece(text, sequence, index, column);
  const next = itemPiece(text, sequence, index + 1, column);
  return piece === undefined ? [] : removePiece(text, piece, next?.start, styleOf(text).eol);
}

/** Writes a value behind a key that has another, or none. */
export function replaceEntryValue(
  text: string,
  entry: YamlEntry,
  value: PlainValue,
): readonly TextEdit[] {
  const style = styleOf(text);
  const rendered = renderFlow(value, style);
  const colon = behind(text, entry.keyRange.end, /\s*:/y);
  if (colon === undefined) {
    // Between braces a key may stand without a colon.
    const isBare = /^\s*[,}]/.test(text.slice(entry.keyRange.end));
    return isBare ? [insertion(entry.keyRange.end, `: ${rendered}`)] : [];
  }
  const { start, end } = entry.valueRange;
  const contentEnd = valueEnd(text, entry);
  // The first thing behind the colon on its line: the value, or an anchor or tag before it.
  const onLine = behind(text, colon, /[ \t]*(?![\s#])/y);
  if (onLine !== undefined && onLine <= start && onLine < contentEnd) {
    return [{ range: { start: onLine, end: contentEnd }, newText: rendered }];
  }
  const below = { range: { start: lineEndOf(text, colon), end: contentEnd }, newText: '' };
  return start === end
    ? [insertion(colon, ` ${rendered}`)]
    : [insertion(colon, ` ${rendered}`), below];
}

/** Behind the last character of an entry's value that is no blank; comments below a block collection are not part of it. */
function valueEnd(text: string, { keyRange, value, valueRange: { end } }: YamlEntry): number {
  const isBlock = 'flow' in value && !value.flow;
  const column = blockColumn(text, keyRange.start);
  const piece = isBlock ? entryPiece(text, keyRange.start, end, value, column) : undefined;
  return piece?.end ?? text.slice(0, end).trimEnd().length;
}

/** Adds a document of its own behind this one. */
export function appendDocument(text: string, value: PlainValue): readonly TextEdit[] {
  const style = styleOf(text);
  const separator = text === '' || text.endsWith('\n') ? '' : style.eol;
  const body = renderBlock(value, style, 0);
  // Behind a `...` the next document may begin without a `---` of its own.
  const isEnded = /(?:^|\n)\.\.\.[ \t]*(?:#[^\n]*)?\r?\n?$/.test(text);
  const close = isEnded ? `...${style.eol}` : '';
  return [insertion(text.length, `${separator}---${style.eol}${body}${style.eol}${close}`)];
}

/** What is written in the map, merge keys included, in order. */
function writtenRanges(map: YamlMap): readonly Range[] {
  return [
    ...map.entries
      .filter(({ merged }) => !merged)
      .map(({ keyRange, end }) => ({ start: keyRange.start, end })),
    ...map.mergeKeys,
  ].sort((a, b) => a.start - b.start);
}

function pieceOf(text: string, map: YamlMap, range: Range, column: number): Piece | undefined {
  const entry = map.entries.find(
    ({ keyRange, merged }) => !merged && keyRange.start === range.start,
  );
  return entryPiece(text, range.start, range.end, entry?.value, column);
}

function lineBelow(piece: Piece, rendered: string, column: number, eol: string): TextEdit {
  return insertion(piece.below, `${eol}${' '.repeat(column)}${rendered}`);
}

/** The end of what the pattern matches from the offset on. */
function behind(text: string, from: number, pattern: RegExp): number | undefined {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function insertion(at: number, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}
