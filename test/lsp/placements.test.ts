import { describe, expect, it } from 'vitest';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver/node';

import { lint } from '../../server/src/core/index';
import { lintWorkspaceRequest } from '../../server/src/protocol/index';
import { eventually, type TestClient } from './support/client';
import { start } from './support/in-process';

const folder = 'file:///w';
const kustomization = `${folder}/policies/kustomization.yaml`;
const policyUri = `${folder}/policies/exporter.yaml`;
const agents = `${folder}/agents/exporter.yaml`;

const inNamespace = (namespace: string) => `namespace: ${namespace}\nresources: [exporter.yaml]\n`;
const policy = [
  'apiVersion: networking.k8s.io/v1',
  'kind: NetworkPolicy',
  'metadata: {name: exporter}',
  'spec:',
  '  podSelector: {matchLabels: {app: exporter}}',
  '  policyTypes: [Ingress]',
  '',
].join('\n');
const agent = [
  'apiVersion: apps/v1',
  'kind: DaemonSet',
  'metadata: {name: exporter, namespace: monitoring}',
  'spec:',
  '  template:',
  '    metadata: {labels: {app: exporter}}',
  '    spec:',
  '      hostNetwork: true',
  '      containers: [{name: exporter, image: exporter}]',
  '',
].join('\n');

const rule = 'policy-selects-host-network';

describe('a namespace that a kustomization gives', () => {
  async function open(first: string) {
    const files = { [kustomization]: first, [policyUri]: policy, [agents]: agent };
    const started = await start({ folders: [folder], files, host: { lint } });
    const { client } = started;
    await client.open(policyUri, policy);
    const rules = async () => {
      const report = await client.pull(policyUri);
      return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
    };
    /** Asks again and again, as an editor does that is told to. */
    const untilFound = async (isThere: boolean) => {
      for (let round = 0; round < 200 && (await rules()).includes(rule) !== isThere; round++) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      expect((await rules()).includes(rule)).toBe(isThere);
    };
    return { ...started, rules, untilFound };
  }

  it('holds for the files it names, and changes with it, on disk and in the editor', async () => {
    const { client, files, rules, untilFound } = await open(inNamespace('monitoring'));
    await untilFound(true);
    files.texts.set(kustomization, inNamespace('other'));
    await client.filesChanged({ [kustomization]: 'changed' });
    await untilFound(false);
    const refreshes = client.refreshes;
    await client.open(kustomization, inNamespace('other'));
    await client.change(kustomization, inNamespace('monitoring'));
    await untilFound(true);
    await eventually(() => client.refreshes > refreshes, 'being told to ask again');
    await client.change(policyUri, `${policy}# longer\n`);
    expect(await rules()).toContain(rule);
  });

  it('is gone when the kustomization is in no folder of the workspace any more', async () => {
    const { client, untilFound } = await open(inNamespace('monitoring'));
    await untilFound(true);
    const named = (uri: string) => [{ uri, name: uri }];
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: named(`${folder}/agents`), removed: named(folder) },
    });
    await untilFound(false);
  });

  it('stays while an editor shows the kustomization, whatever becomes of it on disk', async () => {
    const { client, files, untilFound } = await open(inNamespace('monitoring'));
    await untilFound(true);
    await client.open(kustomization, inNamespace('monitoring'));
    files.texts.delete(kustomization);
    await client.filesChanged({ [kustomization]: 'deleted' });
    await client.change(policyUri, `${policy}# longer\n`);
    await untilFound(true);
    await client.close(kustomization);
    await untilFound(false);
  });

  it('is gone with the kustomization, and comes with it', async () => {
    const { client, files, untilFound } = await open(inNamespace('other'));
    await untilFound(false);
    files.texts.delete(kustomization);
    await client.filesChanged({ [kustomization]: 'deleted' });
    files.texts.set(agents, agent.replace(', namespace: monitoring', ''));
    await client.filesChanged({ [agents]: 'changed' });
    await untilFound(false);
    files.texts.set(kustomization, inNamespace('monitoring'));
    files.texts.set(agents, agent);
    await client.filesChanged({ [kustomization]: 'created', [agents]: 'changed' });
    await untilFound(true);
  });
});

describe('a namespace that Flux gives to a folder', () => {
  const flux = `${folder}/clusters/monitoring.yaml`;
  const deployed = `${folder}/exporter/policy.yaml`;
  const deployer = [
    'apiVersion: kustomize.toolkit.fluxcd.io/v1',
    'kind: Kustomization',
    'metadata: {name: exporter}',
    'spec: {path: ./exporter, targetNamespace: monitoring}',
    '',
  ].join('\n');

  async function found(client: TestClient): Promise<boolean> {
    const report = await client.pull(deployed);
    return report.kind === 'full' && report.items.some(({ code }) => code === rule);
  }

  it('holds for a folder that is there only later, in the editor or on disk', async () => {
    const files = { [flux]: deployer, [agents]: agent };
    const started = await start({ folders: [folder], files, host: { lint } });
    const { client } = started;
    await client.connection.sendRequest(lintWorkspaceRequest, {});
    await client.open(deployed, policy);
    expect(await found(client)).toBe(true);
    await client.close(deployed);
    started.files.texts.set(deployed, policy);
    await client.filesChanged({ [deployed]: 'created' });
    expect(await lintAll(client)).toContain(rule);
    started.files.texts.delete(deployed);
    await client.filesChanged({ [`${folder}/exporter`]: 'deleted' });
    expect(await lintAll(client)).not.toContain(rule);
  });
});

/** The rules that have findings anywhere. */
async function lintAll(client: TestClient): Promise<readonly unknown[]> {
  const { items } = await client.connection.sendRequest<WorkspaceDiagnosticReport>(
    'workspace/diagnostic',
    { previousResultIds: [] },
  );
  return items.flatMap((item) => (item.kind === 'full' ? item.items.map(({ code }) => code) : []));
}
