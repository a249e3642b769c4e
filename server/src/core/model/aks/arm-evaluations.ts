import { type ArmResource, evaluateArmTemplate } from '../../evaluation/arm/evaluate-template';
import { armParameters } from '../../evaluation/arm/parameters-file';
import type { ArmFile } from '../../syntax/arm/file';
import { membersOf, valueAt } from '../../syntax/arm/json';
import { fileNameOf, type SourceFile, type SourceFiles } from './template-files';

/** What a template in JSON comes to with the values that a file of parameters gives. */
export interface ArmEvaluation {
  readonly resources: readonly ArmResource[];
  /** The name of the file of parameters; undefined for the defaults. */
  readonly context: string | undefined;
  /** Uris of the files that give the values. */
  readonly files: readonly string[];
}

// More files for one template say nothing new, and each costs an evaluation.
const mostContexts = 24;

/**
 * The evaluations of a template: one for each file of parameters beside it that is for it by its name; if there are none,
 * one with the defaults.
 */
export function armEvaluations(
  { uri, arm }: SourceFile,
  files: SourceFiles,
): readonly ArmEvaluation[] {
  if (arm?.kind !== 'template') {
    return [];
  }
  const contexts = parametersFor(uri, arm, files);
  return contexts.length === 0
    ? [{ resources: evaluateArmTemplate(arm, uri, undefined), context: undefined, files: [] }]
    : contexts.map((file) => ({
        resources: evaluateArmTemplate(arm, uri, armParameters(file.arm, file.uri)),
        context: fileNameOf(file.uri),
        files: [file.uri],
      }));
}

interface ParametersFile {
  readonly uri: string;
  readonly arm: ArmFile;
}

function parametersFor(
  uri: string,
  template: ArmFile,
  files: SourceFiles,
): readonly ParametersFile[] {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  const declared = new Set(
    membersOf(valueAt(template.root, 'parameters')).map(({ name }) => name.toLowerCase()),
  );
  const found: ParametersFile[] = [];
  for (const other of files.all()) {
    const isBeside =
      other.uri !== uri &&
      other.uri.startsWith(folder) &&
      !other.uri.slice(folder.length).includes('/');
    const arm = isBeside && isNamedFor(other.uri, uri, files) ? other.arm : undefined;
    // Azure refuses values for parameters that the template does not declare.
    const isFor =
      arm?.kind === 'parameters' &&
      membersOf(valueAt(arm.root, 'parameters')).every(({ name }) =>
        declared.has(name.toLowerCase()),
      );
    if (isFor) {
      found.push({ uri: other.uri, arm });
    }
    if (found.length >= mostContexts) {
      break;
    }
  }
  return found;
}

/**
 * `main.parameters.json`, `main.parameters.dev.json`, `main.dev.parameters.json` are for `main.json`, if not for another
 * template with a longer name; `parameters.json` and `parameters.dev.json` for any.
 */
function isNamedFor(other: string, uri: string, files: SourceFiles): boolean {
  const name = fileNameOf(other).toLowerCase();
  const stem = stemOf(fileNameOf(uri)).toLowerCase();
  if (/^param(?:eter)?s[.-]/.test(name)) {
    return true;
  }
  const [, before] = /^(.*?)[.-]param(?:eter)?s?\b/.exec(name) ?? [];
  if (before === undefined || (before !== stem && !before.startsWith(`${stem}.`))) {
    return false;
  }
  const ending = uri.slice(uri.lastIndexOf('.'));
  const own = other.slice(0, other.lastIndexOf('/') + 1 + before.length) + ending;
  return before === stem || files.get(own) === undefined;
}

function stemOf(fileName: string): string {
  return fileName.replace(/\.[^.]+$/, '');
}
