import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures', 'rules');

export interface Fixture {
  readonly rule: string;
  /** File name without what marks it as the outcome of a fix, and without its ending. */
  readonly caseName: string;
  readonly fileName: string;
  readonly path: string;
  /** `safe` for all safe fixes together, or the slug of one fix's title; undefined for a case itself. */
  readonly outcomeOf: string | undefined;
  readonly content: string;
}

/** Every fixture file of every rule. */
export function allFixtures(): readonly Fixture[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((folder) =>
      readdirSync(join(root, folder.name))
        .filter((name) => /\.(?:ya?ml|json)$/.test(name))
        .map((fileName) => describe(folder.name, fileName)),
    );
}

function describe(rule: string, fileName: string): Fixture {
  const path = join(root, rule, fileName);
  const [, caseName = '', fixed, slug] =
    /^(.+?)(?:\.(fixed)|\.fix\.([a-z0-9-]+))?\.\w+$/.exec(fileName) ?? [];
  return {
    rule,
    caseName,
    fileName,
    path,
    outcomeOf: fixed === undefined ? slug : 'safe',
    content: readFileSync(path, 'utf8'),
  };
}

/** A fix's title as it stands in file names. */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
