import { describe, expect, it } from 'vitest';
import type { Input } from '../../../server/src/cli/inputs';
import { threadsFor } from '../../../server/src/cli/parallel/plan';

const file = (name: string, length: number, text = '#'): Input => ({
  ...{ path: `/a/${name}`, uri: `file:///a/${name}`, file: name, isExplicit: false },
  ...{ text: text.padEnd(length, '#'), encoding: 'utf8', hasMark: false },
});

const manifests = (count: number) =>
  Array.from({ length: count }, (_, index) => file(`${index}.yaml`, 100_000));

describe('how many threads a run has', () => {
  it.each([
    ['one for few files', manifests(35), 8, 1],
    ['two for some', manifests(45), 8, 2],
    ['one where there is one processor', manifests(500), 1, 1],
    ['as many as there are processors', manifests(500), 4, 4],
    ['eight at most', manifests(500), 64, 8],
    ['one for what the clusters are read from', [file('main.bicep', 9_000_000)], 8, 1],
    ['one for a guide to az aks', [file('a.md', 9_000_000, 'az aks create')], 8, 1],
    [
      'fewer for what would fill the memory',
      Array<Input>(200).fill(file('a.yaml', 2_000_000)),
      8,
      2,
    ],
    ['one for no file', [], 8, 1],
  ])('%s', (_what, inputs, processors, threads) => {
    expect(threadsFor(inputs, processors)).toBe(threads);
  });
});
