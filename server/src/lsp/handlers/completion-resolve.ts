import { type CancellationToken, type CompletionItem, MarkupKind } from 'vscode-languageserver';

import { completionDocumentation } from '../../core/index';
import { orCancelled } from '../cancellation';
import { invalidParams } from '../request';
import type { Session } from '../session';
import type { CompletionData } from './completion';
import { withoutMarkup } from './hover';

/** `completionItem/resolve`: adds the documentation, for the cluster that the file is meant for. */
export async function resolveCompletion(
  { client, configurations }: Session,
  item: CompletionItem,
  token: CancellationToken,
): Promise<CompletionItem> {
  const { uri, id } = dataOf(item);
  const configuration = await orCancelled(configurations.of(uri), token);
  const markdown = completionDocumentation(id, configuration);
  if (markdown === undefined) {
    return item;
  }
  const documentation = client.markdownCompletion
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: withoutMarkup(markdown) };
  return { ...item, documentation };
}

function dataOf(item: CompletionItem | undefined): CompletionData {
  const data = item?.data as Partial<CompletionData> | undefined;
  if (typeof data?.uri !== 'string' || typeof data.id !== 'string') {
    throw invalidParams('This completion was not made by this server.');
  }
  return data as CompletionData;
}
