import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';

import { LineIndex } from '../core/index';
import { fromRange, type IndexedText } from './convert';
import { rangeOf } from './positions';

/**
 * The text after the changes of one notification, each of which refers to the text that the one before it left. Throws
 * when a change is none.
 *
 * The lines are counted anew where that is needed, not carried along: a CR and an LF that come together through an edit
 * are one line break from then on, which incremental bookkeeping gets wrong easily, and every later edit with it.
 */
export function applyChanges(
  { text, lines }: IndexedText,
  changes: readonly TextDocumentContentChangeEvent[],
): string {
  let current: IndexedText = { text, lines };
  // The first line that an earlier change may have moved.
  let firstStale = Number.POSITIVE_INFINITY;
  for (const change of changes) {
    if (typeof change?.text !== 'string') {
      throw new TypeError('A change needs a text.');
    }
    if (!('range' in change) || (change.range ?? undefined) === undefined) {
      current = indexed(change.text);
      firstStale = Number.POSITIVE_INFINITY;
      continue;
    }
    const range = rangeOf(change.range);
    // Editors send the changes of several carets from the end to the start, so the count mostly stays good.
    if (Math.max(range.start.line, range.end.line) >= firstStale) {
      current = indexed(current.text);
    }
    const { start, end } = fromRange(current, range);
    firstStale = current.lines.lineAt(start);
    current = {
      text: current.text.slice(0, start) + change.text + current.text.slice(end),
      lines: current.lines,
    };
  }
  return current.text;
}

function indexed(text: string): IndexedText {
  return { text, lines: new LineIndex(text) };
}
