import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from './repository';

const corpus = join(dirname(repositoryRoot), 'shared', 'corpus', 'dev');

export interface CorpusFile {
  readonly name: string;
  /** What the file is, as its index says, e.g. `helm-template`. */
  readonly kind: string;
  readonly text: string;
}

/** Real files with one of the endings; none where the corpus is not at hand. */
export function corpusFiles(endings: RegExp): readonly CorpusFile[] {
  if (!existsSync(corpus)) {
    return [];
  }
  const kinds = new Map(
    readFileSync(join(corpus, 'INDEX.tsv'), 'utf8')
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([name = '', , , , kind = '']) => [name, kind]),
  );
  return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => endings.test(name))
    .sort()
    .map((name) => ({
      name,
      kind: kinds.get(name) ?? '',
      text: readFileSync(join(corpus, name), 'utf8'),
    }));
}
