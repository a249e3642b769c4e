import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures', 'rules');

export interface Fixture {
  readonly rule: string;
  /** File name without what marks it as the outcome of a fix, and without its ending. */
  readonly caseName: string;
  /** For a file of a case with several, the folder of the case in front. */
  readonly fileName: string;
  /** The folder of a case with several files, which are linted together. */
  readonly folder: string | undefined;
  readonly path: string;
  /** `safe` for all safe fixes together, or the slug of one fix's title; undefined for a case itself. */
  readonly outcomeOf: string | undefined;
  readonly content: string;
}

/** Every fixture file of every rule: a case of its own, or one of the files in the folder of a case. */
export function allFixtures(): readonly Fixture[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(root, name), { recursive: true, encoding: 'utf8' })
        .map((fileName) => fileName.replaceAll('\\', '/'))
        .filter((fileName) =>
          /\.(?:ya?ml|json|bicep|bicepparam|sh|ps1|bat|azcli|md)$/.test(fileName),
        )
        .sort()
        .map((fileName) => describe(name, fileName)),
    );
}

/** The other files of a case; not the one that the fixture is the outcome of. */
export function filesBeside(fixture: Fixture): readonly Fixture[] {
  const { rule, folder, caseName } = fixture;
  return folder === undefined
    ? []
    : allFixtures().filter(
        (other) =>
          other.rule === rule &&
          other.folder === folder &&
          other.outcomeOf === undefined &&
          other.caseName !== caseName,
      );
}

function describe(rule: string, fileName: string): Fixture {
  const path = join(root, rule, fileName);
  const [, caseName = '', fixed, slug] =
    /^(.+?)(?:\.(fixed)|\.fix\.([a-z0-9-]+))?\.\w+$/.exec(fileName) ?? [];
  const slash = fileName.indexOf('/');
  return {
    rule,
    caseName,
    fileName,
    folder: slash === -1 ? undefined : fileName.slice(0, slash),
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
