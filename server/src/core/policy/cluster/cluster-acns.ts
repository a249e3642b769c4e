import type { AksCluster } from '../../model/aks/aks-cluster';
import type { Setting } from '../../model/aks/setting';
import { type KnownSetting, says } from './cluster-network';

const acns = 'networkProfile.advancedNetworking';

/** Paths of Advanced Container Networking Services. */
export const acnsPaths = {
  enabled: `${acns}.enabled`,
  observability: `${acns}.observability.enabled`,
  security: `${acns}.security.enabled`,
  policies: `${acns}.security.advancedNetworkPolicies`,
  encryption: `${acns}.security.transitEncryption`,
  encryptionType: `${acns}.security.transitEncryption.type`,
  acceleration: `${acns}.performance.accelerationMode`,
} as const;

/** A feature that a cluster surely asks for. */
export interface AcnsFeature {
  readonly name: 'observability' | 'security' | 'FQDN' | 'L7' | 'WireGuard' | 'mTLS' | 'BpfVeth';
  /** As part of a sentence. */
  readonly title: string;
  readonly setting: KnownSetting<string> | KnownSetting<boolean>;
}

const titles: Readonly<Record<AcnsFeature['name'], string>> = {
  observability: 'observability',
  security: 'security features',
  FQDN: 'FQDN policies',
  L7: 'L7 policies',
  WireGuard: 'WireGuard encryption',
  mTLS: 'mutual TLS',
  BpfVeth: 'eBPF host routing',
};

/** The features of Advanced Container Networking Services that a cluster surely asks for by name. */
export function acnsFeatures(cluster: AksCluster): readonly AcnsFeature[] {
  const found: AcnsFeature[] = [];
  const add = (name: AcnsFeature['name'], setting: AcnsFeature['setting']) =>
    found.push({ name, title: titles[name], setting });
  for (const name of ['observability', 'security'] as const) {
    const setting = cluster.boolean(acnsPaths[name]);
    if (setting.state === 'known' && setting.value) {
      add(name, setting);
    }
  }
  const named: readonly (readonly [Setting<string>, readonly AcnsFeature['name'][]])[] = [
    [cluster.text(acnsPaths.policies), ['FQDN', 'L7']],
    [encryptionOf(cluster), ['WireGuard', 'mTLS']],
    [cluster.text(acnsPaths.acceleration), ['BpfVeth']],
  ];
  for (const [setting, names] of named) {
    const name = names.find((each) => says(setting, each));
    if (name !== undefined && setting.state === 'known') {
      add(name, setting);
    }
  }
  return found;
}

/** One preview had a text in place of the object. */
function encryptionOf(cluster: AksCluster): Setting<string> {
  const whole = cluster.text(acnsPaths.encryption);
  return whole.state === 'known' ? whole : cluster.text(acnsPaths.encryptionType);
}
