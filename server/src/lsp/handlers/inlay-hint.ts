import {
  type CancellationToken,
  type InlayHint,
  type InlayHintParams,
  MarkupKind,
} from 'vscode-languageserver';

import { inlayHints } from '../../core/index';
import { configuredDocument } from '../asked-document';
import { fromRange } from '../convert';
import { rangeOf } from '../positions';
import { documentUriOf } from '../request';
import type { Session } from '../session';

/** `textDocument/inlayHint` */
export async function inlayHint(
  session: Session,
  params: InlayHintParams,
  token: CancellationToken,
): Promise<InlayHint[]> {
  const uri = documentUriOf(params);
  const asked = rangeOf(params.range);
  const document = await configuredDocument(session, uri, token);
  if (document === undefined) {
    return [];
  }
  const { snapshot, configuration } = document;
  const { workspace } = session;
  const hints = inlayHints(snapshot, fromRange(snapshot, asked), configuration, workspace.view());
  return hints.map(({ offset, label, tooltip }) => ({
    position: snapshot.lines.positionAt(offset),
    label,
    paddingLeft: true,
    tooltip: { kind: MarkupKind.Markdown, value: tooltip },
  }));
}
