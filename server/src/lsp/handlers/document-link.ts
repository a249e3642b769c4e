import type { CancellationToken, DocumentLink, DocumentLinkParams } from 'vscode-languageserver';

import { documentLinks } from '../../core/index';
import { throwIfCancelled } from '../cancellation';
import { toRange } from '../convert';
import { longestText } from '../limits';
import { documentUriOf } from '../request';
import type { Session } from '../session';

/** `textDocument/documentLink`. Needs nothing but the text, so nothing can make it stale. */
export function documentLink(
  { client, documents }: Session,
  params: DocumentLinkParams,
  token: CancellationToken,
): DocumentLink[] {
  const snapshot = documents.get(documentUriOf(params));
  if (snapshot === undefined || snapshot.text.length > longestText) {
    return [];
  }
  const links = documentLinks(snapshot);
  throwIfCancelled(token);
  return links.map(({ range, target, tooltip }) => ({
    range: toRange(snapshot, range),
    target,
    ...(client.linkTooltips ? { tooltip } : {}),
  }));
}
