import { statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import picomatch from 'picomatch';
import { isProjectFile, languageOf, lintableEndings } from '../core/index';
import { describeError } from './errors';
import { type Encoding, readStandardInput, readTextFile } from './files/read';
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
  readonly languageId?: string;
  readonly text: string;
  readonly encoding: Encoding;
  readonly hasMark: boolean;
}

export interface Inputs {
  readonly inputs: readonly Input[];
  readonly skipped: readonly SkippedFile[];
  /** Paths that were asked for by name and could not be read: one line each, and exit code 2. */
  readonly errors: readonly string[];
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
  readonly errors: string[];
}

/** Reads everything that the arguments name: files, folders, patterns. */
export function collectInputs(paths: readonly string[], folder: string): Inputs {
  const collection: Collection = { folder, inputs: new Map(), skipped: [], errors: [] };
  for (const path of paths) {
    collect(path, collection);
  }
  const { inputs, skipped, errors } = collection;
  return {
    inputs: [...inputs.values()].sort((a, b) => compareText(a.file, b.file)),
    skipped: uniqueByFile(skipped).sort((a, b) => compareText(a.file, b.file)),
    errors,
  };
}

/** The text of standard input under the name that decides its language and its project file. */
export async function collectStandardInput(name: string, folder: string): Promise<Inputs> {
  const path = resolve(folder, name);
  const file = displayPath(path, folder);
  const result = await readStandardInput();
  if ('reason' in result) {
    return { inputs: [], skipped: [], errors: [`${file}: ${result.reason}`] };
  }
  const languageId = languageIdOf(path, result.text);
  if (languageId === 'unknown') {
    return { inputs: [], skipped: [{ file, reason: unknownKind }], errors: [] };
  }
  const named = languageId === undefined ? {} : { languageId };
  const uri = pathToFileURL(path).href;
  return {
    inputs: [{ path, uri, file, isExplicit: false, ...named, ...result }],
    skipped: [],
    errors: [],
  };
}

function collect(argument: string, collection: Collection): void {
  const path = resolve(collection.folder, argument);
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch (error) {
    // Shells on Windows hand patterns over as they are, and so do quotes elsewhere.
    if (!collectPattern(argument, collection)) {
      collection.errors.push(`${argument}: ${describeError(error)}`);
    }
    return;
  }
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

/** Whether the argument was a pattern that names files. */
function collectPattern(argument: string, collection: Collection): boolean {
  const pattern = sep === '/' ? argument : argument.replaceAll(sep, '/');
  const { base, glob, isGlob } = picomatch.scan(pattern);
  if (!isGlob) {
    return false;
  }
  const start = resolve(collection.folder, base);
  if (!statSync(start, { throwIfNoEntry: false })?.isDirectory()) {
    return false;
  }
  const matches = picomatch(glob, { dot: true });
  const wanted = (path: string) => isLintable(path) && matches(displayPath(path, start));
  return collectFolder(start, wanted, collection) > 0;
}

function collectFolder(
  folder: string,
  wanted: (path: string) => boolean,
  collection: Collection,
): number {
  const { files, unreadable } = walk(folder, wanted);
  for (const { path, reason } of unreadable) {
    const file = displayPath(path, collection.folder);
    if (path === folder) {
      collection.errors.push(`${file}: ${reason}`);
    } else {
      collection.skipped.push({ file, reason });
    }
  }
  for (const path of files) {
    collectFile(path, false, collection);
  }
  return files.length;
}

function collectFile(path: string, isExplicit: boolean, collection: Collection): void {
  const { folder, inputs, skipped, errors } = collection;
  if (inputs.has(path) && (inputs.get(path)?.isExplicit || !isExplicit)) {
    return;
  }
  const file = displayPath(path, folder);
  const result = readTextFile(path);
  if ('reason' in result) {
    skipped.push({ file, reason: result.reason });
    if (isExplicit) {
      errors.push(`${file}: ${result.reason}`);
    }
    return;
  }
  const languageId = languageIdOf(path, result.text);
  if (languageId === 'unknown') {
    skipped.push({ file, reason: unknownKind });
    return;
  }
  const named = languageId === undefined ? {} : { languageId };
  const uri = pathToFileURL(path).href;
  inputs.set(path, { path, uri, file, isExplicit, ...named, ...result });
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
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : join(path, '..');
}
