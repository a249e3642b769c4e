import {
  type CancellationToken,
  type InlayHint,
  type InlayHintParams,
  MarkupKind,
} from 'vscode-languageserver';

import { inlayHints } from '../../core/index';
import { Cancelled, orCancelled } from '../cancellation';
import { fromRange } from '../convert';
import { longestText } from '../limits';
import { rangeOf } from '../positions';
import { documentUriOf } from '../request';
import type { Session } from '../session';

/** `textDocument/inlayHint` */
export async function inlayHint(
  { configurations, documents, workspace }: Session,
  params: InlayHintParams,
  token: CancellationToken,
): Promise<InlayHint[]> {
  const uri = documentUriOf(params);
  const asked = rangeOf(params.range);
  const snapshot = documents.get(uri);
  if (snapshot === undefined || snapshot.text.length > longestText) {
    return [];
  }
  const configuration = await orCancelled(configurations.of(uri), token);
  if (documents.get(uri) !== snapshot) {
    throw new Cancelled('superseded');
  }
  const hints = inlayHints(snapshot, fromRange(snapshot, asked), configuration, workspace.view());
  return hints.map(({ offset, label, tooltip }) => ({
    position: snapshot.lines.positionAt(offset),
    label,
    paddingLeft: true,
    tooltip: { kind: MarkupKind.Markdown, value: tooltip },
  }));
}
