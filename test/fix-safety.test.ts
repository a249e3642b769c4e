import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusFiles } from './support/corpus';
import { fixToTheEnd, type Source, tryFixes } from './support/fix-safety';
import { allFixtures } from './support/fixtures';
import { readMarkers } from './support/markers';
import { repositoryRoot } from './support/repository';

const fixtures: readonly Source[] = allFixtures()
  .filter(({ fileName }) => /\.(?:ya?ml|json|bicep|bicepparam|sh|ps1|azcli|md)$/.test(fileName))
  .map(({ rule, fileName, content }) => {
    const { text, settings } = readMarkers(content);
    return { name: `${rule}/${fileName}`, text, settings };
  });

const examplesFolder = join(repositoryRoot, 'examples');
const examples: readonly Source[] = readdirSync(examplesFolder, {
  recursive: true,
  encoding: 'utf8',
})
  .filter((name) => /\.(?:ya?ml|json)$/.test(name) && !/aks-cilium\.ya?ml$/.test(name))
  .map((name) => ({
    name,
    text: readFileSync(join(examplesFolder, name), 'utf8'),
    settings: {},
  }));

const realFiles: readonly Source[] = corpusFiles(/\.(?:ya?ml|json|tpl|md)$/).map(
  ({ name, text }) => ({
    name,
    text,
    settings: {},
  }),
);

// One real file offers the same a hundred times. `npm run soak:fixes` tries them all.
const mostOfAKind = 3;

/** One test for each rule and repository, so that none takes long. */
const groups = new Map<string, Source[]>();
for (const source of [...fixtures, ...examples, ...realFiles]) {
  const folder = source.name.split('/', 1)[0] ?? '';
  groups.set(folder, [...(groups.get(folder) ?? []), source]);
}

describe.each([...groups])('in %s', (_name, sources) => {
  it('every fix applied alone answers its finding and breaks nothing', () => {
    expect(sources.flatMap((source) => tryFixes(source, mostOfAKind).complaints)).toEqual([]);
  });

  it('all safe fixes together come to an end, and nothing is worse then', () => {
    expect(sources.flatMap((source) => fixToTheEnd(source, 'safe'))).toEqual([]);
  });
});

describe('the test itself', () => {
  it('tries fixes of many rules', () => {
    const some = fixtures.filter(({ name }) => /^[a-d]/.test(name));
    const rules = new Set(some.flatMap((source) => [...tryFixes(source, 1).rules]));
    expect(rules.size).toBeGreaterThan(5);
  });
});
