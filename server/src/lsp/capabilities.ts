import {
  CodeActionKind,
  PositionEncodingKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';

import { openRuleDocumentationCommand } from '../protocol/index';
import type { ClientSupport } from './client-support';

/** The source of every diagnostic, and the name of the diagnostic provider. */
export const diagnosticSource = 'aks-cilium';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.aksCilium`;

/** What the server offers to a client. */
export function serverCapabilities(client: ClientSupport): ServerCapabilities {
  const documentation = {
    title: 'About the fixes of AKS Cilium',
    command: openRuleDocumentationCommand,
  };
  return {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    documentSymbolProvider: true,
    inlayHintProvider: true,
    documentLinkProvider: {},
    codeLensProvider: {},
    // Values of settings begin with a quote in templates, and behind a blank or `=` in commands.
    completionProvider: {
      triggerCharacters: ['-', ' ', ',', "'", '"', '='],
      resolveProvider: true,
    },
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind],
      resolveProvider: client.resolveActionEdits,
      ...(client.actionDocumentation
        ? { documentation: [{ kind: CodeActionKind.QuickFix, command: documentation }] }
        : {}),
    },
    // A client that runs the command itself would find it taken if the server announced it, too.
    ...(client.options.opensDocumentation === true
      ? {}
      : { executeCommandProvider: { commands: [openRuleDocumentationCommand] } }),
    ...(client.pullDiagnostics
      ? {
          diagnosticProvider: {
            identifier: diagnosticSource,
            interFileDependencies: true,
            workspaceDiagnostics: true,
          },
        }
      : {}),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
