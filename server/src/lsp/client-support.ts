import {
  type CompletionClientCapabilities,
  CompletionItemTag,
  type DiagnosticTag,
  type InitializeParams,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver';

import type { InitializationOptions } from '../protocol/index';

/** What the client can do, read once from `initialize`. */
export interface ClientSupport {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly refreshHints: boolean;
  readonly refreshLenses: boolean;
  readonly relatedDocuments: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly watchedFiles: boolean;
  readonly workspaceFolders: boolean;
  readonly documentChanges: boolean;
  readonly codeActionLiterals: boolean;
  readonly disabledActions: boolean;
  readonly resolveActionEdits: boolean;
  readonly actionDocumentation: boolean;
  readonly markdownHover: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly linkTooltips: boolean;
  readonly completionSnippets: boolean;
  readonly markdownCompletion: boolean;
  readonly completionLabelDetails: boolean;
  readonly deprecatedCompletions: boolean;
  /** Takes texts of several lines as they are, when told so. */
  readonly insertsAsIs: boolean;
  /** Indents further lines of a text as far as the line it is put into, whether or not told so. */
  readonly adjustsIndentation: boolean;
  readonly codeDescription: boolean;
  readonly relatedInformation: boolean;
  readonly tags: readonly DiagnosticTag[];
  readonly workDoneProgress: boolean;
  readonly showDocument: boolean;
  readonly options: InitializationOptions;
}

/** Reads the capabilities. A client may leave out any of them, or send nonsense as options. */
export function readClientSupport(params: InitializeParams): ClientSupport {
  const { workspace, textDocument, window } = params.capabilities;
  const action = textDocument?.codeAction;
  const pull = textDocument?.diagnostic;
  const push = textDocument?.publishDiagnostics;
  const options: unknown = params.initializationOptions;
  return {
    pullDiagnostics: pull !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshHints: workspace?.inlayHint?.refreshSupport === true,
    refreshLenses: workspace?.codeLens?.refreshSupport === true,
    relatedDocuments: pull?.relatedDocumentSupport === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    codeActionLiterals: action?.codeActionLiteralSupport !== undefined,
    disabledActions: action?.disabledSupport === true,
    resolveActionEdits:
      action?.dataSupport === true && action.resolveSupport?.properties?.includes('edit') === true,
    actionDocumentation: action?.documentationSupport === true,
    // The formats come in the order of preference. Who names none may not be able to show marks.
    markdownHover: textDocument?.hover?.contentFormat?.[0] === MarkupKind.Markdown,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    linkTooltips: textDocument?.documentLink?.tooltipSupport === true,
    ...readCompletion(textDocument?.completion),
    // Before 3.18 what diagnostics may hold was said for pushed ones only.
    codeDescription: (pull?.codeDescriptionSupport ?? push?.codeDescriptionSupport) === true,
    relatedInformation: (pull?.relatedInformation ?? push?.relatedInformation) === true,
    tags: (pull?.tagSupport ?? push?.tagSupport)?.valueSet ?? [],
    workDoneProgress: window?.workDoneProgress === true,
    showDocument: window?.showDocument?.support === true,
    options:
      typeof options === 'object' && options !== null ? (options as InitializationOptions) : {},
  };
}

function readCompletion(completion: CompletionClientCapabilities | undefined) {
  const item = completion?.completionItem;
  const insertsAsIs = item?.insertTextModeSupport?.valueSet?.includes(InsertTextMode.asIs) === true;
  return {
    completionSnippets: item?.snippetSupport === true,
    markdownCompletion: item?.documentationFormat?.[0] === MarkupKind.Markdown,
    completionLabelDetails: item?.labelDetailsSupport === true,
    deprecatedCompletions:
      item?.tagSupport?.valueSet?.includes(CompletionItemTag.Deprecated) === true,
    insertsAsIs,
    adjustsIndentation:
      !insertsAsIs && completion?.insertTextMode === InsertTextMode.adjustIndentation,
  };
}
