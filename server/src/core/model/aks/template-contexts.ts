import { armParameters } from '../../evaluation/arm/parameters-file';
import { evaluateParameters, templateUsedBy } from '../../evaluation/bicep/parameters-file';
import type { TemplateInputs } from '../../evaluation/inputs';
import { unknownValue } from '../../evaluation/value';
import {
  fileNameOf,
  leadsTo,
  openIn,
  pathBetween,
  type SourceFile,
  type SourceFiles,
  templateOf,
  uriOfPath,
} from './template-files';
import { type ParametersFile, parametersFilesFor } from './template-parameters';

/** What somebody gives to the parameters of a template. */
export interface Context {
  readonly name: string;
  /** Uris of the files that give the values: parameters, or the callers with theirs, the nearest first. */
  readonly files: readonly string[];
  readonly inputs: TemplateInputs;
}

/** The contexts that files of parameters make, those in Bicep and those in JSON. */
export function parameterContexts(
  file: SourceFile,
  files: SourceFiles,
  most: number,
): readonly Context[] {
  const inJson = parametersFilesFor(file, files, most).map((each) => jsonContext(each, file));
  return [...bicepContexts(file, files), ...inJson].slice(0, most);
}

function bicepContexts(file: SourceFile, files: SourceFiles): readonly Context[] {
  const contexts: Context[] = [];
  const name = fileNameOf(file.uri);
  for (const other of files.all()) {
    // The text tells cheaply that most files need not be parsed for this.
    const isNamed = other.language === 'bicep-params' && other.text.includes(name);
    const parameters = isNamed ? templateOf(other) : undefined;
    const path = parameters && templateUsedBy(parameters);
    if (parameters && path !== undefined && leadsTo(file.uri, other.uri, path)) {
      contexts.push({
        name: pathBetween(file.uri, other.uri),
        files: [other.uri],
        inputs: evaluateParameters(parameters, openIn(files)),
      });
    }
  }
  return contexts;
}

/** The template that a file of parameters in Bicep is for, if it is at hand; undefined for any other file. */
export function templateForParameters(
  file: SourceFile,
  files: SourceFiles,
): SourceFile | undefined {
  const parameters = file.language === 'bicep-params' ? templateOf(file) : undefined;
  const path = parameters && templateUsedBy(parameters);
  const uri = path === undefined ? undefined : uriOfPath(file.uri, path);
  return uri === undefined ? undefined : files.get(uri);
}

function jsonContext({ uri, arm, isSure }: ParametersFile, file: SourceFile): Context {
  const inputs = armParameters(arm, uri);
  return {
    name: pathBetween(file.uri, uri),
    files: [uri],
    inputs: isSure ? inputs : perhapsGiven(inputs),
  };
}

/** Values for one of several templates: what they give may be given here. */
function perhapsGiven(inputs: TemplateInputs): TemplateInputs {
  const values = [...inputs.values].map(
    ([name, { place }]) =>
      [name, unknownValue(place, 'a value for one of several templates')] as const,
  );
  return { ...inputs, values: new Map(values) };
}
