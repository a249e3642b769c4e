import { describe, expect, it } from 'vitest';
import type { ProfileSettings } from '../../../server/src/core/index';
import { type Edition, resolveProfile } from '../../../server/src/core/index';
import {
  allowsFqdn,
  allowsL7,
  ciliumAtLeast,
  hasAcns,
  hasFeature,
  hasIstioAddon,
  hasWindowsPools,
  inEdition,
  isCilium,
  isDualStack,
  kubernetesAtLeast,
  not,
  usesLocalDns,
} from '../../../server/src/core/profile/answers';
import type { Answer, ClusterProfile } from '../../../server/src/core/profile/profile';
import { layerFromSettings } from '../../../server/src/core/profile/resolve';

function profile(settings: ProfileSettings = {}, edition: Edition = 'latest'): ClusterProfile {
  return resolveProfile([
    layerFromSettings({ profile: settings, edition }, () => ({ kind: 'editor settings' })),
  ]);
}

describe('yes, no or unknown', () => {
  const cases: [string, (of: ClusterProfile) => Answer, ProfileSettings, Answer][] = [
    ['isCilium', isCilium, {}, 'yes'],
    ['isCilium', isCilium, { dataplane: 'cilium' }, 'yes'],
    ['isCilium', isCilium, { dataplane: 'azure' }, 'no'],
    ['isCilium', isCilium, { dataplane: 'none' }, 'no'],

    ['hasAcns', hasAcns, {}, 'unknown'],
    ['hasAcns', hasAcns, { acns: true }, 'yes'],
    ['hasAcns', hasAcns, { acns: false }, 'no'],
    ['hasAcns', hasAcns, { acnsNetworkPolicies: 'FQDN' }, 'yes'],
    ['hasAcns', hasAcns, { acnsNetworkPolicies: 'L7' }, 'yes'],
    ['hasAcns', hasAcns, { acnsNetworkPolicies: 'None' }, 'unknown'],
    ['hasAcns', hasAcns, { acns: false, acnsNetworkPolicies: 'L7' }, 'no'],

    ['allowsFqdn', allowsFqdn, {}, 'unknown'],
    ['allowsFqdn', allowsFqdn, { acns: true }, 'yes'],
    ['allowsFqdn', allowsFqdn, { acns: false }, 'no'],
    ['allowsFqdn', allowsFqdn, { acns: true, acnsNetworkPolicies: 'None' }, 'no'],
    ['allowsFqdn', allowsFqdn, { acnsNetworkPolicies: 'FQDN' }, 'yes'],
    ['allowsFqdn', allowsFqdn, { acnsNetworkPolicies: 'L7' }, 'yes'],
    ['allowsFqdn', allowsFqdn, { acns: false, acnsNetworkPolicies: 'L7' }, 'no'],
    ['allowsFqdn', allowsFqdn, { acns: true, kubernetesVersion: '1.28' }, 'no'],
    ['allowsFqdn', allowsFqdn, { acns: true, kubernetesVersion: '1.29' }, 'yes'],
    ['allowsFqdn', allowsFqdn, { acns: true, dataplane: 'azure' }, 'no'],

    ['allowsL7', allowsL7, {}, 'unknown'],
    ['allowsL7', allowsL7, { acns: true }, 'unknown'],
    ['allowsL7', allowsL7, { acns: false }, 'no'],
    ['allowsL7', allowsL7, { acnsNetworkPolicies: 'L7' }, 'yes'],
    ['allowsL7', allowsL7, { acnsNetworkPolicies: 'FQDN' }, 'no'],
    ['allowsL7', allowsL7, { acnsNetworkPolicies: 'None' }, 'no'],
    ['allowsL7', allowsL7, { acnsNetworkPolicies: 'L7', kubernetesVersion: '1.28' }, 'no'],
    ['allowsL7', allowsL7, { acnsNetworkPolicies: 'L7', dataplane: 'none' }, 'no'],

    ['isDualStack', isDualStack, {}, 'unknown'],
    ['isDualStack', isDualStack, { ipFamilies: ['IPv4'] }, 'no'],
    ['isDualStack', isDualStack, { ipFamilies: ['IPv4', 'IPv4'] }, 'no'],
    ['isDualStack', isDualStack, { ipFamilies: ['IPv4', 'IPv6'] }, 'yes'],
    ['isDualStack', isDualStack, { podCidrs: ['10.0.0.0/8'] }, 'no'],
    ['isDualStack', isDualStack, { podCidrs: ['10.0.0.0/8', 'fd00::/64'] }, 'yes'],
    ['isDualStack', isDualStack, { serviceCidrs: ['10.0.0.0/8', 'fd00::/64'] }, 'yes'],
    ['isDualStack', isDualStack, { podCidrs: [] }, 'unknown'],
    ['isDualStack', isDualStack, { podCidrs: ['nonsense'] }, 'unknown'],
    ['isDualStack', isDualStack, { nodeCidrs: ['10.0.0.0/8', 'fd00::/64'] }, 'unknown'],
    // What is said of the families goes before what the ranges seem to say.
    ['isDualStack', isDualStack, { ipFamilies: ['IPv4', 'IPv6'], podCidrs: ['10.0.0.0/8'] }, 'yes'],

    ['usesLocalDns', usesLocalDns, {}, 'unknown'],
    ['usesLocalDns', usesLocalDns, { localDns: true }, 'yes'],
    ['usesLocalDns', usesLocalDns, { localDns: false }, 'no'],
    ['hasWindowsPools', hasWindowsPools, {}, 'unknown'],
    ['hasWindowsPools', hasWindowsPools, { windowsPools: true }, 'yes'],
    ['hasWindowsPools', hasWindowsPools, { windowsPools: false }, 'no'],
    ['hasIstioAddon', hasIstioAddon, {}, 'unknown'],
    ['hasIstioAddon', hasIstioAddon, { istioAddon: true }, 'yes'],
    ['hasIstioAddon', hasIstioAddon, { istioAddon: false }, 'no'],
  ];

  it.each(cases)('%s, case %#', (_name, question, settings, answer) => {
    expect([settings, question(profile(settings))]).toEqual([settings, answer]);
  });

  it('turned around, unknown stays unknown', () => {
    expect([not('yes'), not('no'), not('unknown')]).toEqual(['no', 'yes', 'unknown']);
  });

  it('the edition is always known', () => {
    expect(inEdition(profile(), 'latest')).toBe('yes');
    expect(inEdition(profile(), '2025-05-22')).toBe('no');
    expect(inEdition(profile({}, '2025-05-22'), '2025-05-22')).toBe('yes');
  });
});

describe('kubernetesAtLeast', () => {
  it.each([
    [undefined, '1.29', 'unknown'],
    ['1.29', '1.29', 'yes'],
    ['1.28', '1.29', 'no'],
    ['1.28.9', '1.29', 'no'],
    ['1.30', '1.29', 'yes'],
    ['1.9', '1.29', 'no'],
    ['2.0', '1.29', 'yes'],
    ['1.29.3', '1.29.5', 'no'],
    ['1.29.5', '1.29.5', 'yes'],
    // Without a patch number it may be any patch.
    ['1.29', '1.29.5', 'unknown'],
    ['v1.29.5', '1.29.5', 'yes'],
    ['1.29.5-hotfix', '1.29.5', 'yes'],
    ['newest', '1.29', 'unknown'],
  ])('%s at least %s: %s', (kubernetesVersion, wanted, answer) => {
    const settings = kubernetesVersion === undefined ? {} : { kubernetesVersion };
    expect(kubernetesAtLeast(profile(settings), wanted)).toBe(answer);
  });
});

describe('ciliumAtLeast', () => {
  it.each([
    [{}, '1.16', 'unknown'],
    [{ ciliumVersion: '1.17' }, '1.16', 'yes'],
    [{ ciliumVersion: '1.14.20-2' }, '1.16', 'no'],
    [{ ciliumVersion: '1.17' }, '1.17.9', 'unknown'],
    [{ ciliumVersion: '1.17.9' }, '1.17.9', 'yes'],
    // From the Kubernetes version.
    [{ kubernetesVersion: '1.31' }, '1.16', 'yes'],
    [{ kubernetesVersion: '1.30.4' }, '1.16', 'no'],
    [{ kubernetesVersion: '1.33' }, '1.17', 'yes'],
    [{ kubernetesVersion: '1.33' }, '1.18', 'no'],
    [{ kubernetesVersion: '1.33' }, '1.17.9', 'unknown'],
    // AKS may run two minors with it: they must agree.
    [{ kubernetesVersion: '1.36' }, '1.18', 'yes'],
    [{ kubernetesVersion: '1.36' }, '1.19', 'unknown'],
    [{ kubernetesVersion: '1.36' }, '1.20', 'no'],
    // Beyond the table: newer Kubernetes never runs older Cilium.
    [{ kubernetesVersion: '1.40' }, '1.18', 'yes'],
    [{ kubernetesVersion: '1.40' }, '1.25', 'unknown'],
    [{ kubernetesVersion: '1.20' }, '1.16', 'no'],
    [{ kubernetesVersion: '1.20' }, '1.10', 'unknown'],
    [{ kubernetesVersion: 'newest' }, '1.16', 'unknown'],
    // What is said outright goes before what follows.
    [{ kubernetesVersion: '1.30', ciliumVersion: '1.17' }, '1.16', 'yes'],
  ] as [ProfileSettings, string, Answer][])('%j at least %s: %s', (settings, wanted, answer) => {
    expect(ciliumAtLeast(profile(settings), wanted)).toBe(answer);
  });

  it('knows only the versions of its edition', () => {
    const settings = { kubernetesVersion: '1.34' };
    expect(ciliumAtLeast(profile(settings), '1.18')).toBe('yes');
    expect(ciliumAtLeast(profile(settings, '2025-05-22'), '1.18')).toBe('unknown');
    expect(ciliumAtLeast(profile(settings, '2025-05-22'), '1.17')).toBe('yes');
  });
});

describe('hasFeature', () => {
  it.each([
    ['end-port', {}, 'unknown'],
    ['end-port', { ciliumVersion: '1.15' }, 'no'],
    // Upstream has it since 1.16, Microsoft vouches for it from 1.17 on.
    ['end-port', { ciliumVersion: '1.16' }, 'unknown'],
    ['end-port', { ciliumVersion: '1.17' }, 'yes'],
    ['end-port', { kubernetesVersion: '1.30' }, 'no'],
    ['end-port', { kubernetesVersion: '1.32' }, 'yes'],
    ['end-port', { kubernetesVersion: '1.99' }, 'yes'],
    ['fqdn-deep-wildcard', { kubernetesVersion: '1.36' }, 'unknown'],
    ['fqdn-deep-wildcard', { kubernetesVersion: '1.35' }, 'no'],
    ['cilium-endpoint-slices', { kubernetesVersion: '1.32' }, 'yes'],
    ['cilium-endpoint-slices', { kubernetesVersion: '1.31' }, 'no'],
    ['cilium-endpoint-slices', { ciliumVersion: '1.18' }, 'unknown'],
    // Both versions count.
    ['mutual-tls', { kubernetesVersion: '1.34', ciliumVersion: '1.17' }, 'no'],
    ['mutual-tls', { kubernetesVersion: '1.34' }, 'yes'],
    ['mutual-tls', { kubernetesVersion: '1.33' }, 'no'],
  ] as const)('%s with %j: %s', (feature, settings, answer) => {
    expect(hasFeature(profile(settings), feature)).toBe(answer);
  });

  it('goes by the edition', () => {
    const settings = { kubernetesVersion: '1.32' };
    expect(hasFeature(profile(settings), 'distinct-host-ports')).toBe('yes');
    expect(hasFeature(profile(settings, '2025-05-22'), 'distinct-host-ports')).toBe('no');
    expect(hasFeature(profile({}, '2025-05-22'), 'distinct-host-ports')).toBe('no');
    // An edition that does not mention it has no answer.
    expect(hasFeature(profile(settings, '2025-05-22'), 'local-dns')).toBe('unknown');
  });
});
