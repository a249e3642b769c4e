import type { StepPool } from '../../evaluation/budget';
import type { Cycle } from '../../evaluation/cycles';
import { callOf, deploymentsOf, type EvaluatedFile, evaluateFile } from './evaluated-file';
import { type Context, parameterContexts } from './template-contexts';
import {
  fileNameOf,
  isSameFile,
  pathBetween,
  type SourceFile,
  type SourceFiles,
} from './template-files';

/** What a template comes to with the values that somebody gives to its parameters. */
export interface Evaluation {
  readonly evaluated: EvaluatedFile;
  /** The file of parameters, or the template that calls this one; undefined for the defaults. */
  readonly context: string | undefined;
  /** Uris of the files that give the values: parameters, or the callers with theirs, the nearest first. */
  readonly files: readonly string[];
  /** Templates on the way that deploy each other. */
  readonly cycles: readonly Cycle[];
}

interface CallContext extends Context {
  readonly cycles: readonly Cycle[];
}

// More files that use one template say nothing new, and each costs an evaluation.
const mostContexts = 24;
const deepestCallers = 6;
// Templates that all call each other have more ways to a file than anybody can count.
const mostEvaluations = 60;
const mostSteps = 400_000;

/** What is on the way to an evaluation. */
interface Search {
  readonly files: SourceFiles;
  readonly pool: StepPool;
  left: number;
}

/**
 * The evaluations of a template: one for each file of parameters that is for it and each call from another template of the
 * files at hand; if there are none, one with the defaults. Callers that call each other end after a few steps.
 */
export function evaluationsOf(file: SourceFile, files: SourceFiles): readonly Evaluation[] {
  const search = { files, pool: { steps: mostSteps }, left: mostEvaluations };
  return evaluationsWithin(file, search, []);
}

function evaluationsWithin(
  file: SourceFile,
  search: Search,
  trail: readonly string[],
): readonly Evaluation[] {
  const { files, pool } = search;
  const index = trail.indexOf(file.uri);
  const cycles = index === -1 ? [] : [circle(file, trail.slice(index))];
  const contexts =
    index !== -1 || trail.length >= deepestCallers ? [] : contextsOf(file, search, trail);
  search.left -= Math.max(1, contexts.length);
  if (contexts.length === 0) {
    const evaluated = evaluateFile(file, undefined, files, pool);
    return evaluated === undefined ? [] : [{ evaluated, context: undefined, files: [], cycles }];
  }
  return contexts.flatMap(({ name, inputs, files: given, cycles: met }) => {
    const evaluated = evaluateFile(file, inputs, files, pool);
    return evaluated === undefined ? [] : [{ evaluated, context: name, files: given, cycles: met }];
  });
}

/** The trail goes from what is deployed to what deploys it. */
function circle(file: SourceFile, trail: readonly string[]): Cycle {
  const [first = file.uri, ...callers] = trail;
  const call = callOf(file, trail.at(-1) ?? file.uri)?.path;
  const range = { start: call?.start ?? 0, end: call?.end ?? 0 };
  return { of: 'files', members: [first, ...callers.reverse()], place: { uri: file.uri, range } };
}

function contextsOf(
  file: SourceFile,
  search: Search,
  trail: readonly string[],
): readonly CallContext[] {
  const given = parameterContexts(file, search.files, mostContexts);
  const contexts: CallContext[] = given.map((context) => ({ ...context, cycles: [] }));
  for (const other of search.files.all()) {
    if (contexts.length >= mostContexts || search.left <= 0) {
      break;
    }
    if (other.uri !== file.uri && mayDeploy(other, file)) {
      contexts.push(...callsIn(other, file, search, [...trail, file.uri]));
    }
  }
  return contexts.slice(0, mostContexts);
}

/** The text and the paths in it tell cheaply that most files need not be evaluated for this. */
function mayDeploy(other: SourceFile, { uri }: SourceFile): boolean {
  if (!other.text.includes(fileNameOf(uri))) {
    return false;
  }
  return other.language === 'bicep'
    ? callOf(other, uri) !== undefined
    : other.text.includes('templateLink') && other.arm?.kind === 'template';
}

function callsIn(
  caller: SourceFile,
  { uri }: SourceFile,
  search: Search,
  trail: readonly string[],
): readonly CallContext[] {
  const { files } = search;
  const calls = ({ evaluated }: Pick<Evaluation, 'evaluated'>) =>
    deploymentsOf(evaluated, caller.uri, files).filter(
      (deployment) => isSameFile(deployment.uri, uri) && deployment.condition !== 'no',
    );
  return evaluationsWithin(caller, search, trail).flatMap((evaluation) => {
    const { context, files: given, cycles } = evaluation;
    const own = calls(evaluation);
    const callerName = pathBetween(uri, caller.uri);
    return own.map(({ name, inputs }) => {
      const details = [
        ...(own.length > 1 && name !== undefined ? [`module ${name}`] : []),
        ...(context === undefined ? [] : [`with ${context}`]),
      ].join(', ');
      return {
        name: details === '' ? callerName : `${callerName} (${details})`,
        files: [caller.uri, ...given],
        inputs,
        cycles,
      };
    });
  });
}
