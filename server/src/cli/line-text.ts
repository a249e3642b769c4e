import type { Snapshot } from '../core/index';

/** The text of a line, from 0, without its line break. */
export function lineText(snapshot: Snapshot, line: number): string {
  const { lines, text } = snapshot;
  const start = lines.lineStart(line);
  let end = lines.lineStart(line + 1);
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) {
    end--;
  }
  return text.slice(start, end);
}
