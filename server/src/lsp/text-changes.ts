import type { Range as ProtocolRange, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

import { followedBy, type Range, type TextChange } from '../core/index';
import { rangeOf } from './positions';

/** A text after the changes of a notification, and where it differs from the text before them. */
export interface ChangedText {
  readonly document: TextDocument;
  /** Undefined when the whole text was replaced. */
  readonly change: TextChange | undefined;
}

/**
 * Applies the changes of one notification, each of which refers to the text that the one before it left. Throws
 * when a change is none; the document is then not to be used any more.
 *
 * Invariant: a `TextDocument` changes in place, so nobody but its one holder may look at it. It carries its line
 * starts along from change to change, and loses count where an edit brings a CR and an LF together or begins behind the
 * last line: after such a change another one begins.
 */
export function applyChanges(
  before: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
): ChangedText {
  let document = before;
  let mayHoldCr = before.getText().includes('\r');
  let sum: TextChange | undefined = { start: 0, end: 0, newEnd: 0 };
  for (const [index, change] of changes.entries()) {
    if (typeof change?.text !== 'string') {
      throw new TypeError('A change needs a text.');
    }
    const range = 'range' in change ? (change.range ?? undefined) : undefined;
    mayHoldCr ||= change.text.includes('\r');
    const plain =
      range === undefined ? { text: change.text } : { range: rangeOf(range), text: change.text };
    const isOutside = range !== undefined && rangeOf(range).end.line >= document.lineCount;
    const length = document.getText().length;
    const place = 'range' in plain ? placeIn(document, plain.range) : undefined;
    document = TextDocument.update(document, [plain], document.version + 1);
    if (place === undefined || sum === undefined) {
      sum = undefined;
    } else {
      const newEnd = place.end + document.getText().length - length;
      sum = index === 0 ? { ...place, newEnd } : followedBy(sum, { ...place, newEnd });
    }
    if (mayHoldCr || isOutside) {
      document = documentOf(document.uri, document.getText());
    }
  }
  return { document, change: sum };
}

/** The offsets that an update of the document takes the range for; the two may come in either order. */
function placeIn(document: TextDocument, { start, end }: ProtocolRange): Range {
  const offsets = [document.offsetAt(start), document.offsetAt(end)];
  return { start: Math.min(...offsets), end: Math.max(...offsets) };
}

/** A document of the text, without any history. */
export function documentOf(uri: string, text: string): TextDocument {
  return TextDocument.create(uri, '', 0, text);
}
