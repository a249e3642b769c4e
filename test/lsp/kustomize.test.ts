import { describe, expect, it } from 'vitest';
import { lint } from '../../server/src/core/index';
import { start } from './support/in-process';

const folder = 'file:///w';
const overlay = `${folder}/dev/kustomization.yaml`;
const patch = `${folder}/dev/patch.yaml`;
const policyUri = `${folder}/base/policy.yaml`;

const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: exporter}
spec:
  podSelector: {matchLabels: {app: exporter}}
  policyTypes: [Ingress]
`;
const agent = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: exporter}
spec:
  template:
    metadata: {labels: {app: exporter}}
    spec: {containers: [{name: exporter, image: exporter}]}
`;
const merging = (value: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: exporter}
spec: {template: {spec: {hostNetwork: ${value}}}}
`;
const operation = (value: string) =>
  `- {op: add, path: /spec/template/spec/hostNetwork, value: ${value}}\n`;
const overlaid = (patches: string) =>
  `namespace: monitoring\nresources: [../base]\npatches: [${patches}]\n`;
const withTarget = overlaid('{path: patch.yaml, target: {kind: DaemonSet}}');

const rule = 'policy-selects-host-network';

describe('what an overlay does to the objects of a base', () => {
  async function open(texts: Readonly<Record<string, string>>) {
    const files = {
      [`${folder}/base/kustomization.yaml`]: 'resources: [policy.yaml, agent.yaml]\n',
      [policyUri]: policy,
      [`${folder}/base/agent.yaml`]: agent,
      ...texts,
    };
    const started = await start({ folders: [folder], files, host: { lint } });
    const { client } = started;
    await client.open(policyUri, policy);
    /** Asks again and again, as an editor does that is told to. */
    const untilFound = async (isThere: boolean) => {
      const isFound = async () => {
        const report = await client.pull(policyUri);
        return report.kind === 'full' && report.items.some(({ code }) => code === rule);
      };
      for (let round = 0; round < 200 && (await isFound()) !== isThere; round++) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      expect(await isFound()).toBe(isThere);
    };
    return { ...started, untilFound };
  }

  it('follows the kustomization and the patch as they are typed', async () => {
    const { client, untilFound } = await open({
      [overlay]: overlaid(''),
      [patch]: merging('true'),
    });
    await untilFound(false);
    await client.open(overlay, overlaid(''));
    await client.change(overlay, overlaid('{path: patch.yaml}'));
    await untilFound(true);
    await client.open(patch, merging('true'));
    await client.change(patch, merging('false'));
    await untilFound(false);
    await client.change(patch, merging('true'));
    await untilFound(true);
    // What is not saved is gone with the editor.
    await client.close(overlay);
    await untilFound(false);
  });

  it('follows files on the disk, those of operations too', async () => {
    const { client, files, untilFound } = await open({ [overlay]: withTarget });
    await untilFound(false);
    files.texts.set(patch, operation('true'));
    await client.filesChanged({ [patch]: 'created' });
    await untilFound(true);
    files.texts.set(patch, operation('false'));
    await client.filesChanged({ [patch]: 'changed' });
    await untilFound(false);
    files.texts.set(patch, operation('true'));
    await client.filesChanged({ [patch]: 'changed' });
    await untilFound(true);
    files.texts.delete(patch);
    await client.filesChanged({ [patch]: 'deleted' });
    await untilFound(false);
  });

  it('follows an object that a patch is for from now on', async () => {
    const files = { [overlay]: overlaid('{path: patch.yaml}'), [patch]: merging('true') };
    const { client, untilFound } = await open(files);
    await untilFound(true);
    const agentUri = `${folder}/base/agent.yaml`;
    await client.open(agentUri, agent);
    await client.change(agentUri, agent.replace('DaemonSet', 'Deployment'));
    await untilFound(false);
    await client.change(agentUri, agent);
    await untilFound(true);
    await client.change(agentUri, '');
    await untilFound(false);
    await client.change(agentUri, agent);
    await untilFound(true);
  });

  it('has a patch judged as a part, in the editor as well', async () => {
    const part = policy.replace(
      '  policyTypes: [Ingress]\n',
      '  policyTypes: [Egress]\n  egress: [{to: [{podSelector: {}}]}]\n',
    );
    const { client } = await open({ [overlay]: overlaid(''), [patch]: part });
    const codes = async () => {
      const report = await client.pull(patch);
      return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
    };
    await client.open(patch, part);
    const whole = await codes();
    expect(whole).not.toEqual([]);
    await client.open(overlay, overlaid(''));
    await client.change(overlay, overlaid('{path: patch.yaml}'));
    for (let round = 0; round < 200 && (await codes()).length > 0; round++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(await codes()).toEqual([]);
  });
});
