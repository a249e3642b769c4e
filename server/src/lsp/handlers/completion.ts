import {
  type CancellationToken,
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionParams,
  CompletionTriggerKind,
  InsertTextFormat,
  InsertTextMode,
} from 'vscode-languageserver';

import { type Completion, completions, type Snapshot } from '../../core/index';
import { configuredDocument } from '../asked-document';
import type { ClientSupport } from '../client-support';
import { toEdit, toOffset } from '../convert';
import { positionOf } from '../positions';
import { documentUriOf } from '../request';
import type { Session } from '../session';

const kinds: Readonly<Record<Completion['role'], CompletionItemKind>> = {
  snippet: CompletionItemKind.Snippet,
  field: CompletionItemKind.Field,
  value: CompletionItemKind.EnumMember,
  rule: CompletionItemKind.Reference,
};

/** What `completionItem/resolve` needs to know of an item. */
export interface CompletionData {
  readonly uri: string;
  readonly id: string;
}

/** `textDocument/completion`. The documentation follows when an item is resolved. */
export async function completion(
  session: Session,
  params: CompletionParams,
  token: CancellationToken,
): Promise<CompletionItem[]> {
  const uri = documentUriOf(params);
  const position = positionOf(params.position);
  const document = await configuredDocument(session, uri, token);
  if (document === undefined) {
    return [];
  }
  const { snapshot, configuration } = document;
  const { client, workspace } = session;
  const found = completions(
    snapshot,
    toOffset(snapshot, position),
    configuration,
    {
      snippets: client.completionSnippets,
      adjustsIndentation: client.adjustsIndentation,
      isBlankTyped:
        params.context?.triggerKind === CompletionTriggerKind.TriggerCharacter &&
        params.context.triggerCharacter === ' ',
    },
    workspace.view(),
  );
  return found.map((each, index) => toItem(snapshot, each, index, client));
}

function toItem(
  snapshot: Snapshot,
  { id, role, label, detail, note, edit, filterText, isSnippet, isDiscouraged }: Completion,
  index: number,
  client: ClientSupport,
): CompletionItem {
  const data: CompletionData = { uri: snapshot.uri, id };
  return {
    label,
    kind: kinds[role],
    ...detailOf(detail, note),
    // Other extensions offer fields and values, too; this tells whose is whose.
    ...(client.completionLabelDetails
      ? {
          labelDetails: {
            ...(note === undefined ? {} : { detail: ` ${note}` }),
            description: 'AKS Cilium',
          },
        }
      : {}),
    ...(isDiscouraged === true && client.deprecatedCompletions
      ? { tags: [CompletionItemTag.Deprecated] }
      : {}),
    // The most useful stand first; their names would have them in another order.
    sortText: String(index).padStart(3, '0'),
    ...(filterText === undefined ? {} : { filterText }),
    textEdit: toEdit(snapshot, edit),
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(client.insertsAsIs ? { insertTextMode: InsertTextMode.asIs } : {}),
    data,
  };
}

function detailOf(detail: string, note: string | undefined): Pick<CompletionItem, 'detail'> {
  const parts = [note ?? '', detail].filter((part) => part !== '');
  return parts.length === 0 ? {} : { detail: parts.join(' · ') };
}
