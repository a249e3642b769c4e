import { describe, expect, it } from 'vitest';

import {
  concernsCluster,
  hasTellingWord,
  languageIds,
  mayConcernLanguage,
} from '../../client/src/infrastructure/relevance';

function concerns(languageId: string, text: string, path = '/work/file'): boolean {
  return concernsCluster({ languageId, path, text: () => text });
}

describe('what concerns a cluster', () => {
  it.each([
    ['yaml', 'apiVersion: v1\nkind: Pod\n'],
    ['yaml', '# a comment\r\n---\r\nkind: List\r\n'],
    ['yaml', '  - kind: Pod\n'],
    ['yaml', '"apiVersion": "v1"\n'],
    ['yaml', '{apiVersion: v1, kind: Pod}\n'],
    ['yaml', 'steps:\n  - run: az aks create --name shop\n'],
    ['helm', '{{ .Values.anything }}\n'],
    ['bicep', ''],
    ['bicep-params', ''],
    ['arm-template', '{"resources": [{"type": "Microsoft.ContainerService/managedClusters"}]}'],
    ['azcli', ''],
    ['json', '{"resources": [{"type": "microsoft.containerservice/managedclusters"}]}'],
    ['json', '{"apiVersion": "v1", "kind": "Pod"}'],
    [
      'jsonc',
      '{\n  // a policy\n  "kind" : "NetworkPolicy", "apiVersion" : "networking.k8s.io/v1" }',
    ],
    ['shellscript', 'az aks create --name shop\n'],
    ['shellscript', 'az \\\n  aks update --name shop\n'],
    ['powershell', 'az `\r\n  aks update --name shop\r\n'],
    ['bat', 'az ^\r\n  aks update --name shop\r\n'],
    ['yaml', 'run: "set -e\\naz aks create --name shop"\n'],
    ['markdown', '```sh\naz aks upgrade --name shop\n```\n'],
  ])('%s: %j', (languageId, text) => {
    expect(concerns(languageId, text)).toBe(true);
  });

  it.each([
    ['yaml', ''],
    ['yaml', 'name: build\non: push\n'],
    ['yaml', '# kind: Pod\n'],
    ['yaml', 'humankind: yes\n'],
    ['json', '{"name": "website", "version": "1.0.0"}'],
    ['json', '{"kind": "track"}'],
    ['arm-template', '{"resources": [{"type": "Microsoft.Storage/storageAccounts"}]}'],
    ['shellscript', 'echo "az aksel"\nls\n'],
    ['shellscript', 'blaz aks\n'],
    ['markdown', '# Notes on aks, and on az\n'],
    ['typescript', 'const apiVersion = "v1"; // az aks create'],
    ['plaintext', 'apiVersion: v1\nkind: Pod\n'],
    ['__proto__', 'apiVersion: v1\nkind: Pod\n'],
    ['constructor', 'apiVersion: v1\nkind: Pod\n'],
  ])('not %s: %j', (languageId, text) => {
    expect(concerns(languageId, text)).toBe(false);
  });

  it('knows its project file by its name, whatever is in it', () => {
    expect(concerns('yaml', '', '/work/shop/aks-cilium.yaml')).toBe(true);
    expect(concerns('yaml', '', '/aks-cilium.yml')).toBe(true);
    expect(concerns('yaml', '', '/work/not-aks-cilium.yaml')).toBe(false);
    expect(concerns('markdown', '', '/work/aks-cilium.yaml.md')).toBe(false);
  });

  it('does not read a text whose language or path decides', () => {
    const text = () => {
      throw new Error('was read');
    };
    expect(concernsCluster({ languageId: 'typescript', path: '/a.ts', text })).toBe(false);
    expect(concernsCluster({ languageId: 'yaml', path: '/aks-cilium.yaml', text })).toBe(true);
  });
});

describe('languages', () => {
  it('are those of the activation events', () => {
    expect(languageIds).toEqual([
      'yaml',
      'helm',
      'bicep',
      'bicep-params',
      'azcli',
      'json',
      'jsonc',
      'arm-template',
      'shellscript',
      'powershell',
      'bat',
      'markdown',
    ]);
    expect(languageIds.every(mayConcernLanguage)).toBe(true);
    expect(mayConcernLanguage('toString')).toBe(false);
  });
});

describe('edits that may make a text relevant', () => {
  it.each(['apiVersion:', 'kind', 'AKS', 'microsoft.containerservice/x', 'az aks'])(
    '%j',
    (text) => {
      expect(hasTellingWord(text)).toBe(true);
    },
  );

  it.each(['', 'a', 'name: web', 'az storage account'])('not %j', (text) => {
    expect(hasTellingWord(text)).toBe(false);
  });
});
