import { columnAt, lineStartOf } from '../../text/lines';
import type { Range } from '../../text/range';
import { blockColumn } from './edit-block';
import type { Mark, MaskedTemplate } from './template-mask';
import type { YamlScalar } from './tree';

/** A text and what a template does to it. */
interface Places {
  readonly text: string;
  readonly template: MaskedTemplate | undefined;
}

/** Whether a template prints something in the extent; with a column, something that belongs to a container there. */
export function hasHole({ holes }: MaskedTemplate, extent: Range, column?: number): boolean {
  return anyMark(
    holes,
    extent,
    (hole) => column === undefined || hole.column === undefined || hole.column === column,
  );
}

/** Whether a template may add to the container: lines of its own in a block, anything between brackets. */
export function printsInto(
  { text, template }: Places,
  range: Range,
  extent: Range,
  flow: boolean,
): boolean {
  if (template === undefined || template.holes.length === 0) {
    return false;
  }
  return flow
    ? hasHole(template, range)
    : hasHole(template, extent, blockColumn(text, range.start));
}

/** Whether a scalar's text depends on a branch of the template, or something is printed into it or glued to its end. */
export function hasBranch(
  { text, template }: Places,
  range: Range,
  extent: Range,
  style: YamlScalar['style'],
): boolean {
  if (template === undefined) {
    return false;
  }
  const isBlock = style === 'block';
  const counts = isBlock ? insideBlock(text, template.text, extent.start, range) : () => true;
  const within = { start: extent.start, end: isBlock ? extent.end : range.end };
  return (
    anyMark(template.glued, { start: range.end, end: range.end }, () => true) ||
    anyMark(template.branches, within, counts) ||
    anyMark(template.holes, within, counts)
  );
}

/** Masked lines behind a block scalar are blank and so belong to it for YAML; they do when they stand deeper than its key. */
function insideBlock(
  text: string,
  masked: string,
  keyEnd: number,
  range: Range,
): (mark: Mark) => boolean {
  const contentEnd = range.start + masked.slice(range.start, range.end).trimEnd().length;
  const lineStart = lineStartOf(text, keyEnd);
  const keyColumn = /^[ \t]*(?:-[ \t]+)*/.exec(text.slice(lineStart, keyEnd))?.[0].length ?? 0;
  return ({ offset }) => offset <= contentEnd || columnAt(text, offset) > keyColumn;
}

/** Whether a mark within the extent counts; the marks are in order. */
function anyMark<M extends Mark>(
  marks: readonly M[],
  { start, end }: Range,
  counts: (mark: M) => boolean,
): boolean {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.offset ?? 0) >= start) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  for (let mark = marks[low]; mark !== undefined && mark.offset <= end; mark = marks[++low]) {
    if (counts(mark)) {
      return true;
    }
  }
  return false;
}
