import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

import type { Snapshot } from '../core/index';
import { rangeOf } from './positions';

/**
 * The text after the changes of one notification, each of which refers to the text that the one before it left. Throws
 * when a change is none.
 *
 * Invariant: a `TextDocument` changes in place, so none lives longer than this call. It carries its line starts along
 * from change to change, and loses count where an edit brings a CR and an LF together or begins behind the last
 * line: after such a change another one begins.
 */
export function applyChanges(
  { text, uri }: Pick<Snapshot, 'text' | 'uri'>,
  changes: readonly TextDocumentContentChangeEvent[],
): string {
  let document = documentOf(uri, text);
  let mayHoldCr = text.includes('\r');
  for (const change of changes) {
    if (typeof change?.text !== 'string') {
      throw new TypeError('A change needs a text.');
    }
    const range = 'range' in change ? (change.range ?? undefined) : undefined;
    mayHoldCr ||= change.text.includes('\r');
    const plain =
      range === undefined ? { text: change.text } : { range: rangeOf(range), text: change.text };
    const isOutside = range !== undefined && rangeOf(range).end.line >= document.lineCount;
    document = TextDocument.update(document, [plain], document.version + 1);
    if (mayHoldCr || isOutside) {
      document = documentOf(uri, document.getText());
    }
  }
  return document.getText();
}

function documentOf(uri: string, text: string): TextDocument {
  return TextDocument.create(uri, '', 0, text);
}
