import { describe, expect, it } from 'vitest';
import {
  allowedValues,
  apiProperties,
  apiPropertyValues,
  apiVersionHas,
  apiVersionState,
  apiVersionTakes,
  newestStableApiVersion,
  overlayNodeCapacity,
  previewApiVersions,
  stableApiVersions,
} from '../../../server/src/core/knowledge';

describe('apiVersionHas', () => {
  it.each([
    ['networkProfile.networkDataplane', '2022-09-02-preview', 'no'],
    ['networkProfile.networkDataplane', '2022-11-01', 'no'],
    ['networkProfile.networkDataplane', '2023-01-01', 'no'],
    ['networkProfile.networkDataplane', '2023-02-01', 'yes'],
    ['networkProfile.networkDataplane', '2023-01-02-preview', 'no'],
    ['networkProfile.networkDataplane', '2023-02-02-preview', 'yes'],
    ['networkProfile.networkDataplane', '2023-02-02-Preview', 'yes'],
    ['networkProfile.networkDataplane', '2026-06-01', 'yes'],
    ['networkProfile.networkDataplane', '2099-01-01', 'yes'],
    ['networkProfile.networkDataplane', '2023-02-15', 'unknown'],
    ['networkProfile.networkDataplane', 'latest', 'unknown'],
    ['networkProfile.ebpfDataplane', '2022-11-01', 'no'],
    ['networkProfile.ebpfDataplane', '2022-11-02-preview', 'yes'],
    ['networkProfile.ebpfDataplane', '2023-02-02-preview', 'no'],
    ['networkProfile.ebpfDataplane', '2099-01-02-preview', 'no'],
    ['networkProfile.ebpfDataplane', '2099-01-01', 'unknown'],
    ['networkProfile.dockerBridgeCidr', '2023-03-01', 'yes'],
    ['networkProfile.dockerBridgeCidr', '2023-04-01', 'no'],
    ['networkProfile.kubeProxyConfig', '2026-05-01', 'no'],
    ['networkProfile.advancedNetworking.security.advancedNetworkPolicies', '2025-07-01', 'no'],
    ['networkProfile.advancedNetworking.security.advancedNetworkPolicies', '2025-08-01', 'yes'],
    ['networkProfile.advancedNetworking.security.transitEncryption', '2025-02-02-preview', 'yes'],
    [
      'networkProfile.advancedNetworking.security.transitEncryption.type',
      '2025-02-02-preview',
      'no',
    ],
    ['networkProfile.advancedNetworking.security.enabled', '2024-06-02-preview', 'unknown'],
    ['somethingElse', '2025-05-01', 'unknown'],
  ])('%s in %s: %s', (path, version, answer) => {
    expect(apiVersionHas(path, version)).toBe(answer);
  });
});

describe('apiVersionTakes', () => {
  it.each([
    ['networkProfile.networkPluginMode', 'Overlay', '2022-09-02-preview', 'yes'],
    ['networkProfile.networkPluginMode', 'overlay', '2023-02-02-preview', 'no'],
    ['networkProfile.networkPluginMode', 'overlay', '2023-02-01', 'yes'],
    ['networkProfile.networkPolicy', 'cilium', '2023-01-01', 'no'],
    ['networkProfile.networkPolicy', 'none', '2024-05-01', 'yes'],
    ['networkProfile.networkPolicy', 'calico', '2024-05-01', 'unknown'],
  ])('%s %s in %s: %s', (path, value, version, answer) => {
    expect(apiVersionTakes(path, value, version)).toBe(answer);
  });
});

it('every version named in a table is in its list', () => {
  for (const entry of [...apiProperties, ...apiPropertyValues]) {
    for (const stream of ['stable', 'preview'] as const) {
      const range = entry[stream];
      if (range === 'never' || range === 'unknown') continue;
      const { versions } = stream === 'stable' ? stableApiVersions : previewApiVersions;
      expect(versions).toContain(range.since);
      if (range.until !== undefined) expect(versions).toContain(range.until);
    }
  }
});

it('tells known, newer and unknown versions apart', () => {
  expect(newestStableApiVersion).toBe('2026-06-01');
  expect(apiVersionState('2026-06-01')).toBe('known');
  expect(apiVersionState('2026-06-02')).toBe('newer');
  expect(apiVersionState('2026-06-02-preview')).toBe('newer');
  expect(apiVersionState('2016-03-30')).toBe('unknown');
  expect(apiVersionState('2026-6-1')).toBe('unknown');
});

it('says which values are allowed', () => {
  expect(allowedValues('networkProfile.networkDataplane')?.values).toEqual(['azure', 'cilium']);
  expect(allowedValues('osType')?.values).toContain('Windows');
  expect(allowedValues('networkProfile.podCidr')).toBeUndefined();
});

it('counts the nodes of an overlay range', () => {
  expect(overlayNodeCapacity(16)).toBe(256);
  expect(overlayNodeCapacity(24)).toBe(1);
  expect(overlayNodeCapacity(25)).toBe(0);
});
