import { lineEndOf, lineStartOf } from '../../text/lines';
import type { TextEdit } from '../../text/range';
import { blockColumn, entryPiece, itemPiece } from './edit-block';
import type { YamlEntry, YamlMap, YamlSequence } from './tree';

/**
 * Makes several items of one item of a list, each with a part of its entries, as they are written; entries of several
 * parts are copied. Comments above an entry go with it. None when the item is written in a way that cannot be taken apart.
 */
export function divideItem(
  text: string,
  list: YamlSequence,
  index: number,
  parts: readonly (readonly YamlEntry[])[],
): readonly TextEdit[] {
  const item = list.items[index];
  const range = list.itemRanges[index];
  const isHere = item?.range.start === range?.start;
  if (item?.kind !== 'map' || range === undefined || !isHere || item.mergeKeys.length > 0) {
    return [];
  }
  return item.flow
    ? divideFlow(text, list, item, parts)
    : divideBlock(text, list, index, item, parts);
}

function divideFlow(
  text: string,
  list: YamlSequence,
  item: YamlMap,
  parts: readonly (readonly YamlEntry[])[],
): readonly TextEdit[] {
  const { start, end } = item.range;
  const written = text.slice(start, end);
  const [first, second] = item.entries;
  const last = item.entries.at(-1);
  if (
    first === undefined ||
    second === undefined ||
    last === undefined ||
    /(?:^|\s)#/.test(written)
  ) {
    return [];
  }
  const open = text.slice(start, first.keyRange.start);
  const between = text.slice(first.end, second.keyRange.start);
  const close = text.slice(last.end, end);
  const copies = parts.map((entries) => {
    const body = entries.map((entry) => text.slice(entry.keyRange.start, entry.end)).join(between);
    return `${open}${body}${close}`;
  });
  const lineStart = lineStartOf(text, start);
  const before = text.slice(lineStart, start);
  const isOnOwnLine = /^[ \t]*(?:-[ \t]+)?$/.test(before);
  const newLine = `${/\r?\n/.exec(text)?.[0] ?? '\n'}${before}`;
  const glue = list.flow ? (isOnOwnLine ? `,${newLine}` : ', ') : newLine;
  return !list.flow && !isOnOwnLine ? [] : [{ range: { start, end }, newText: copies.join(glue) }];
}

function divideBlock(
  text: string,
  list: YamlSequence,
  index: number,
  item: YamlMap,
  parts: readonly (readonly YamlEntry[])[],
): readonly TextEdit[] {
  const column = blockColumn(text, list.range.start);
  const piece = list.flow ? undefined : itemPiece(text, list, index, column);
  const [firstEntry] = item.entries;
  if (piece === undefined || firstEntry === undefined) {
    return [];
  }
  const keyColumn = firstEntry.keyRange.start - lineStartOf(text, firstEntry.keyRange.start);
  const dash = text.slice(piece.start, firstEntry.keyRange.start);
  if (!/^-[ \t]+$/.test(dash)) {
    return [];
  }
  const written = writtenEntries(text, item, piece.below);
  if (written === undefined) {
    return [];
  }
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  const indent = ' '.repeat(column);
  const copies = parts.map((entries, part) => {
    const [first, ...others] = entries.flatMap((entry) => written.get(entry) ?? []);
    // Comments above what becomes the first entry move above the dash.
    const above = (first?.comments ?? []).map((line) => `${line.trim()}${eol}${indent}`);
    const lead = part === 0 && first?.comments.length === 0 ? '' : above.join('');
    const rest = others.map(({ comments, body }) =>
      [...comments, `${' '.repeat(keyColumn)}${body}`].join(eol),
    );
    return [`${lead}${dash}${first?.body ?? ''}`, ...rest].join(eol);
  });
  return [
    { range: { start: piece.start, end: piece.below }, newText: copies.join(`${eol}${indent}`) },
  ];
}

/** An entry of a map in block style. */
export interface WrittenEntry {
  /** The whole lines above it that hold comments, or nothing. */
  readonly comments: readonly string[];
  /** From its key on, over all its lines. */
  readonly body: string;
}

/** How each entry of a list item in block style is written; undefined when something else stands between them. */
export function writtenEntries(
  text: string,
  item: YamlMap,
  itemEnd: number,
): ReadonlyMap<YamlEntry, WrittenEntry> | undefined {
  const written = new Map<YamlEntry, WrittenEntry>();
  const start = item.entries[0]?.keyRange.start ?? 0;
  const column = start - lineStartOf(text, start);
  let position: number | undefined;
  for (const [index, entry] of item.entries.entries()) {
    const piece = entryPiece(text, entry.keyRange.start, entry.end, entry.value, column);
    if (entry.merged || piece === undefined || piece.start !== entry.keyRange.start) {
      return undefined;
    }
    const isLast = index === item.entries.length - 1;
    const end = isLast ? Math.max(piece.end, itemEnd) : piece.below;
    const lineStart = lineStartOf(text, piece.start);
    const above =
      position === undefined ? '' : text.slice(Math.min(position, lineStart), lineStart);
    const comments = above.split(/\r?\n/).slice(1, -1);
    if (comments.some((line) => line.trim() !== '' && !line.trim().startsWith('#'))) {
      return undefined;
    }
    written.set(entry, { comments, body: text.slice(piece.start, end) });
    position = lineEndOf(text, end);
  }
  return written;
}
