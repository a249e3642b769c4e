import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import { editionsIn } from '../../client/src/features/edition/editions';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

function manifestWith(setting: unknown) {
  return { contributes: { configuration: { properties: { 'aksCilium.edition': setting } } } };
}

describe('the editions to choose from', () => {
  it('are those of the manifest, each with a description', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const editions = editionsIn(manifest);
    expect(editions.map(({ value }) => value)).toEqual(['latest', '2025-05-22']);
    for (const { description } of editions) {
      expect(description).not.toBe('');
      expect(description).not.toContain('`');
    }
  });

  it('are found in any group of settings', () => {
    const manifest = {
      contributes: {
        configuration: [
          { properties: { 'aksCilium.enable': {} } },
          { properties: { 'aksCilium.edition': { enum: ['a'], enumDescriptions: ['A.'] } } },
        ],
      },
    };
    expect(editionsIn(manifest)).toEqual([{ value: 'a', description: 'A.' }]);
  });

  it('prefer the Markdown description, as plain text', () => {
    const setting = {
      enum: ['a', 'b'],
      enumDescriptions: ['plain', 'plain'],
      markdownEnumDescriptions: ['The `newest`.'],
    };
    expect(editionsIn(manifestWith(setting))).toEqual([
      { value: 'a', description: 'The newest.' },
      { value: 'b', description: '' },
    ]);
  });

  it('are only the latest when the manifest lists none', () => {
    for (const manifest of [{}, { contributes: {} }, manifestWith({})]) {
      expect(editionsIn(manifest)).toEqual([{ value: 'latest', description: '' }]);
    }
  });
});
