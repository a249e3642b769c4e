import {
  type ExecuteCommandParams,
  MessageType,
  ShowMessageNotification,
} from 'vscode-languageserver';

import { documentationUrl, findRule } from '../../core/index';
import { openRuleDocumentationCommand } from '../../protocol/index';
import { invalidParams } from '../request';
import type { Session } from '../session';

/** `workspace/executeCommand`, for clients that do not run the command themselves. */
export async function executeCommand(
  { client, connection }: Session,
  params: ExecuteCommandParams,
): Promise<null> {
  if (params?.command !== openRuleDocumentationCommand) {
    throw invalidParams(`There is no command ${String(params?.command)}.`);
  }
  const name: unknown = params.arguments?.[0];
  const rule = typeof name === 'string' ? findRule(name) : undefined;
  const uri = rule === undefined ? documentationRoot() : documentationUrl(rule.name);
  const isShown =
    client.showDocument && (await connection.window.showDocument({ uri, external: true })).success;
  if (!isShown) {
    await connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Info,
      message: uri,
    });
  }
  return null;
}

/** The folder of all pages. */
function documentationRoot(): string {
  return documentationUrl('README');
}
