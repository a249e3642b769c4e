import { describe, expect, it } from 'vitest';

import { documentationUrl, rules } from '../../server/src/core/index';
import { eventually, fullCapabilities, type TestClient } from './support/client';
import { start } from './support/in-process';
import { anyDestination, anyRule } from './support/texts';

const command = 'aksCilium.openRuleDocumentation';

function run(client: TestClient, ...args: unknown[]): Promise<unknown> {
  return client.connection.sendRequest('workspace/executeCommand', { command, arguments: args });
}

describe('workspace/executeCommand', () => {
  it.each([
    ['the page of a rule', [anyRule], documentationUrl(anyRule)],
    ['the list of rules without a name', [], documentationUrl('README')],
    ['the list of rules for a name that is none', ['../../secret'], documentationUrl('README')],
    ['the list of rules for something else', [{ a: 1 }], documentationUrl('README')],
  ])('opens %s', async (_what, args, uri) => {
    const { client } = await start();
    const shown: unknown[] = [];
    client.connection.onRequest('window/showDocument', (params) => {
      shown.push(params);
      return { success: true };
    });
    expect(await run(client, ...args)).toBeNull();
    expect(shown).toEqual([{ uri, external: true }]);
  });

  it('says the address when the client cannot open pages, or did not', async () => {
    for (const capabilities of [fullCapabilities, {}]) {
      const { client } = await start({ capabilities });
      const said: unknown[] = [];
      client.connection.onRequest('window/showDocument', () => ({ success: false }));
      client.connection.onNotification('window/showMessage', (params) => void said.push(params));
      await run(client, anyRule);
      await eventually(() => said.length > 0);
      expect(said).toEqual([{ type: 3, message: documentationUrl(anyRule) }]);
    }
  });
});

describe('aksCilium/rules', () => {
  it('describes every rule', async () => {
    const { client } = await start();
    const result = await client.connection.sendRequest('aksCilium/rules');
    expect(result).toEqual({
      rules: rules.map(({ name, title, category, severity }) => ({
        name,
        title,
        category,
        severity,
        documentation: documentationUrl(name),
      })),
    });
  });
});

describe('aksCilium/profile', () => {
  const projectFile = 'file:///w/aks-cilium.yaml';
  const ask = (client: TestClient, uri: string) =>
    client.connection.sendRequest('aksCilium/profile', { uri });

  it('tells who says what of the cluster', async () => {
    const { client } = await start({
      folders: ['file:///w'],
      files: {
        [projectFile]:
          'edition: "2025-05-22"\nprofile: {kubernetesVersion: "1.31", podCidrs: [10.0.0.0/8, "fd00::/64"]}\nignore: [b.yaml]\n',
      },
      settings: () => ({ profile: { acns: true } }),
    });
    await client.open('file:///w/a.yaml', anyDestination);
    expect(await ask(client, 'file:///w/a.yaml')).toEqual({
      edition: '2025-05-22',
      ignored: false,
      projectFile,
      clusters: [],
      lines: expect.arrayContaining([
        {
          property: 'edition',
          value: '2025-05-22',
          source: 'project file',
          sourceUri: projectFile,
          position: { line: 0, character: 9 },
        },
        { property: 'dataplane', value: 'cilium', source: 'default' },
        { property: 'acns', value: 'true', source: 'editor settings' },
        {
          property: 'kubernetesVersion',
          value: '1.31',
          source: 'project file',
          sourceUri: projectFile,
          position: { line: 1, character: 29 },
        },
        {
          property: 'podCidrs',
          value: '10.0.0.0/8, fd00::/64',
          source: 'project file',
          sourceUri: projectFile,
          position: { line: 1, character: 47 },
        },
      ]),
    });
    expect(await ask(client, 'file:///w/b.yaml')).toMatchObject({ ignored: true });
  });

  it('tells of files in no folder, too', async () => {
    const { client } = await start();
    expect(await ask(client, 'untitled:Untitled-1')).toEqual({
      edition: 'latest',
      ignored: false,
      clusters: [],
      lines: [
        { property: 'edition', value: 'latest', source: 'default' },
        { property: 'dataplane', value: 'cilium', source: 'default' },
      ],
    });
  });
});
