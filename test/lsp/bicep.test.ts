import { describe, expect, it } from 'vitest';

import { lint } from '../../server/src/core/index';
import { eventually } from './support/client';
import { start } from './support/in-process';

const main = 'file:///w/main.bicep';
const parameters = 'file:///w/main.bicepparam';
const template = `param policy string = 'azure'
resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'aks'
  properties: {
    networkProfile: { networkPlugin: 'azure', networkDataplane: 'cilium', networkPolicy: policy }
  }
}
`;
const given = (policy: string) => `using 'main.bicep'\nparam policy = '${policy}'\n`;

describe('a document in Bicep', () => {
  const opened = async (files: Readonly<Record<string, string>> = {}) => {
    const started = await start({ host: { lint }, folders: ['file:///w'], files });
    await started.client.open(main, template, 'bicep');
    const codes = async () => {
      const report = await started.client.pull(main);
      return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
    };
    return { ...started, codes };
  };

  it('has findings, a place in itself for each origin, and fixes', async () => {
    const { client } = await opened();
    const report = await client.pull(main);
    expect(report).toMatchObject({
      items: [
        {
          code: 'dataplane-policy-conflict',
          severity: 1,
          range: { start: { line: 4 } },
          relatedInformation: [
            { location: { uri: main, range: { start: { line: 4 } } } },
            { location: { uri: main, range: { start: { line: 0 } } } },
          ],
        },
      ],
    });
  });

  it('is judged with the files of parameters of its folder, as they are now', async () => {
    const { client, codes } = await opened({ [main]: template, [parameters]: given('cilium') });
    await eventually(async () => expect(await codes()).toEqual([]));
    await client.open(parameters, given('calico'), 'bicep-params');
    await eventually(async () => expect(await codes()).toEqual(['dataplane-policy-conflict']));
    await client.change(parameters, given('cilium'));
    await eventually(async () => expect(await codes()).toEqual([]));
  });

  it('is judged with the files of parameters in JSON as well', async () => {
    const { client, codes } = await opened();
    const json = 'file:///w/main.parameters.json';
    const values = (policy: string) =>
      JSON.stringify({ contentVersion: '1.0.0.0', parameters: { policy: { value: policy } } });
    await eventually(async () => expect(await codes()).toEqual(['dataplane-policy-conflict']));
    await client.open(json, values('cilium'), 'json');
    await eventually(async () => expect(await codes()).toEqual([]));
    await client.change(json, values('calico'));
    await eventually(async () => expect(await codes()).toEqual(['dataplane-policy-conflict']));
  });
});
