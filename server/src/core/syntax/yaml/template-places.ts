import { columnAt } from '../../text/lines';
import type { Range } from '../../text/range';
import type { MaskedTemplate } from './template-mask';
import type { YamlScalar } from './tree';

/** Whether a template prints something in the extent; with a column, something that belongs to a container there. */
export function hasHole({ holes }: MaskedTemplate, extent: Range, column?: number): boolean {
  for (
    let index = firstFrom(holes.length, (at) => (holes[at]?.offset ?? 0) >= extent.start);
    ;
    index++
  ) {
    const hole = holes[index];
    if (hole === undefined || hole.offset > extent.end) {
      return false;
    }
    if (column === undefined || hole.column === undefined || hole.column === column) {
      return true;
    }
  }
}

/** Whether a template may add to the container: lines of its own in a block, anything between brackets. */
export function printsInto(
  { text, template }: { readonly text: string; readonly template: MaskedTemplate | undefined },
  range: Range,
  extent: Range,
  flow: boolean,
): boolean {
  if (template === undefined || template.holes.length === 0) {
    return false;
  }
  return flow ? hasHole(template, range) : hasHole(template, extent, columnAt(text, range.start));
}

/** Whether a scalar's text depends on a branch of the template, or something is glued to its end. */
export function hasBranch(
  { text, holes, branches, glued }: MaskedTemplate,
  keyEnd: number,
  range: Range,
  style: YamlScalar['style'],
): boolean {
  // Lines behind a block scalar belong to it as long as they are blank, and masked lines are.
  const end =
    style === 'block'
      ? range.start + text.slice(range.start, range.end).trimEnd().length
      : range.end;
  const within = (offsets: readonly number[], from: number) => {
    const offset = offsets[firstFrom(offsets.length, (at) => (offsets[at] ?? 0) >= from)];
    return offset !== undefined && offset <= end;
  };
  return (
    within(branches, keyEnd) ||
    within(glued, range.end) ||
    hasHole({ text, holes, branches, glued }, { start: keyEnd, end })
  );
}

/** The first index for which the condition holds; it holds for all behind it. */
function firstFrom(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
