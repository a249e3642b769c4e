/** The syntax a file is read with; undefined means that no part of this program reads it. */
export type Language =
  | 'yaml'
  | 'json'
  | 'arm'
  | 'bicep'
  | 'bicep-params'
  | 'batch'
  | 'shell'
  | 'powershell'
  | 'markdown'
  | undefined;

const byLanguageId: ReadonlyMap<string, Language> = new Map([
  ['yaml', 'yaml'],
  ['helm', 'yaml'],
  ['dockercompose', undefined],
  ['json', 'json'],
  ['jsonc', 'json'],
  ['arm-template', 'json'],
  ['bicep', 'bicep'],
  ['bicep-params', 'bicep-params'],
  ['shellscript', 'shell'],
  ['azcli', 'shell'],
  ['powershell', 'powershell'],
  ['bat', 'batch'],
  ['markdown', 'markdown'],
]);

const byEnding: readonly (readonly [ending: string, language: Language])[] = [
  ['.yaml', 'yaml'],
  ['.yml', 'yaml'],
  ['.json', 'json'],
  ['.jsonc', 'json'],
  ['.template', 'arm'],
  ['.bicep', 'bicep'],
  ['.bicepparam', 'bicep-params'],
  ['.sh', 'shell'],
  ['.bash', 'shell'],
  ['.zsh', 'shell'],
  ['.azcli', 'shell'],
  ['.ps1', 'powershell'],
  ['.bat', 'batch'],
  ['.cmd', 'batch'],
  ['.md', 'markdown'],
];

/** Endings of the files that a search through folders should hand over. */
export const lintableEndings: readonly string[] = byEnding.map(([ending]) => ending);

/** The language of a file, by the editor's language id when it is known, else by the ending of its name. */
export function languageOf(uri: string, languageId?: string): Language {
  if (languageId !== undefined && byLanguageId.has(languageId)) {
    return byLanguageId.get(languageId);
  }
  const lower = uri.toLowerCase();
  return byEnding.find(([ending]) => lower.endsWith(ending))?.[1];
}

export const projectFileNames: readonly string[] = ['aks-cilium.yaml', 'aks-cilium.yml'];

/** Whether the path or uri names a project file of this program. */
export function isProjectFile(pathOrUri: string): boolean {
  const name = pathOrUri.slice(pathOrUri.lastIndexOf('/') + 1);
  return projectFileNames.includes(name);
}
