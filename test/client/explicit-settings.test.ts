import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import {
  explicitSettings,
  type Inspection,
  settingKeys,
} from '../../client/src/infrastructure/explicit-settings';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

function readerOf(inspections: Readonly<Record<string, Inspection>>) {
  return {
    inspect: (key: string) => inspections[key],
    get: (key: string) => `value of ${key}`,
  };
}

describe('explicit settings', () => {
  it('leave out what nobody has set', () => {
    const reader = readerOf({ edition: {}, rules: { globalValue: undefined } });
    expect(explicitSettings(['edition', 'rules', 'unknown'], reader)).toEqual({});
  });

  it.each([
    'globalValue',
    'workspaceValue',
    'workspaceFolderValue',
    'globalLanguageValue',
    'workspaceLanguageValue',
    'workspaceFolderLanguageValue',
  ])('hold what is set as %s, also when it is empty', (where) => {
    for (const value of ['latest', '', false, null, 0]) {
      const reader = readerOf({ edition: { [where]: value } });
      expect(explicitSettings(['edition'], reader)).toEqual({ edition: 'value of edition' });
    }
  });

  it('nest as their keys say', () => {
    const reader = readerOf({
      'profile.name': { globalValue: 'x' },
      'profile.acns': { globalValue: true },
      'profile.ipam': {},
    });
    expect(explicitSettings(['profile.name', 'profile.acns', 'profile.ipam'], reader)).toEqual({
      profile: { name: 'value of profile.name', acns: 'value of profile.acns' },
    });
  });
});

describe('the keys of the settings', () => {
  it('are those of the manifest, without the section', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const keys = settingKeys(manifest, 'aksCilium');
    expect(keys).toContain('edition');
    expect(keys).toContain('rules');
    expect(keys).toContain('profile.kubernetesVersion');
    expect(keys.filter((key) => key.startsWith('aksCilium'))).toEqual([]);
  });

  it('are none of other sections', () => {
    const properties = { 'aksCilium.a': {}, 'aksCiliumTest.b': {}, 'editor.c': {} };
    const manifest = { contributes: { configuration: { properties } } };
    expect(settingKeys(manifest, 'aksCilium')).toEqual(['a']);
    expect(settingKeys({}, 'aksCilium')).toEqual([]);
  });
});
