import { describe, expect, it } from 'vitest';

import { lint } from '../../server/src/core/index';
import { eventually } from './support/client';
import { start } from './support/in-process';

const folder = 'file:///w';
const chartUri = `${folder}/web/Chart.yaml`;
const valuesUri = `${folder}/web/values.yaml`;
const policyUri = `${folder}/web/templates/policy.yaml`;
const agentUri = `${folder}/web/templates/agent.yaml`;

const policy = [
  'apiVersion: networking.k8s.io/v1',
  'kind: NetworkPolicy',
  'metadata: {name: agent}',
  'spec:',
  '  podSelector: {matchLabels: {app: agent}}',
  '  policyTypes: [Ingress]',
  '',
].join('\n');
const agent = [
  'apiVersion: apps/v1',
  'kind: DaemonSet',
  'metadata: {name: agent}',
  'spec:',
  '  template:',
  '    metadata: {labels: {app: agent}}',
  '    spec:',
  '      hostNetwork: {{ .Values.hostNetwork }}',
  '      containers: [{name: agent, image: agent}]',
  '',
].join('\n');

const rule = 'policy-selects-host-network';

async function open(values: string) {
  const files = {
    [chartUri]: 'apiVersion: v2\nname: web\n',
    [valuesUri]: values,
    [policyUri]: policy,
    [agentUri]: agent,
  };
  const started = await start({ folders: [folder], files, host: { lint } });
  const { client } = started;
  await client.open(policyUri, policy);
  const found = async () => {
    const report = await client.pull(policyUri);
    return report.kind === 'full' ? report.items.filter(({ code }) => code === rule) : [];
  };
  /** Asks again and again, as an editor does that is told to. */
  const untilFound = async (isThere: boolean) => {
    for (let round = 0; round < 200 && (await found()).length > 0 !== isThere; round++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect((await found()).length > 0).toBe(isThere);
  };
  return { ...started, found, untilFound };
}

describe('the defaults of a chart', () => {
  it('decide about an open template, on disk and in the editor', async () => {
    const { client, files, found, untilFound } = await open('hostNetwork: true\n');
    await untilFound(true);
    const [{ message, severity, relatedInformation } = {}] = await found();
    expect(message).toContain('`hostNetwork: true`');
    expect(severity).toBe(3);
    expect(relatedInformation?.map(({ location }) => location)).toContainEqual({
      uri: valuesUri,
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 17 } },
    });
    files.texts.set(valuesUri, 'hostNetwork: false\n');
    await client.filesChanged({ [valuesUri]: 'changed' });
    await untilFound(false);
    const refreshes = client.refreshes;
    await client.open(valuesUri, 'hostNetwork: false\n');
    await client.change(valuesUri, 'hostNetwork: true\n');
    await untilFound(true);
    await eventually(() => client.refreshes > refreshes, 'being told to ask again');
  });

  it('lead to where the default stands now', async () => {
    const { client, found, untilFound } = await open('hostNetwork: true\n');
    await untilFound(true);
    await client.open(valuesUri, 'hostNetwork: true\n');
    await client.change(valuesUri, '# Of every node.\n\nhostNetwork: true\n');
    const line = async () => {
      const [{ relatedInformation = [] } = {}] = await found();
      return relatedInformation.find(({ location }) => location.uri === valuesUri)?.location.range
        .start.line;
    };
    for (let round = 0; round < 200 && (await line()) !== 2; round++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(await line()).toBe(2);
  });

  it('follow what the templates ask for, and whether there is a chart at all', async () => {
    const { client, files, untilFound } = await open('hostNetwork: true\n');
    await untilFound(true);
    await client.open(agentUri, agent);
    await client.change(agentUri, agent.replace('.hostNetwork }}', '.other }}'));
    await untilFound(false);
    await client.change(agentUri, agent);
    await untilFound(true);
    files.texts.delete(chartUri);
    await client.filesChanged({ [chartUri]: 'deleted' });
    await untilFound(false);
  });
});
