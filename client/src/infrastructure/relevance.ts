import { type TextDocument, type TextDocumentChangeEvent, workspace } from 'vscode';

/** Whether a text of a language concerns Kubernetes or AKS. Languages that are not named never do. */
const concerns: Readonly<Record<string, (text: string) => boolean>> = {
  yaml: (text) => /^[ \t-]*(?:apiVersion|kind)[ \t]*:/m.test(text),
  helm: () => true,
  bicep: () => true,
  azcli: () => true,
  json: concernsJson,
  jsonc: concernsJson,
  shellscript: callsAksCli,
  powershell: callsAksCli,
  markdown: callsAksCli,
};

/** Words of which a text must gain one to become relevant. */
const tellingWords = /apiVersion|kind|Microsoft\.ContainerService|aks/i;

const projectFile = /(?:^|\/)aks-cilium\.ya?ml$/;

/** The languages the server may be asked about. */
export const languageIds: readonly string[] = Object.keys(concerns);

/** The schemes of documents that belong to somebody's work, unlike those of a comparison or an output. */
export function schemes(): ReadonlySet<string> {
  const folders = workspace.workspaceFolders ?? [];
  return new Set(['file', 'untitled', 'vscode-vfs', ...folders.map(({ uri }) => uri.scheme)]);
}

/** Whether the server has anything to say about the document. */
export function isRelevant(document: TextDocument): boolean {
  const check = concerns[document.languageId];
  return (
    check !== undefined &&
    schemes().has(document.uri.scheme) &&
    (projectFile.test(document.uri.path) || check(document.getText()))
  );
}

/** Whether a change may have made its document relevant; looks at the changed lines only. */
export function mayBecomeRelevant({ document, contentChanges }: TextDocumentChangeEvent): boolean {
  return (
    concerns[document.languageId] !== undefined &&
    contentChanges.some(
      ({ range, text }) =>
        tellingWords.test(text) ||
        (range.start.line < document.lineCount &&
          tellingWords.test(document.lineAt(range.start.line).text)),
    )
  );
}

function concernsJson(text: string): boolean {
  return (
    /Microsoft\.ContainerService\/managedClusters/i.test(text) ||
    (/"apiVersion"\s*:/.test(text) && /"kind"\s*:/.test(text))
  );
}

function callsAksCli(text: string): boolean {
  return /\baz\s+aks\b/.test(text);
}
