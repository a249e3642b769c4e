import {
  type CancellationToken,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver';

import {
  documentSymbols,
  type DocumentSymbol as OutlineSymbol,
  type Snapshot,
  type SymbolRole,
} from '../../core/index';
import { openDocument } from '../asked-document';
import { throwIfCancelled } from '../cancellation';
import { toRange } from '../convert';
import { documentUriOf } from '../request';
import type { Session } from '../session';

const kinds: Readonly<Record<SymbolRole, SymbolKind>> = {
  policy: SymbolKind.Class,
  service: SymbolKind.Interface,
  workload: SymbolKind.Struct,
  object: SymbolKind.Object,
  spec: SymbolKind.Namespace,
  subject: SymbolKind.Key,
  section: SymbolKind.Module,
  rule: SymbolKind.Method,
  peer: SymbolKind.Field,
  port: SymbolKind.Constant,
  container: SymbolKind.Field,
  cluster: SymbolKind.Class,
  network: SymbolKind.Interface,
  pool: SymbolKind.Struct,
  command: SymbolKind.Function,
};

/** `textDocument/documentSymbol`. Needs nothing but the text, so nothing can make it stale. */
export function documentSymbol(
  session: Session,
  params: DocumentSymbolParams,
  token: CancellationToken,
): DocumentSymbol[] | SymbolInformation[] {
  const snapshot = openDocument(session, documentUriOf(params));
  if (snapshot === undefined) {
    return [];
  }
  const symbols = documentSymbols(snapshot);
  throwIfCancelled(token);
  return session.client.hierarchicalSymbols
    ? symbols.map((symbol) => toSymbol(snapshot, symbol))
    : symbols.flatMap((symbol) => toInformation(snapshot, symbol, undefined));
}

function toSymbol(snapshot: Snapshot, symbol: OutlineSymbol): DocumentSymbol {
  const { role, name, detail, range, selectionRange, children } = symbol;
  return {
    name,
    ...(detail === undefined ? {} : { detail }),
    kind: kinds[role],
    range: toRange(snapshot, range),
    selectionRange: toRange(snapshot, selectionRange),
    children: children.map((child) => toSymbol(snapshot, child)),
  };
}

/** A list without levels, for clients that know no others; each symbol names its parent. */
function toInformation(
  snapshot: Snapshot,
  { role, name, range, children }: OutlineSymbol,
  parent: string | undefined,
): SymbolInformation[] {
  const own: SymbolInformation = {
    name,
    kind: kinds[role],
    location: { uri: snapshot.uri, range: toRange(snapshot, range) },
    ...(parent === undefined ? {} : { containerName: parent }),
  };
  return [own, ...children.flatMap((child) => toInformation(snapshot, child, name))];
}
