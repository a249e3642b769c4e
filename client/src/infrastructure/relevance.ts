/** What has to be known of a document to tell whether it concerns Kubernetes or AKS. */
export interface DocumentFacts {
  readonly languageId: string;
  readonly path: string;
  /** Asked only when language and path do not decide. */
  readonly text: () => string;
}

/** Whether a text of a language concerns Kubernetes or AKS. Languages that are not named never do. */
const concerns: Readonly<Record<string, (text: string) => boolean>> = {
  yaml: (text) => namesObject(text) || callsAksCli(text),
  helm: () => true,
  bicep: () => true,
  'bicep-params': () => true,
  azcli: () => true,
  json: concernsJson,
  jsonc: concernsJson,
  'arm-template': concernsJson,
  shellscript: callsAksCli,
  powershell: callsAksCli,
  bat: callsAksCli,
  markdown: callsAksCli,
};

/** Words of which a text must gain one to become relevant. */
const tellingWords = /apiVersion|kind|Microsoft\.ContainerService|aks/i;

const projectFile = /(?:^|\/)aks-cilium\.ya?ml$/;

/** The languages the server may be asked about. */
export const languageIds: readonly string[] = Object.keys(concerns);

/** Whether any document of the language may be relevant. */
export function mayConcernLanguage(languageId: string): boolean {
  return Object.hasOwn(concerns, languageId);
}

/** Whether the server has anything to say about the document. */
export function concernsCluster({ languageId, path, text }: DocumentFacts): boolean {
  return (
    mayConcernLanguage(languageId) &&
    (projectFile.test(path) || concerns[languageId]?.(text()) === true)
  );
}

/** Whether text that has been added, with the rest of its line, may make its document relevant. */
export function hasTellingWord(text: string): boolean {
  return tellingWords.test(text);
}

function namesObject(text: string): boolean {
  return /(?:^|[{,\n])[ \t-]*["']?(?:apiVersion|kind)["']?[ \t]*:/.test(text);
}

function concernsJson(text: string): boolean {
  return (
    /Microsoft\.ContainerService\/managedClusters/i.test(text) ||
    (/"apiVersion"\s*:/.test(text) && /"kind"\s*:/.test(text))
  );
}

/**
 * Shells continue a line after a backslash, PowerShell after a backtick, the command prompt after a caret. In front, YAML may write
 * a line break as an escape.
 */
function callsAksCli(text: string): boolean {
  return /(?:\b|\\[nrt])az(?:[ \t]|[\\`^]\r?\n)+aks\b/.test(text);
}
