import { describe, expect, it } from 'vitest';
import {
  describeProfile,
  resolveConfiguration,
  runToEnd,
  Snapshot,
  workspaceClusters,
} from '../../../server/src/core/index';
import { corpusFiles } from '../../support/corpus';

const files = corpusFiles(/\.(?:bicep|bicepparam|json|ya?ml|sh|ps1|azcli|md)$/);

/** What is known of the cluster that a file of a real repository is for, and what is open. */
function profileOf(repository: string, path: string): Readonly<Record<string, string>> {
  const root = `${repository}/`;
  const snapshots = files
    .filter(({ name }) => name.startsWith(root))
    .map(({ name, text }) => new Snapshot({ uri: `file:///w/${name}`, version: 1, text }));
  const { profile } = resolveConfiguration({
    infrastructure: runToEnd(workspaceClusters(snapshots)),
    path,
    uri: `file:///w/${root}${path}`,
  });
  const lines = describeProfile(profile).filter(({ value }) => value !== 'unknown');
  return Object.fromEntries(
    lines.map(({ key, value, source, known }) => [key, known ? `${value} <- ${source}` : value]),
  );
}

/** What an engineer reads off the templates of each repository. */
describe.skipIf(files.length === 0)('the profile of a real repository', () => {
  it('the reference architecture of AKS: overlay without Cilium, ranges as written', () => {
    expect(profileOf('mspnp__aks-baseline', 'cluster-manifests/a0008/x.yaml')).toEqual({
      edition: 'latest <- default',
      dataplane: 'azure <- cluster-stamp.bicep (left out: the default of AKS)',
      kubernetesVersion: '1.35.0 <- cluster-stamp.bicep',
      ipam: 'overlay <- cluster-stamp.bicep',
      ipFamilies: 'IPv4 <- cluster-stamp.bicep (left out: the default of AKS)',
      podCidrs: '192.168.0.0/16 <- cluster-stamp.bicep',
      serviceCidrs: '172.16.0.0/16 <- cluster-stamp.bicep',
      acns: 'no <- cluster-stamp.bicep (left out: the default of AKS)',
      localDns: 'no <- cluster-stamp.bicep (left out: the default of AKS)',
      windowsPools: 'no <- cluster-stamp.bicep (left out: the default of AKS)',
      istioAddon: 'no <- cluster-stamp.bicep (left out: the default of AKS)',
    });
  });

  it('an accelerator with a parameter for everything: only what no parameter decides', () => {
    expect(profileOf('Azure__AKS-Construction', 'postdeploy/k8smanifests/x.yml')).toEqual({
      edition: 'latest <- default',
      // The default of the parameter leaves it empty.
      dataplane: 'cilium <- default',
      // Two of the three templates are older states of the first.
      kubernetesVersion: '1.29.7 or 1.23.12 or 1.28.5',
      ipFamilies: 'IPv4 <- main.bicep (left out: the default of AKS)',
      serviceCidrs: '172.10.0.0/16 <- main.bicep (default of parameter serviceCidr)',
      acns: 'no <- main.bicep (left out: the default of AKS)',
      istioAddon: 'no <- main.bicep (left out: the default of AKS)',
    });
  });

  it('the store demo: Cilium by a module of the registry', () => {
    expect(profileOf('Azure-Samples__aks-store-demo', 'kustomize/base/x.yaml')).toMatchObject({
      dataplane: 'cilium <- kubernetes.bicep',
      ipam: 'overlay <- kubernetes.bicep',
      podCidrs: '10.244.0.0/16 <- kubernetes.bicep (left out: the default of AKS)',
    });
  });

  it('pages of documentation define no cluster', () => {
    expect(profileOf('MicrosoftDocs__azure-aks-docs', 'articles/aks/x.yaml')).toEqual({
      edition: 'latest <- default',
      dataplane: 'cilium <- default',
    });
  });
});
