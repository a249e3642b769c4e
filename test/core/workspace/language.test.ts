import { describe, expect, it } from 'vitest';
import { isProjectFile, languageOf } from '../../../server/src/core/workspace/language';

describe('the language of a file', () => {
  it.each([
    ['file:///a.yaml', undefined, 'yaml'],
    ['file:///a.YML', undefined, 'yaml'],
    ['file:///a.json', undefined, 'json'],
    ['file:///a.jsonc', undefined, 'json'],
    ['file:///a.template', undefined, 'arm'],
    ['file:///a.json', 'arm-template', 'json'],
    ['file:///a.sh', undefined, 'shell'],
    ['file:///a.azcli', undefined, 'shell'],
    ['file:///a', 'shellscript', 'shell'],
    ['file:///a.PS1', undefined, 'powershell'],
    ['file:///a.CMD', undefined, 'batch'],
    ['file:///a', 'bat', 'batch'],
    ['file:///a.md', undefined, 'markdown'],
    ['file:///Dockerfile', 'dockerfile', undefined],
    ['file:///a.txt', undefined, undefined],
    ['file:///a.txt', 'yaml', 'yaml'],
    ['file:///a.yaml', 'helm', 'yaml'],
    ['file:///a.yaml', 'dockercompose', undefined],
    ['file:///a.tpl', 'helm', 'yaml'],
    ['file:///a.json', 'jsonc', 'json'],
    ['file:///a.yaml', 'something-else', 'yaml'],
  ] as const)('%s as %s is %s', (uri, languageId, expected) => {
    expect(languageOf(uri, languageId)).toBe(expected);
  });
});

describe('the project file', () => {
  it.each([
    ['file:///w/aks-cilium.yaml', true],
    ['aks-cilium.yml', true],
    ['file:///w/my-aks-cilium.yaml', false],
    ['file:///aks-cilium.yaml/x.yaml', false],
  ])('%s: %s', (path, expected) => {
    expect(isProjectFile(path)).toBe(expected);
  });
});
