import { columnAt, lineEndOf, lineStartOf } from '../../text/lines';
import type { TextEdit } from '../../text/range';
import { type PlainValue, renderBlock, renderFlow, styleOf } from './style';
import type { YamlEntry, YamlMap, YamlSequence } from './tree';

/**
 * Changes to a document's text that keep its style, its comments and everything they do not touch.
 * Each takes nodes of the tree of that very text and returns edits with offsets into it.
 */

/** Adds items behind the last one of a list, in block or flow style. */
export function appendItems(
  text: string,
  sequence: YamlSequence,
  values: readonly PlainValue[],
): readonly TextEdit[] {
  const style = styleOf(text);
  const last = sequence.itemRanges.at(-1);
  if (!sequence.flow && last !== undefined) {
    const column = columnAt(text, sequence.range.start);
    const end = contentLineEnd(text, last.end, column);
    return [
      insertion(end, `${style.eol}${' '.repeat(column)}${renderBlock(values, style, column)}`),
    ];
  }
  const items = values.map((value) => renderFlow(value, style));
  if (last === undefined) {
    const inside = { start: sequence.range.start + 1, end: sequence.range.end - 1 };
    return [{ range: inside, newText: items.join(', ') }];
  }
  const separator = ownLineIndent(text, last.start);
  const glue = separator === undefined ? ', ' : `,${style.eol}${separator}`;
  return [insertion(last.end, `${glue}${items.join(glue)}`)];
}

/** Adds `name: value` behind the last entry of a map, in block or flow style. */
export function appendEntry(
  text: string,
  map: YamlMap,
  name: string,
  value: PlainValue,
): readonly TextEdit[] {
  const style = styleOf(text);
  const last = lastWritten(map);
  if (!map.flow && last !== undefined) {
    const column = columnAt(text, map.range.start);
    const end = contentLineEnd(text, last.end, column);
    const rendered = renderBlock({ [name]: value }, style, column);
    return [insertion(end, `${style.eol}${' '.repeat(column)}${rendered}`)];
  }
  const entry = renderFlow({ [name]: value }, style).replace(/^\{\s*|\s*\}$/g, '');
  if (last === undefined) {
    return [{ range: map.range, newText: style.paddedFlow ? `{ ${entry} }` : `{${entry}}` }];
  }
  const separator = ownLineIndent(text, last.keyRange.start);
  const glue = separator === undefined ? ', ' : `,${style.eol}${separator}`;
  return [insertion(last.end, `${glue}${entry}`)];
}

/** Takes an entry out of a map; a map that had no other becomes `{}`. */
export function removeEntry(text: string, map: YamlMap, entry: YamlEntry): readonly TextEdit[] {
  const written = map.entries.filter((other) => !other.merged);
  const index = written.indexOf(entry);
  const next = written[index + 1];
  const previous = written[index - 1];
  if (next === undefined && previous === undefined) {
    const { start } = map.range;
    const end = map.flow
      ? map.range.end
      : contentLineEnd(text, map.range.end, columnAt(text, start));
    return [{ range: { start, end }, newText: '{}' }];
  }
  if (map.flow) {
    return next === undefined
      ? [deletion(previous?.end ?? map.range.start, entry.end)]
      : [deletion(entry.keyRange.start, next.keyRange.start)];
  }
  return blockRemoval(text, entry.keyRange.start, entry.end, next?.keyRange.start);
}

/** Takes the item at `index` out of a list; the list must have others. */
export function removeItem(
  text: string,
  sequence: YamlSequence,
  index: number,
): readonly TextEdit[] {
  const item = sequence.itemRanges[index];
  const next = sequence.itemRanges[index + 1];
  const previous = sequence.itemRanges[index - 1];
  if (item === undefined) {
    return [];
  }
  if (sequence.flow) {
    return next === undefined
      ? [deletion(previous?.end ?? item.start, item.end)]
      : [deletion(item.start, next.start)];
  }
  const dashBefore = (start: number) => text.lastIndexOf('-', start - 1);
  return blockRemoval(text, dashBefore(item.start), item.end, next && dashBefore(next.start));
}

/** Writes a value behind a key that has another, or none. */
export function replaceEntryValue(
  text: string,
  entry: YamlEntry,
  value: PlainValue,
): readonly TextEdit[] {
  const start = entry.value.range.start;
  const isEmpty = entry.value.range.start === entry.value.range.end;
  const rendered = renderFlow(value, styleOf(text));
  if (!isEmpty) {
    return [{ range: { start, end: entry.end }, newText: rendered }];
  }
  const colon = text.indexOf(':', entry.keyRange.end);
  return [insertion(colon + 1, ` ${rendered}`)];
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

/**
 * Removes lines of a block collection. What stands before on the first line (a `- `) stays for the
 * neighbour that follows, and comments between the two stay too, above that line.
 */
function blockRemoval(
  text: string,
  start: number,
  end: number,
  next: number | undefined,
): readonly TextEdit[] {
  const lineStart = lineStartOf(text, start);
  const indent = text.slice(lineStart, start);
  const contentStop = contentLineEnd(text, end, columnAt(text, start));
  if (indent.trim() === '' && lineStart > 0) {
    const before = text.charAt(lineStart - 2) === '\r' ? lineStart - 2 : lineStart - 1;
    return [deletion(before, contentStop)];
  }
  if (next === undefined) {
    return [deletion(start, contentStop)];
  }
  const blanks = /^\s*/.exec(indent)?.[0] ?? '';
  const comments = text
    .slice(contentStop, next)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => `${blanks}${line.trim()}${styleOf(text).eol}`);
  return [
    ...(comments.length === 0 ? [] : [insertion(lineStart, comments.join(''))]),
    deletion(start, next),
  ];
}

function insertion(at: number, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}

function deletion(start: number, end: number): TextEdit {
  return { range: { start, end }, newText: '' };
}

function lastWritten(map: YamlMap): YamlEntry | undefined {
  return map.entries.findLast((entry) => !entry.merged);
}

/**
 * End of the line on which the content before `end` stops, its trailing comment included. Comment lines at its end
 * that are no deeper than `column` belong to what surrounds it.
 */
function contentLineEnd(text: string, end: number, column: number): number {
  let stop = text.slice(0, end).trimEnd().length;
  for (;;) {
    const lineStart = lineStartOf(text, stop);
    const comment = /^[ \t]*#/.exec(text.slice(lineStart, stop));
    if (comment === null || comment[0].length - 1 > column) {
      return lineEndOf(text, stop);
    }
    stop = text.slice(0, lineStart).trimEnd().length;
  }
}

/** The blanks before the offset when nothing else stands on its line before it. */
function ownLineIndent(text: string, offset: number): string | undefined {
  const before = text.slice(lineStartOf(text, offset), offset);
  return before.trim() === '' && offset > before.length ? before : undefined;
}
