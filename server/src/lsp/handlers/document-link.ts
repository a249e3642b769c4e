import type { CancellationToken, DocumentLink, DocumentLinkParams } from 'vscode-languageserver';

import { documentLinks } from '../../core/index';
import { openDocument } from '../asked-document';
import { throwIfCancelled } from '../cancellation';
import { toRange } from '../convert';
import { documentUriOf } from '../request';
import type { Session } from '../session';

/** `textDocument/documentLink`. Needs nothing but the text, so nothing can make it stale. */
export function documentLink(
  session: Session,
  params: DocumentLinkParams,
  token: CancellationToken,
): DocumentLink[] {
  const snapshot = openDocument(session, documentUriOf(params));
  if (snapshot === undefined) {
    return [];
  }
  const links = documentLinks(snapshot);
  throwIfCancelled(token);
  return links.map(({ range, target, tooltip }) => ({
    range: toRange(snapshot, range),
    target,
    ...(session.client.linkTooltips ? { tooltip } : {}),
  }));
}
