import type { ReportRange, SourceLine } from '../report';
import { characterWidth, neutralise, type Style } from '../terminal';

const tabWidth = 4;

/** One cell per character of the source: what is shown for it, how wide that is. */
interface Cell {
  readonly shown: string;
  readonly width: number;
  readonly marked: boolean;
}

export interface FrameOptions {
  readonly style: Style;
  readonly paint: (text: string) => string;
  /** Columns for the source text; longer lines are cut around the marked place. */
  readonly width: number;
}

/** The source lines of a finding with their numbers, and carets below the range. */
export function codeFrame(
  source: readonly SourceLine[],
  range: ReportRange,
  options: FrameOptions,
): string[] {
  const gutter = String(source.at(-1)?.number ?? 0).length;
  const margin = (label: string) => options.style.dim(`${label.padStart(gutter)} |`);
  const lines: string[] = [];
  let previous: number | undefined;
  for (const { number, text } of source) {
    if (previous !== undefined && number > previous + 1) {
      lines.push(options.style.dim(`${'.'.repeat(gutter)} |`));
    }
    const columns = markedColumns(text, number, range);
    const { shown, carets } = excerpt(text, columns, number === range.start.line, options.width);
    lines.push(`${margin(String(number))} ${shown}`.trimEnd());
    if (carets.includes('^')) {
      lines.push(`${margin('')} ${' '.repeat(carets.indexOf('^'))}${options.paint(carets.trim())}`);
    }
    previous = number;
  }
  return lines;
}

/** The UTF-16 columns, from 0, of a line that belong to the range; leading blanks of further lines do not. */
function markedColumns(
  text: string,
  number: number,
  range: ReportRange,
): [from: number, to: number] {
  const from =
    number === range.start.line ? range.start.column - 1 : text.length - text.trimStart().length;
  const to = number === range.end.line ? range.end.column - 1 : text.trimEnd().length;
  return [Math.min(from, text.length), Math.min(to, text.length)];
}

function excerpt(text: string, [from, to]: [number, number], isFirst: boolean, width: number) {
  // Characters further away cannot be seen anyway, but for some that take no column.
  const reach = 2 * width;
  const begin = text.length > 2 * reach ? Math.max(0, from - reach) : 0;
  const cells = toCells(text.slice(begin, from + reach), from - begin, to - begin, isFirst);
  const first = cells.findIndex((cell) => cell.marked);
  const [start, end] = visibleCells(cells, first === -1 ? cells.length : first, width);
  const before = begin > 0 || start > 0 ? '…' : '';
  const after = end < cells.length || from + reach < text.length ? '…' : '';
  let shown = before;
  let carets = ' '.repeat(before.length);
  for (const cell of cells.slice(start, end)) {
    shown += cell.shown;
    carets += (cell.marked ? '^' : ' ').repeat(cell.width);
  }
  // A place behind the line's last character has no cell of its own.
  const isBehind = isFirst && first === -1;
  return { shown: shown + after, carets: isBehind ? `${carets}^` : carets };
}

function toCells(text: string, from: number, to: number, isFirst: boolean): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let offset = 0;
  for (const character of text) {
    const shown =
      character === '\t' ? ' '.repeat(tabWidth - (column % tabWidth)) : neutralise(character);
    const width = shown === character ? characterWidth(character) : shown.length;
    // An empty range points at the character that follows it.
    const isCaret = isFirst && from === to && offset === from;
    const marked = isCaret || (offset < to && offset + character.length > from);
    cells.push({ shown, width, marked });
    column += width;
    offset += character.length;
  }
  return cells;
}

/** The cells that fit into the width, chosen so that the marked place is among them with some text before it. */
function visibleCells(cells: readonly Cell[], first: number, width: number): [number, number] {
  const total = cells.reduce((sum, cell) => sum + cell.width, 0);
  if (total <= width) {
    return [0, cells.length];
  }
  const room = width - 2;
  let start = first;
  for (let before = 0; start > 0 && before + (cells[start - 1]?.width ?? 0) <= room / 3; start--) {
    before += cells[start - 1]?.width ?? 0;
  }
  let end = start;
  let used = 0;
  for (; end < cells.length && used + (cells[end]?.width ?? 0) <= room; end++) {
    used += cells[end]?.width ?? 0;
  }
  // Near the end of the line there is room left: show more of what comes before.
  while (end === cells.length && start > 0 && used + (cells[start - 1]?.width ?? 0) <= room) {
    start--;
    used += cells[start]?.width ?? 0;
  }
  return [start, end];
}
