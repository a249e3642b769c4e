import { describe, expect, it } from 'vitest';
import {
  DiagnosticSeverity,
  DidChangeWorkspaceFoldersNotification,
} from 'vscode-languageserver/node';
import { lint } from '../../server/src/core/index';
import {
  lintWorkspaceRequest,
  type ProfileResult,
  profileRequest,
} from '../../server/src/protocol/index';
import { bicepCluster } from '../support/cluster-workspaces';
import { hostPods, policyForHostPods as policy } from '../support/host-pods';
import { eventually, type TestClient } from './support/client';
import { start } from './support/in-process';

const withoutCilium = bicepCluster("networkPlugin: 'azure'");

const one = 'file:///src/one';
const two = 'file:///src/two';
const policyUri = `${two}/policy.yaml`;
const off = 'policies-without-cilium';
const selects = 'policy-selects-host-network';

const codes = async (client: TestClient, uri = policyUri) => {
  const report = await client.pull(uri);
  return report.kind === 'full' ? report.items.map(({ code }) => code) : ['unchanged'];
};
const profileOf = (client: TestClient, uri = policyUri): Promise<ProfileResult> =>
  client.connection.sendRequest(profileRequest, { uri });

async function open(files: Readonly<Record<string, string>>, folders: readonly string[]) {
  const started = await start({ folders, files, host: { lint } });
  await started.client.open(policyUri, policy);
  return started;
}

/** As an editor does: adds and removes folders while everything is open. */
async function changeFolders(
  client: TestClient,
  added: readonly string[],
  removed: readonly string[],
) {
  const { profileChanges } = client;
  const named = (uris: readonly string[]) => uris.map((uri) => ({ uri, name: uri }));
  await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
    event: { added: named(added), removed: named(removed) },
  });
  await eventually(() => client.profileChanges > profileChanges);
}

describe('the folders of a workspace', () => {
  it('have clusters of their own, all of which can be chosen', async () => {
    const { client } = await open({ [`${one}/main.bicep`]: withoutCilium }, [one, two]);
    expect(await codes(client)).toEqual([]);
    const { clusters } = await profileOf(client);
    expect(clusters).toMatchObject([{ title: 'shop (main.bicep)', isPossible: false }]);
    await client.open(`${one}/policy.yaml`, policy);
    expect(await codes(client, `${one}/policy.yaml`)).toEqual([off]);
    const own = await profileOf(client, `${one}/policy.yaml`);
    expect(own.clusters).toMatchObject([{ isPossible: true }]);
  });

  it('follow a cluster of another one that settings name', async () => {
    const { client } = await start({
      folders: [one, two],
      files: { [`${one}/main.bicep`]: withoutCilium },
      host: { lint },
      settings: () => ({ cluster: 'shop' }),
    });
    await client.open(policyUri, policy);
    expect(await codes(client)).toEqual([off]);
  });

  it('follow a cluster of another one that a project file names', async () => {
    const files = {
      [`${one}/main.bicep`]: withoutCilium,
      [`${two}/aks-cilium.yaml`]: 'cluster: ../one/main.bicep\n',
    };
    const { client } = await open(files, [one, two]);
    expect(await codes(client)).toEqual([off]);
    await client.open(`${two}/aks-cilium.yaml`, files[`${two}/aks-cilium.yaml`] ?? '');
    expect(await codes(client, `${two}/aks-cilium.yaml`)).toEqual([]);
  });

  it('have pods of their own, even if these are called alike', async () => {
    const { client } = await open({ [`${one}/pods.yaml`]: hostPods }, [one, two]);
    expect(await codes(client)).toEqual([]);
    await client.open(`${two}/pods.yaml`, hostPods);
    expect(await codes(client)).toEqual([selects]);
    await client.change(`${two}/pods.yaml`, '');
    expect(await codes(client)).toEqual([]);
  });

  it('deploy their own files', async () => {
    const elsewhere = hostPods.replace('namespace: default', 'namespace: shop');
    const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: web}
spec:
  source: {path: two}
  destination: {namespace: shop}
`;
    const files = { [`${one}/app.yaml`]: application, [`${two}/pods.yaml`]: elsewhere };
    const placed = policy.replace(', namespace: default', '');
    // Where nothing says where the policy goes, it may be another namespace.
    for (const [folders, severity] of [
      [[one, two], DiagnosticSeverity.Information],
      [['file:///src'], DiagnosticSeverity.Warning],
    ] as const) {
      const { client } = await start({ folders, files, host: { lint } });
      await client.open(policyUri, placed);
      await client.connection.sendRequest(lintWorkspaceRequest, {});
      expect(await client.pull(policyUri)).toMatchObject({ items: [{ code: selects, severity }] });
    }
  });

  it('may lie in each other: the innermost is the root', async () => {
    const files = { 'file:///src/main.bicep': withoutCilium };
    expect(await codes((await open(files, ['file:///src', two])).client)).toEqual([]);
    expect(await codes((await open(files, ['file:///src'])).client)).toEqual([off]);
  });

  it('may be written in any way', async () => {
    const files = { 'file:///c%3A/my%20code/main.bicep': withoutCilium };
    const { client } = await start({ folders: ['file:///c%3A/my%20code'], files, host: { lint } });
    const uri = 'file:///C:/my code/k8s/policy.yaml';
    await client.open(uri, policy);
    expect(await codes(client, uri)).toEqual([off]);
  });
});

describe('folders that come and go while files are open', () => {
  const files = { [`${one}/main.bicep`]: withoutCilium, [`${one}/pods.yaml`]: hostPods };

  it('do not become one with the others', async () => {
    const { client } = await open(files, [two]);
    expect(await codes(client)).toEqual([]);
    await changeFolders(client, [one], []);
    expect(await codes(client)).toEqual([]);
    expect((await profileOf(client)).clusters).toHaveLength(1);
    await changeFolders(client, [], [one]);
    expect(await codes(client)).toEqual([]);
    expect((await profileOf(client)).clusters).toEqual([]);
  });

  it('are one with what lies in them as soon as they come', async () => {
    const { client } = await open(files, [two]);
    await changeFolders(client, ['file:///src'], [two]);
    expect(await codes(client)).toEqual([off]);
    await changeFolders(client, [two], ['file:///src']);
    expect(await codes(client)).toEqual([]);
  });
});

describe('files outside of the folders', () => {
  it('have to do with those of their own folder only', async () => {
    const { client } = await open({ [`${one}/pods.yaml`]: hostPods }, [one]);
    expect(await codes(client)).toEqual([]);
    await client.open('file:///src/two/deeper/pods.yaml', hostPods);
    expect(await codes(client)).toEqual([]);
    await client.open(`${two}/pods.yaml`, hostPods);
    expect(await codes(client)).toEqual([selects]);
  });

  it('belong to the only folder if they have no place yet', async () => {
    const files = { [`${one}/main.bicep`]: withoutCilium, [`${one}/pods.yaml`]: hostPods };
    const draft = 'untitled:Untitled-1';
    const single = await start({ folders: [one], files, host: { lint } });
    await single.client.open(draft, policy);
    expect(await codes(single.client, draft)).toEqual([off]);
    const several = await start({
      folders: [one, two],
      files: { [`${one}/pods.yaml`]: hostPods },
      host: { lint },
    });
    await several.client.open(draft, policy);
    expect(await codes(several.client, draft)).toEqual([]);
  });
});
