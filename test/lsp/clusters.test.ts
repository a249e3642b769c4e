import { describe, expect, it } from 'vitest';
import type { DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { lint } from '../../server/src/core/index';
import type { ProfileResult } from '../../server/src/protocol/index';
import {
  bicepCluster,
  ciliumCluster,
  clusterWorkspaces,
  rangePolicy,
} from '../support/cluster-workspaces';
import { eventually, type TestClient } from './support/client';
import { start } from './support/in-process';

const bicep = 'file:///w/main.bicep';
const policy = 'file:///w/policy.yaml';
const texts = clusterWorkspaces['ACNS off in Bicep'] ?? {};
const off = texts['main.bicep'] ?? '';
const on = off.replace('enabled: false', 'enabled: true');
const policyText = texts['policy.yaml'] ?? '';

const startWith = (files: Readonly<Record<string, string>>) =>
  start({ folders: ['file:///w'], files, host: { lint } });

function codesIn(report: DocumentDiagnosticReport): readonly unknown[] {
  return report.kind === 'full'
    ? report.items.map(({ code, severity }) => `${code} ${severity}`)
    : ['unchanged'];
}

const pull = async (client: TestClient, uri = policy) => codesIn(await client.pull(uri));
const refused = ['fqdn-needs-acns 1'];
const profileOf = (client: TestClient, uri = policy): Promise<ProfileResult> =>
  client.connection.sendRequest('aksCilium/profile', { uri });

describe('an open policy follows the cluster of the workspace', () => {
  it('from the start', async () => {
    const { client } = await startWith({ [bicep]: off });
    await client.open(policy, policyText);
    expect(await pull(client)).toEqual(refused);
  });

  it('within a second of an edit of the template', async () => {
    const { client } = await startWith({ [bicep]: off, [policy]: policyText });
    await client.open(policy, policyText);
    await client.open(bicep, off, 'bicep');
    expect(await pull(client)).toEqual(refused);
    await eventually(() => client.refreshes > 0);
    const { refreshes, profileChanges } = client;
    const before = Date.now();
    await client.change(bicep, on);
    // As VS Code does after each edit.
    await client.pull(bicep);
    await eventually(() => client.refreshes > refreshes && client.profileChanges > profileChanges);
    expect(Date.now() - before).toBeLessThan(5000);
    expect(await pull(client)).toEqual([]);
  });

  it('and is not judged anew when the template says the same', async () => {
    let lints = 0;
    const counting: typeof lint = (snapshot, ...others) => {
      lints += snapshot.uri === policy ? 1 : 0;
      return lint(snapshot, ...others);
    };
    const { client } = await start({
      folders: ['file:///w'],
      files: { [bicep]: on, [policy]: policyText },
      host: { lint: counting },
    });
    await client.open(policy, policyText);
    await client.open(bicep, on, 'bicep');
    const report = await client.pull(policy);
    const id = report.kind === 'full' ? report.resultId : undefined;
    await client.change(bicep, `// a comment\n\n${on}`);
    await client.pull(bicep);
    expect(codesIn(await client.pull(policy, id))).toEqual(['unchanged']);
    const { lines } = await profileOf(client);
    const acns = lines.find(({ property }) => property === 'acns');
    // The place is the one of now, though.
    expect(acns?.position?.line).toBe(on.split('\n').findIndex((line) => /enabled/.test(line)) + 2);
    expect(lints).toBeGreaterThan(0);
  });

  it('and leads to where the template says it, wherever that has moved to', async () => {
    const text = ciliumCluster('', '', "podCidr: '10.10.0.0/16'");
    const ranged = rangePolicy('10.10.3.0/24');
    const { client } = await startWith({ [bicep]: text, [policy]: ranged });
    await client.open(policy, ranged);
    await client.open(bicep, text, 'bicep');
    const place = async () => {
      const report = await client.pull(policy);
      const [item] = report.kind === 'full' ? report.items : [];
      return item?.relatedInformation?.[0]?.location.range;
    };
    const before = await place();
    await client.change(bicep, `// a comment\n\n${text}`);
    const moved = (at = { line: 0, character: 0 }) => ({ ...at, line: at.line + 2 });
    expect(await place()).toEqual({ start: moved(before?.start), end: moved(before?.end) });
  });

  it('when the template appears, changes on disk, moves and goes', async () => {
    const { client, files } = await startWith({ [policy]: policyText });
    await client.open(policy, policyText);
    expect(await pull(client)).toEqual(['fqdn-needs-acns 3']);
    const turn = async (
      change: () => Parameters<TestClient['filesChanged']>[0],
      expected: readonly string[],
    ) => {
      const { profileChanges } = client;
      await client.filesChanged(change());
      await eventually(() => client.profileChanges > profileChanges);
      expect(await pull(client)).toEqual(expected);
    };
    await turn(() => {
      files.texts.set(bicep, off);
      return { [bicep]: 'created' };
    }, refused);
    await turn(() => {
      files.texts.set(bicep, on);
      return { [bicep]: 'changed' };
    }, []);
    const moved = 'file:///w/infra/aks.bicep';
    await turn(() => {
      files.texts.delete(bicep);
      files.texts.set(moved, off);
      return { [bicep]: 'deleted', [moved]: 'created' };
    }, refused);
    await turn(() => {
      files.texts.delete(moved);
      return { [moved]: 'deleted' };
    }, ['fqdn-needs-acns 3']);
  });

  it('when the folder of the template goes with all that is in it', async () => {
    const inFolder = 'file:///w/infra/deep/aks.bicep';
    const { client, files } = await startWith({ [inFolder]: off, [policy]: policyText });
    await client.open(policy, policyText);
    expect(await pull(client)).toEqual(refused);
    const { profileChanges } = client;
    files.texts.delete(inFolder);
    await client.filesChanged({ 'file:///w/infra': 'deleted' });
    await eventually(() => client.profileChanges > profileChanges);
    expect(await pull(client)).toEqual(['fqdn-needs-acns 3']);
  });

  it('not of what was not saved when the template is closed', async () => {
    const { client } = await startWith({ [bicep]: off, [policy]: policyText });
    await client.open(policy, policyText);
    await client.open(bicep, on, 'bicep');
    expect(await pull(client)).toEqual([]);
    const { refreshes } = client;
    await client.close(bicep);
    await eventually(() => client.refreshes > refreshes);
    expect(await pull(client)).toEqual(refused);
  });

  it('not of a template that lies outside of the workspace', async () => {
    const { client } = await startWith({ [policy]: policyText });
    await client.open(policy, policyText);
    await client.open('file:///elsewhere/main.bicep', off, 'bicep');
    expect(await pull(client)).toEqual(['fqdn-needs-acns 3']);
  });

  it('of a template that is broken while it is written, what stands there', async () => {
    const { client } = await startWith({ [bicep]: off, [policy]: policyText });
    await client.open(policy, policyText);
    await client.open(bicep, off, 'bicep');
    await client.change(bicep, off.slice(0, off.indexOf('advancedNetworking')));
    expect(await pull(client)).toEqual(['fqdn-needs-acns 3']);
  });
});

describe('what an editor shows of clusters', () => {
  const files = {
    'file:///w/infra/dev.bicep': ciliumCluster("kubernetesVersion: '1.33'").replace(
      "'shop'",
      "'shop-dev'",
    ),
    'file:///w/infra/prod.bicep': ciliumCluster("kubernetesVersion: '1.34'").replace(
      "'shop'",
      "'shop-prod'",
    ),
    'file:///w/legacy/main.bicep': bicepCluster("networkPlugin: 'kubenet'").replace(
      "'shop'",
      "'old'",
    ),
  };

  it('is every cluster, and which of them the file may be for', async () => {
    const { client } = await startWith(files);
    const { clusters, lines } = await profileOf(client, 'file:///w/infra/k8s/a.yaml');
    expect(clusters.map(({ choice, isPossible }) => [choice, isPossible])).toEqual([
      ['shop-dev', true],
      ['shop-prod', true],
      ['old', false],
    ]);
    expect(clusters[0]).toMatchObject({
      title: 'shop-dev (dev.bicep)',
      uri: 'file:///w/infra/dev.bicep',
      position: { line: 0, character: 13 },
    });
    const version = lines.find(({ property }) => property === 'kubernetesVersion');
    expect(version).toEqual({
      property: 'kubernetesVersion',
      value: '1.33 or 1.34',
      source: 'several clusters',
    });
  });

  it('is one after a choice in the settings', async () => {
    const { client } = await start({
      folders: ['file:///w'],
      files,
      settings: () => ({ cluster: 'infra/prod.bicep' }),
    });
    const { clusters, lines } = await profileOf(client);
    expect(clusters.filter(({ isPossible }) => isPossible).map(({ choice }) => choice)).toEqual([
      'shop-prod',
    ]);
    expect(lines.find(({ property }) => property === 'ipFamilies')).toMatchObject({
      by: 'left out',
      sourceUri: 'file:///w/infra/prod.bicep',
    });
  });

  it('is that nothing is known of a cluster that no file defines', async () => {
    const { client } = await start({
      folders: ['file:///w'],
      files,
      settings: () => ({ cluster: 'shop-tset' }),
    });
    const { missingCluster, clusters } = await profileOf(client);
    expect(missingCluster).toBe('shop-tset');
    expect(clusters.some(({ isPossible }) => isPossible)).toBe(false);
  });

  it('is the mistake in the project file that names it', async () => {
    const uri = 'file:///w/aks-cilium.yaml';
    const { client } = await startWith(files);
    await client.open(uri, 'cluster: shop-prd\n');
    const report = await client.pull(uri);
    expect(report.kind === 'full' ? report.items.map(({ message }) => message) : []).toEqual([
      'No file of the workspace defines the cluster "shop-prd", so nothing is known about it. Did you mean "shop-prod"?',
    ]);
  });
});
