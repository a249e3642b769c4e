import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository, wherever the tests were started. */
export const repositoryRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
