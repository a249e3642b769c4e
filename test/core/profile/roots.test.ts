import { describe, expect, it } from 'vitest';
import {
  createResolver,
  createRoots,
  runToEnd,
  Snapshot,
  workspaceClusters,
} from '../../../server/src/core/index';
import { ciliumCluster } from '../../support/cluster-workspaces';

const rootOf = createRoots(['file:///src/a', 'file:///src/b']);

function clustersIn(texts: Readonly<Record<string, string>>, roots = rootOf) {
  const files = Object.entries(texts).map(
    ([path, text]) => new Snapshot({ uri: `file:///src/${path}`, version: 1, text }),
  );
  return runToEnd(workspaceClusters(files, roots));
}

/** The clusters that a file may be for, by the template they stand in. */
function nearTo(path: string, texts: Readonly<Record<string, string>>, roots = rootOf) {
  const infrastructure = clustersIn(texts, roots);
  const resolve = createResolver({ infrastructure, rootOf: roots });
  return resolve(path, path === '' ? '' : `file:///src/${path}`).clusters.map(({ uri }) =>
    uri.slice('file:///src/'.length),
  );
}

const cluster = ciliumCluster("kubernetesVersion: '1.33'");

describe('the clusters of roots', () => {
  it('are near to files of their root only, however many folders others share', () => {
    const texts = { 'a/main.bicep': cluster };
    expect(nearTo('a/k8s/deep/p.yaml', texts)).toEqual(['a/main.bicep']);
    expect(nearTo('b/p.yaml', texts)).toEqual([]);
    expect(nearTo('p.yaml', texts)).toEqual([]);
    expect(nearTo('b/p.yaml', texts, () => '')).toEqual(['a/main.bicep']);
  });

  it('may all be meant by what has no place', () => {
    const texts = { 'a/main.bicep': cluster, 'b/main.bicep': cluster };
    expect(nearTo('', texts)).toEqual(['a/main.bicep', 'b/main.bicep']);
  });

  it('are of each root that has a part in them', () => {
    const texts = {
      'a/modules/aks.bicep': `param version string\n${ciliumCluster('kubernetesVersion: version')}`,
      'b/infra/main.bicep':
        "module aks '../../a/modules/aks.bicep' = { name: 'aks', params: { version: '1.33' } }\n",
    };
    const [only, ...others] = clustersIn(texts);
    expect(others).toEqual([]);
    expect(only?.values.kubernetesVersion?.value).toBe('1.33');
    expect(nearTo('b/k8s/p.yaml', texts)).toEqual(['a/modules/aks.bicep']);
    expect(nearTo('a/k8s/p.yaml', texts)).toEqual(['a/modules/aks.bicep']);
    expect(nearTo('c/k8s/p.yaml', texts)).toEqual([]);
  });

  it('are not changed by commands and pools of another root', () => {
    const upgrade = 'az aks upgrade --name shop --resource-group shop --kubernetes-version 1.35\n';
    const version = (texts: Readonly<Record<string, string>>) =>
      clustersIn(texts)[0]?.values.kubernetesVersion?.value;
    expect(version({ 'a/main.bicep': cluster, 'a/upgrade.sh': upgrade })).toBeUndefined();
    expect(version({ 'a/main.bicep': cluster, 'b/upgrade.sh': upgrade })).toBe('1.33');
    const pools = `resource pool 'Microsoft.ContainerService/managedClusters/agentPools@2025-09-01' = {
  name: 'shop/win'
  properties: { osType: 'Windows' }
}
`;
    const withPools = ciliumCluster(
      "agentPoolProfiles: [ { name: 'system', mode: 'System', osType: 'Linux' } ]",
    );
    const windows = (path: string) =>
      clustersIn({ 'a/main.bicep': withPools, [path]: pools })[0]?.values.windowsPools?.value;
    expect(windows('a/pools.bicep')).toBeUndefined();
    expect(windows('b/pools.bicep')).toBe(false);
  });

  it('can be named from everywhere', () => {
    const infrastructure = clustersIn({ 'a/main.bicep': cluster });
    for (const name of ['shop', '../a/main.bicep', 'a/main.bicep']) {
      const project = {
        settings: { cluster: name },
        uri: 'file:///src/b/aks-cilium.yaml',
        folder: 'file:///src/b',
      };
      const resolve = createResolver({ infrastructure, rootOf, project });
      expect(resolve('p.yaml', 'file:///src/b/p.yaml').clusters, name).toHaveLength(1);
    }
  });
});
