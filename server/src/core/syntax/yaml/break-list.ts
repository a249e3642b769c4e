import type { TextEdit } from '../../text/range';
import { type WrittenEntry, writtenEntries } from './divide';
import { blockColumn, itemPiece } from './edit-block';
import type { YamlEntry, YamlMap, YamlSequence } from './tree';

/**
 * Makes several items of one item of `outer`, so that the list in one of its entries holds at most `size` items in each;
 * the other entries are copied. None when the item is written in a way that cannot be taken apart.
 */
export function breakInnerList(
  text: string,
  outer: YamlSequence,
  index: number,
  entry: YamlEntry,
  size: number,
): readonly TextEdit[] {
  const item = outer.items[index];
  const inner = entry.value;
  if (
    item?.kind !== 'map' ||
    inner.kind !== 'sequence' ||
    entry.valueRange.start !== inner.range.start
  ) {
    return [];
  }
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  const frame = item.flow
    ? flowFrame(text, outer, item, entry)
    : blockFrame(text, outer, index, item, entry, eol);
  if (frame === undefined) {
    return [];
  }
  const edits: TextEdit[] = [];
  for (let at = size; at < inner.items.length; at += size) {
    const edit = inner.flow
      ? breakFlow(text, inner, at, frame)
      : breakBlock(text, inner, at, frame);
    if (edit === undefined) {
      return [];
    }
    edits.push(edit);
  }
  return edits;
}

/** What stands between two parts: the end of the one item, and the beginning of the next up to the colon. */
interface Frame {
  readonly close: string;
  readonly open: string;
  readonly isFlow: boolean;
}

function flowFrame(
  text: string,
  outer: YamlSequence,
  item: YamlMap,
  entry: YamlEntry,
): Frame | undefined {
  const at = item.entries.indexOf(entry);
  const written = (entries: readonly YamlEntry[]) =>
    entries.map(({ keyRange, end }) => text.slice(keyRange.start, end));
  const before = written(item.entries.slice(0, at)).map((body) => `${body}, `);
  const after = written(item.entries.slice(at + 1)).map((body) => `, ${body}`);
  const key = text.slice(entry.keyRange.start, entry.keyRange.end);
  return outer.flow && at >= 0
    ? { close: `${after.join('')}}`, open: `, {${before.join('')}${key}:`, isFlow: true }
    : undefined;
}

function blockFrame(
  text: string,
  outer: YamlSequence,
  index: number,
  item: YamlMap,
  entry: YamlEntry,
  eol: string,
): Frame | undefined {
  const column = blockColumn(text, outer.range.start);
  const piece = outer.flow ? undefined : itemPiece(text, outer, index, column);
  const first = item.entries[0];
  const dash = piece && first && text.slice(piece.start, first.keyRange.start);
  const written = piece && writtenEntries(text, item, piece.below);
  if (dash === undefined || written === undefined || !/^-[ \t]+$/.test(dash)) {
    return undefined;
  }
  const indent = ' '.repeat(column + dash.length);
  const lines = ({ comments, body }: WrittenEntry) => [...comments, `${indent}${body}`];
  const at = item.entries.indexOf(entry);
  const of = (entries: readonly YamlEntry[]) =>
    entries.flatMap((each) => written.get(each) ?? []).flatMap(lines);
  const key = `${indent}${text.slice(entry.keyRange.start, entry.keyRange.end)}:`;
  const begin = [...of(item.entries.slice(0, at)), key];
  const [firstLine = '', ...others] = begin;
  const open = [`${' '.repeat(column)}${dash}${firstLine.trimStart()}`, ...others];
  const close = of(item.entries.slice(at + 1)).map((line) => `${eol}${line}`);
  return { close: close.join(''), open: `${eol}${open.join(eol)}`, isFlow: false };
}

function breakFlow(
  text: string,
  inner: YamlSequence,
  at: number,
  { close, open }: Frame,
): TextEdit | undefined {
  const start = inner.itemRanges[at - 1]?.end;
  const end = inner.itemRanges[at]?.start;
  return start === undefined || end === undefined || text.slice(start, end).includes('#')
    ? undefined
    : { range: { start, end }, newText: `]${close}${open} [` };
}

function breakBlock(
  text: string,
  inner: YamlSequence,
  at: number,
  { close, open, isFlow }: Frame,
): TextEdit | undefined {
  const column = blockColumn(text, inner.range.start);
  const last = itemPiece(text, inner, at - 1, column);
  return last === undefined || isFlow
    ? undefined
    : { range: { start: last.below, end: last.below }, newText: `${close}${open}` };
}
