import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository, wherever the script was called from. */
export const repositoryRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Holds its own package.json, so that the root install stays small. */
export const editorFolder = join(repositoryRoot, 'test', 'vscode');

export const exampleWorkspace = join(repositoryRoot, 'examples', 'shop');
