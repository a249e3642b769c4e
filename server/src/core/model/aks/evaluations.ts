import { evaluateTemplate, inputsFrom } from '../../evaluation/bicep/evaluate-template';
import { evaluateParameters, templateUsedBy } from '../../evaluation/bicep/parameters-file';
import type { EvaluatedTemplate, TemplateInputs } from '../../evaluation/bicep/template';
import {
  fileNameOf,
  openIn,
  pathBetween,
  type SourceFile,
  type SourceFiles,
  templateOf,
  uriOfPath,
} from './template-files';

/** What a template comes to with the values that somebody gives to its parameters. */
export interface Evaluation {
  readonly template: EvaluatedTemplate;
  /** The file of parameters, or the template that calls this one; undefined for the defaults. */
  readonly context: string | undefined;
  /** Uris of the files that give the values: parameters, or the callers with theirs, the nearest first. */
  readonly files: readonly string[];
}

interface Context {
  readonly name: string;
  readonly files: readonly string[];
  readonly inputs: TemplateInputs;
}

// More files that use one template say nothing new, and each costs an evaluation.
const mostContexts = 24;
const deepestCallers = 6;
// Templates that all call each other have more ways to a file than anybody can count.
const mostEvaluations = 60;

/** What is on the way to an evaluation. */
interface Search {
  readonly files: SourceFiles;
  left: number;
}

/**
 * The evaluations of a template: one for each file of parameters that uses it and each call from another template of the
 * files at hand; if there are none, one with the defaults. Callers that call each other end after a few steps.
 */
export function evaluationsOf(file: SourceFile, files: SourceFiles): readonly Evaluation[] {
  return evaluationsWithin(file, { files, left: mostEvaluations }, []);
}

function evaluationsWithin(
  file: SourceFile,
  search: Search,
  trail: readonly string[],
): readonly Evaluation[] {
  const template = templateOf(file);
  if (template === undefined) {
    return [];
  }
  const open = openIn(search.files);
  const contexts = contextsOf(file, search, trail);
  search.left -= Math.max(1, contexts.length);
  return contexts.length === 0
    ? [{ template: evaluateTemplate(template, undefined, open), context: undefined, files: [] }]
    : contexts.map(({ name, inputs, files }) => ({
        template: evaluateTemplate(template, inputs, open),
        context: name,
        files,
      }));
}

function contextsOf(
  file: SourceFile,
  search: Search,
  trail: readonly string[],
): readonly Context[] {
  if (trail.includes(file.uri) || trail.length >= deepestCallers) {
    return [];
  }
  const name = fileNameOf(file.uri);
  const contexts: Context[] = [];
  for (const other of search.files.all()) {
    // The text tells cheaply that most files need not be parsed for this.
    if (
      other.uri !== file.uri &&
      /^bicep/.test(other.language ?? '') &&
      other.text.includes(name)
    ) {
      contexts.push(
        ...(other.language === 'bicep-params'
          ? parametersIn(other, file, search.files)
          : callsIn(other, file, search, [...trail, file.uri])),
      );
    }
    if (contexts.length >= mostContexts || search.left <= 0) {
      break;
    }
  }
  return contexts.slice(0, mostContexts);
}

function parametersIn(
  other: SourceFile,
  { uri }: SourceFile,
  files: SourceFiles,
): readonly Context[] {
  const parameters = templateOf(other);
  const path = parameters && templateUsedBy(parameters);
  return parameters === undefined || path === undefined || uriOfPath(other.uri, path) !== uri
    ? []
    : [
        {
          name: pathBetween(uri, other.uri),
          files: [other.uri],
          inputs: evaluateParameters(parameters, openIn(files)),
        },
      ];
}

function callsIn(
  caller: SourceFile,
  { uri }: SourceFile,
  search: Search,
  trail: readonly string[],
): readonly Context[] {
  const isCall = (path: string | undefined) =>
    path !== undefined && uriOfPath(caller.uri, path) === uri;
  const mayCall = caller.bicep?.statements.some(
    (statement) =>
      statement.kind === 'module' &&
      statement.path.kind === 'string' &&
      isCall(statement.path.value),
  );
  if (mayCall !== true) {
    return [];
  }
  return evaluationsWithin(caller, search, trail).flatMap(({ template, context, files }) => {
    const calls = template.modules.filter(
      ({ path, condition }) => condition !== 'no' && isCall(path),
    );
    const callerName = pathBetween(uri, caller.uri);
    return calls.map((call) => {
      const details = [
        ...(calls.length > 1 ? [`module ${call.name}`] : []),
        ...(context === undefined ? [] : [`with ${context}`]),
      ].join(', ');
      return {
        name: details === '' ? callerName : `${callerName} (${details})`,
        files: [caller.uri, ...files],
        inputs: inputsFrom(call.arguments),
      };
    });
  });
}
