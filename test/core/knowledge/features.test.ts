import { describe, expect, it } from 'vitest';
import {
  ciliumEntity,
  ciliumKind,
  ciliumVersionsFor,
  defectApplies,
  defectWasShipped,
  type Edition,
  featureAvailability,
  featureRow,
  featureRows,
  groupOf,
  isSupportedConfigEdit,
  mayKnow,
  metadataKey,
  policyFieldRequirement,
  removedConstruct,
} from '../../../server/src/core/knowledge';

const target = (kubernetesVersion: string, edition: Edition = 'latest') => ({
  edition,
  kubernetesVersion,
  ciliumVersions: ciliumVersionsFor(kubernetesVersion, edition),
});

describe('featureAvailability', () => {
  it.each([
    ['cilium-endpoint-slices', '1.31', 'no'],
    ['cilium-endpoint-slices', '1.32', 'yes'],
    ['distinct-host-ports', '1.31', 'no'],
    ['distinct-host-ports', '1.32', 'yes'],
    ['end-port', '1.30', 'no'],
    ['end-port', '1.31', 'unknown'],
    ['end-port', '1.32', 'yes'],
    ['end-port', '1.37', 'unknown'],
    ['fqdn-deep-wildcard', '1.35', 'no'],
    ['fqdn-deep-wildcard', '1.36', 'unknown'],
    ['mutual-tls', '1.33', 'no'],
    ['mutual-tls', '1.34', 'yes'],
    ['mutual-tls', '1.37', 'unknown'],
    ['local-redirect-policy', '1.29', 'yes'],
    ['local-redirect-policy', '1.28', 'no'],
  ] as const)('%s on %s: %s', (feature, kubernetes, answer) => {
    expect(featureAvailability(feature, target(kubernetes))).toBe(answer);
  });

  it('follows the edition', () => {
    expect(featureAvailability('distinct-host-ports', target('1.32', '2025-05-22'))).toBe('no');
    expect(featureAvailability('local-dns', target('1.32', '2025-05-22'))).toBe('unknown');
  });

  it('knows nothing of an unknown cluster', () => {
    const unknown = { edition: 'latest', ciliumVersions: [] } as const;
    expect(featureAvailability('end-port', unknown)).toBe('unknown');
    expect(featureAvailability('dual-stack', unknown)).toBe('unknown');
  });
});

describe('defectApplies', () => {
  it.each([
    ['host-port-last-protocol', ['1.18'], 'unknown'],
    ['host-port-last-protocol', ['1.18.2'], 'yes'],
    ['host-port-last-protocol', ['1.18.6'], 'no'],
    ['host-port-without-protocol', ['1.16'], 'yes'],
    ['host-port-without-protocol', ['1.17'], 'no'],
    ['named-port-egress', ['1.18', '1.19'], 'yes'],
    ['named-port-egress', [], 'unknown'],
    ['policy-types-ignored', [], 'yes'],
    ['self-service-reply', ['1.14'], 'yes'],
    ['self-service-reply', ['1.16'], 'no'],
  ] as const)('%s on %s: %s', (defect, versions, answer) => {
    expect(defectApplies(defect, 'latest', versions)).toBe(answer);
  });

  it('is not bound to versions in the edition of 2025-05-22', () => {
    expect(defectApplies('host-port-without-protocol', '2025-05-22', ['1.17'])).toBe('yes');
    expect(defectApplies('self-service-reply', '2025-05-22', ['1.17'])).toBe('yes');
  });
});

describe('feature matrix', () => {
  it('has the six rows of 2025-05-22 and the eleven of today', () => {
    const inTable = (edition: Edition) => featureRows(edition).filter((row) => !row.notInTable);
    expect(inTable('2025-05-22').map((row) => row.id)).toEqual([
      'cilium-endpoint-slices',
      'kubernetes-network-policy',
      'cilium-network-policy',
      'fqdn-filtering',
      'l7-policies',
      'container-network-observability',
    ]);
    expect(inTable('latest')).toHaveLength(11);
  });

  it('changes for clusterwide policies', () => {
    const id = 'cilium-clusterwide-network-policy';
    expect(featureRow(id, '2025-05-22')?.withAcns).toBe('no');
    expect(featureRow(id, 'latest')?.withoutAcns).toBe('yes');
    expect(featureRow('wireguard', '2025-05-22')).toBeUndefined();
  });
});

describe('kinds', () => {
  it.each([
    ['cilium.io', 'CiliumNetworkPolicy', 'latest', 'supported'],
    ['cilium.io', 'CiliumNetworkPolicy', '2025-05-22', 'supported'],
    ['cilium.io', 'CiliumClusterwideNetworkPolicy', 'latest', 'supported'],
    ['cilium.io', 'CiliumClusterwideNetworkPolicy', '2025-05-22', 'unsupported'],
    ['cilium.io', 'CiliumBGPPeerConfig', 'latest', 'unsupported'],
    ['cilium.io', 'CiliumEndpoint', 'latest', 'managed'],
    ['policy.networking.k8s.io', 'AdminNetworkPolicy', 'latest', 'not-enforced'],
    ['projectcalico.org', 'NetworkPolicy', 'latest', 'not-enforced'],
    ['networking.k8s.io', 'NetworkPolicy', 'latest', undefined],
  ] as const)('%s %s in %s: %s', (group, kind, edition, state) => {
    expect(ciliumKind(group, kind, edition)?.state).toBe(state);
  });

  it('take their group from the apiVersion', () => {
    expect(groupOf('cilium.io/v2')).toBe('cilium.io');
    expect(groupOf('v1')).toBe('');
  });
});

it('lets nobody edit the configuration but the label filter, and that not in 2025', () => {
  expect(isSupportedConfigEdit('labels', 'latest')).toBe(true);
  expect(isSupportedConfigEdit('labels', '2025-05-22')).toBe(false);
  expect(isSupportedConfigEdit('debug', 'latest')).toBe(false);
});

it('finds metadata keys by prefix', () => {
  expect(metadataKey('lbipam.cilium.io/sharing-key')?.topic).toBe('address-pools');
  expect(metadataKey('cilium.io/ces-namespace')?.topic).toBe('endpoint-slices');
  expect(metadataKey('cilium.io/other')).toBeUndefined();
});

it('knows what policy fields need', () => {
  expect(policyFieldRequirement('toFQDNs')).toMatchObject({ needs: 'fqdn', otherwise: 'denied' });
  expect(policyFieldRequirement('toPorts.rules.http')?.needs).toBe('l7');
  expect(policyFieldRequirement('toEndpoints')).toBeUndefined();
});

it('knows the words of Cilium policies by version', () => {
  expect(ciliumEntity('world-ipv4')).toBeUndefined();
  const mesh = ciliumEntity('cluster-mesh');
  expect(mesh && mayKnow(mesh, ['1.18', '1.19'])).toBe(false);
  expect(mesh && mayKnow(mesh, ['1.20'])).toBe(true);
  expect(mesh && mayKnow(mesh, [])).toBe(true);
  expect(ciliumEntity('kube-apiserver')?.onAks?.direction).toBe('ingress');
  expect(removedConstruct('fromRequires', 'latest')?.removed).toBe('1.19');
  expect(removedConstruct('toPorts', 'latest')).toBeUndefined();
});

describe('defectWasShipped', () => {
  it.each([
    ['1.33', 'no'],
    ['1.34', 'yes'],
    ['1.35.2', 'yes'],
    ['1.36', 'no'],
    ['1.40', 'unknown'],
    ['newest', 'unknown'],
  ])('one host port for two protocols of a pod, on Kubernetes %s: %s', (version, expected) => {
    expect(defectWasShipped('host-port-last-protocol', 'latest', version)).toBe(expected);
  });
});
