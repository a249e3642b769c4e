import {
  type CancellationToken,
  type Hover,
  type HoverParams,
  MarkupKind,
} from 'vscode-languageserver';

import { hover as explain } from '../../core/index';
import { configuredDocument } from '../asked-document';
import { toOffset, toRange } from '../convert';
import { positionOf } from '../positions';
import { documentUriOf } from '../request';
import type { Session } from '../session';

/** `textDocument/hover` */
export async function hover(
  session: Session,
  params: HoverParams,
  token: CancellationToken,
): Promise<Hover | null> {
  const uri = documentUriOf(params);
  const position = positionOf(params.position);
  const document = await configuredDocument(session, uri, token);
  if (document === undefined) {
    return null;
  }
  const { snapshot, configuration } = document;
  const { client, workspace } = session;
  const offset = toOffset(snapshot, position);
  const found = explain(snapshot, offset, configuration, workspace.view());
  if (found === undefined) {
    return null;
  }
  const contents = client.markdownHover
    ? { kind: MarkupKind.Markdown, value: found.markdown }
    : { kind: MarkupKind.PlainText, value: withoutMarkup(found.markdown) };
  return { contents, range: toRange(snapshot, found.range) };
}

/** Markdown as it reads without its marks: link texts, no emphasis, no backslashes; code as it is. */
export function withoutMarkup(markdown: string): string {
  return markdown
    .split(/((?<!\\)`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? part.slice(1, -1) : plainText(part)))
    .join('');
}

function plainText(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\(([^)\s]*)\)/g, '$1 ($2)')
    .replace(/(?<!\\)(\*\*|__|`)/g, '')
    .replace(/^#{1,6} /gm, '')
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~])/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
