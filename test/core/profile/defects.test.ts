import { describe, expect, it } from 'vitest';
import { type ProfileSettings, resolveProfile } from '../../../server/src/core/index';
import type { DefectId } from '../../../server/src/core/knowledge/known-defects';
import { hasDefect } from '../../../server/src/core/profile/defects';
import { layerFromSettings } from '../../../server/src/core/profile/resolve';

function answer(id: DefectId, profile: ProfileSettings): string {
  const layer = layerFromSettings({ profile, edition: 'latest' }, () => ({
    kind: 'editor settings',
  }));
  return hasDefect(resolveProfile([layer]), id);
}

describe('whether the Cilium of a cluster has a defect', () => {
  it.each<[string, DefectId, ProfileSettings, string]>([
    ['every version that AKS runs has it', 'named-port-egress', {}, 'yes'],
    ['the Kubernetes version tells', 'named-port-egress', { kubernetesVersion: '1.36' }, 'yes'],
    ['Cilium is newer', 'named-port-egress', { ciliumVersion: '1.20.0' }, 'no'],
    ['Cilium is older', 'named-port-egress', { ciliumVersion: '1.19.5' }, 'yes'],
    [
      'Kubernetes is newer than the table',
      'named-port-egress',
      { kubernetesVersion: '1.40' },
      'unknown',
    ],
    ['only some versions have it', 'fqdn-drops', {}, 'unknown'],
    ['only older versions have it', 'host-port-without-protocol', {}, 'unknown'],
    ['no version is without it', 'policy-types-ignored', { kubernetesVersion: '1.40' }, 'yes'],
  ])('%s', (_name, id, profile, expected) => {
    expect(answer(id, profile)).toBe(expected);
  });
});
