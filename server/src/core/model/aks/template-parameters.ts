import type { ArmFile } from '../../syntax/arm/file';
import { membersOf, valueAt } from '../../syntax/arm/json';
import { fileIdentity } from '../../text/file-identity';
import { fileNameOf, type SourceFile, type SourceFiles } from './template-files';

/** A file of parameters in JSON for a template, whatever that is written in. */
export interface ParametersFile {
  readonly uri: string;
  readonly arm: ArmFile;
  /** It is for this template and for no other one; if not, it may be for this one. */
  readonly isSure: boolean;
}

/**
 * The files of parameters in JSON that are for a template: beside it, or in a folder for parameters, and named for it or for
 * no template at all. One that gives a value to a parameter that the template does not declare is not for it: Azure would
 * refuse it.
 */
export function parametersFilesFor(
  template: SourceFile,
  files: SourceFiles,
  most: number,
): readonly ParametersFile[] {
  const folder = folderOf(fileIdentity(template.uri));
  const found: ParametersFile[] = [];
  let others: readonly SourceFile[] | undefined;
  for (const file of files.all()) {
    const place = placeBelow(folder, file.uri);
    const named = place && namedFor(file.uri, template.uri, place, files);
    const arm = named === undefined ? undefined : file.arm;
    if (arm?.kind !== 'parameters' || !accepts(template, arm)) {
      continue;
    }
    others ??= templatesIn(folder, template, files);
    const verdict = named === 'template' ? 'yes' : isFor(template, arm, others);
    if (verdict !== 'no') {
      found.push({ uri: file.uri, arm, isSure: verdict === 'yes' });
    }
    if (found.length >= most) {
      break;
    }
  }
  return found;
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}

/**
 * Where files of parameters lie, seen from the folder of the template, which is given by its identity: beside the template,
 * or in a folder below that is for them, with one for each environment.
 */
function placeBelow(folder: string, uri: string): 'beside' | 'below' | undefined {
  // Few files are JSON, and to look at the name takes no time.
  const identity = /\.jsonc?$/i.test(uri) ? fileIdentity(uri) : undefined;
  if (identity?.startsWith(folder) !== true) {
    return undefined;
  }
  const path = identity.slice(folder.length);
  return !path.includes('/')
    ? 'beside'
    : /^(?:param(?:eter)?s?|parameter-?files)\/(?:[^/]+\/)?[^/]+$/i.test(path)
      ? 'below'
      : undefined;
}

/**
 * `main.parameters.json`, `main.parameters.dev.json`, `main.dev.parameters.json` are for `main`, if not for another template
 * with a longer name; `parameters.json` and `parameters.dev.json` for any. In a folder for parameters `main.json`,
 * `main.dev.json` and `dev.json` are such names, too.
 */
function namedFor(
  uri: string,
  template: string,
  place: 'beside' | 'below',
  files: SourceFiles,
): 'template' | 'any' | undefined {
  const name = fileNameOf(uri).toLowerCase();
  const stem = stemOf(template);
  if (/^param(?:eter)?s[.-]/.test(name)) {
    return 'any';
  }
  const [, before = place === 'below' ? name.replace(/\.jsonc?$/, '') : undefined] =
    /^(.*?)[.-]param(?:eter)?s?\b/.exec(name) ?? [];
  if (before === undefined) {
    return undefined;
  }
  const folder = folderOf(template);
  const isOther = (other: string) =>
    other !== stem && ['.json', '.bicep'].some((ending) => files.get(folder + other + ending));
  if (before === stem || before.startsWith(`${stem}.`)) {
    return before !== stem && isOther(before) ? undefined : 'template';
  }
  return place === 'below' &&
    !before.split('.').some((_, index, parts) => isOther(parts.slice(0, index + 1).join('.')))
    ? 'any'
    : undefined;
}

function stemOf(uri: string): string {
  return fileNameOf(uri)
    .replace(/\.[^.]+$/, '')
    .toLowerCase();
}

/** The other templates of a folder. One of the same name is the same in the other language. */
function templatesIn(
  folder: string,
  template: SourceFile,
  files: SourceFiles,
): readonly SourceFile[] {
  const others: SourceFile[] = [];
  for (const file of files.all()) {
    const isHere = folderOf(fileIdentity(file.uri)) === folder;
    const isTemplate = isHere && (file.language === 'bicep' || file.arm?.kind === 'template');
    if (isTemplate && stemOf(file.uri) !== stemOf(template.uri)) {
      others.push(file);
    }
  }
  return others;
}

/** A file whose name tells nothing is for the only template that takes it, best one that needs nothing else. */
function isFor(
  template: SourceFile,
  values: ArmFile,
  others: readonly SourceFile[],
): 'yes' | 'no' | 'perhaps' {
  const rivals = others.filter((other) => accepts(other, values));
  const isWhole = hasAll(template, values);
  const wholeRivals = rivals.filter((other) => hasAll(other, values));
  if (rivals.length === 0 || (isWhole && wholeRivals.length === 0)) {
    return 'yes';
  }
  return !isWhole && wholeRivals.length > 0 ? 'no' : 'perhaps';
}

/** A parameter by its name in small letters, and whether it needs a value. */
type Declared = ReadonlyMap<string, boolean>;

function declaredIn({ bicep, arm }: SourceFile): Declared {
  if (bicep !== undefined) {
    const params = bicep.statements.filter((statement) => statement.kind === 'param');
    return new Map(
      params.map(({ name, type, value }) => [
        name.name.toLowerCase(),
        value === undefined && type?.kind !== 'nullable',
      ]),
    );
  }
  return new Map(
    membersOf(arm && valueAt(arm.root, 'parameters')).map(({ name, value }) => [
      name.toLowerCase(),
      valueAt(value, 'defaultValue') === undefined && valueAt(value, 'nullable')?.value !== true,
    ]),
  );
}

function givenIn({ root }: ArmFile): readonly string[] {
  return membersOf(valueAt(root, 'parameters')).map(({ name }) => name.toLowerCase());
}

function accepts(template: SourceFile, values: ArmFile): boolean {
  const declared = declaredIn(template);
  return givenIn(values).every((name) => declared.has(name));
}

function hasAll(template: SourceFile, values: ArmFile): boolean {
  const given = new Set(givenIn(values));
  return [...declaredIn(template)].every(([name, isNeeded]) => !isNeeded || given.has(name));
}
