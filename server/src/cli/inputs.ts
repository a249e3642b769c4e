import { statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import picomatch from 'picomatch';
import { type Finding, isProjectFile, languageOf, lintableEndings } from '../core/index';
import { describeError } from './errors';
import { type Encoding, type ReadText, readStandardInput, readTextFile } from './files/read';
import { statusOf } from './files/status';
import { walk } from './files/walk';
import { compareText, type SkippedFile } from './report';

/** A text to lint and how to name it. */
export interface Input {
  /** Absolute. */
  readonly path: string;
  readonly uri: string;
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  /** Named by itself, so no ignore list applies. */
  readonly isExplicit: boolean;
  readonly isStandardInput?: true;
  readonly languageId?: string;
  readonly text: string;
  readonly encoding: Encoding;
  readonly hasMark: boolean;
  /** Of a project file whose name does not tell that it is one: its findings, known from loading it. */
  readonly findings?: readonly Finding[];
}

export interface Inputs {
  readonly inputs: readonly Input[];
  readonly skipped: readonly SkippedFile[];
  /** The folders that the arguments name, or that hold the files they name. Absolute. */
  readonly named: readonly string[];
  /** What was asked for and could not be read: one line each, and exit code 2. */
  readonly errors: readonly string[];
}

/** Standard input as an input, and its bytes, to be handed on where there is nothing to fix. */
export interface StandardInput extends Inputs {
  readonly bytes: Uint8Array;
}

/** How people name a path: relative to the working directory, with `/`. */
export function displayPath(path: string, folder: string): string {
  const way = relative(folder, path);
  if (isAbsolute(way)) {
    return way.split(sep).join('/');
  }
  return way === '' ? '.' : way.split(sep).join('/');
}

const unknownKind = 'is not a kind of file that aks-cilium reads';

interface Collection {
  readonly folder: string;
  readonly inputs: Map<string, Input>;
  readonly skipped: SkippedFile[];
  readonly named: string[];
  readonly errors: string[];
}

/** Reads everything that the arguments name: files, folders, patterns. */
export function collectInputs(paths: readonly string[], folder: string): Inputs {
  const collection: Collection = { folder, inputs: new Map(), skipped: [], named: [], errors: [] };
  for (const path of paths) {
    collect(path, collection);
  }
  const { inputs, skipped, named, errors } = collection;
  return {
    inputs: [...inputs.values()].sort((a, b) => compareText(a.file, b.file)),
    skipped: uniqueByFile(skipped).sort((a, b) => compareText(a.file, b.file)),
    named,
    errors,
  };
}

/** The text of standard input under the name that decides its language and its project file. */
export async function collectStandardInput(name: string, folder: string): Promise<StandardInput> {
  const path = resolve(folder, name);
  const file = displayPath(path, folder);
  const { bytes, result } = await readStandardInput();
  const none = { bytes, inputs: [], skipped: [], named: [dirname(path)], errors: [] };
  if ('reason' in result) {
    return { ...none, errors: [`${file}: ${result.reason}`] };
  }
  const input = toInput(path, file, result, false);
  return input === undefined
    ? { ...none, skipped: [{ file, reason: unknownKind }] }
    : { ...none, inputs: [{ ...input, isStandardInput: true }] };
}

function collect(argument: string, collection: Collection): void {
  if (argument === '') {
    collection.errors.push('a path is empty');
    return;
  }
  const path = resolve(collection.folder, argument);
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch (error) {
    // Shells on Windows hand patterns over as they are, and so do quotes elsewhere.
    const found = collectPattern(argument, collection);
    if (found === undefined) {
      collection.errors.push(`${argument}: ${describeError(error)}`);
    } else if (found === 0) {
      collection.errors.push(`${argument}: no file to lint matches this pattern`);
    }
    return;
  }
  collection.named.push(isFolder ? path : dirname(path));
  if (isFolder) {
    collectFolder(path, isLintable, collection);
  } else {
    collectFile(path, true, collection);
  }
}

function isLintable(path: string): boolean {
  const lower = path.toLowerCase();
  return lintableEndings.some((ending) => lower.endsWith(ending));
}

/** How many files the pattern names, undefined when the argument is no pattern. */
function collectPattern(argument: string, collection: Collection): number | undefined {
  const pattern = sep === '/' ? argument : argument.replaceAll(sep, '/');
  const { base, glob, isGlob } = picomatch.scan(pattern);
  if (!isGlob) {
    return undefined;
  }
  const start = resolve(collection.folder, base);
  if (!statusOf(start)?.isDirectory()) {
    return 0;
  }
  collection.named.push(start);
  const matches = picomatch(glob, { dot: true });
  const wanted = (path: string) => isLintable(path) && matches(displayPath(path, start));
  return collectFolder(start, wanted, collection);
}

function collectFolder(
  folder: string,
  wanted: (path: string) => boolean,
  collection: Collection,
): number {
  const { files, unreadable } = walk(folder, wanted);
  for (const { path, reason } of unreadable) {
    refuse(displayPath(path, collection.folder), reason, true, collection);
  }
  for (const path of files) {
    collectFile(path, false, collection);
  }
  return files.length;
}

function collectFile(path: string, isExplicit: boolean, collection: Collection): void {
  const { folder, inputs, skipped } = collection;
  if (inputs.has(path) && (inputs.get(path)?.isExplicit || !isExplicit)) {
    return;
  }
  const file = displayPath(path, folder);
  const result = readTextFile(path);
  if ('reason' in result) {
    refuse(file, result.reason, isExplicit || result.isSystemError, collection);
    return;
  }
  const input = toInput(path, file, result, isExplicit);
  if (input === undefined) {
    skipped.push({ file, reason: unknownKind });
  } else {
    inputs.set(path, input);
  }
}

/** What is not text is passed over; what could not be read, or was asked for by name, is an error, too. */
function refuse(file: string, reason: string, isError: boolean, collection: Collection): void {
  collection.skipped.push({ file, reason });
  if (isError) {
    collection.errors.push(`${file}: ${reason}`);
  }
}

/** Undefined for a text that is of no kind that is read. */
function toInput(
  path: string,
  file: string,
  text: ReadText,
  isExplicit: boolean,
): Input | undefined {
  const languageId = languageIdOf(path, text.text);
  if (languageId === 'unknown') {
    return undefined;
  }
  const named = languageId === undefined ? {} : { languageId };
  return { path, uri: pathToFileURL(path).href, file, isExplicit, ...named, ...text };
}

/** Undefined when the file's name says it all. */
function languageIdOf(path: string, text: string): string | undefined {
  if (languageOf(path) !== undefined || isProjectFile(path)) {
    return undefined;
  }
  return looksLikeManifest(text) ? 'yaml' : 'unknown';
}

/** Manifests under other names (`.yaml.bak`, no ending at all) show themselves; Markdown only quotes them. */
function looksLikeManifest(text: string): boolean {
  return /^"?apiVersion"?\s*:/m.test(text) && /^"?kind"?\s*:/m.test(text) && !/^\s*```/m.test(text);
}

function uniqueByFile(skipped: readonly SkippedFile[]): SkippedFile[] {
  return [...new Map(skipped.map((entry) => [entry.file, entry])).values()];
}

/** The folder from which a path looks for its project file. */
export function folderOf(path: string): string {
  return statusOf(path)?.isDirectory() ? path : join(path, '..');
}
