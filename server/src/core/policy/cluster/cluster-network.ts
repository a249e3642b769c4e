import type { AgentPool, AksCluster, Settings } from '../../model/aks/aks-cluster';
import type { Setting } from '../../model/aks/setting';
import type { Range } from '../../text/range';
import { shortened } from '../../text/shortened';

/** The settings that decide about the network of a cluster. */
export interface ClusterNetwork {
  readonly plugin: Setting<string>;
  readonly mode: Setting<string>;
  readonly dataplane: Setting<string>;
  readonly policy: Setting<string>;
}

/** Their paths, for edits. */
export const networkPaths: Readonly<Record<keyof ClusterNetwork, string>> = {
  plugin: 'networkProfile.networkPlugin',
  mode: 'networkProfile.networkPluginMode',
  dataplane: 'networkProfile.networkDataplane',
  policy: 'networkProfile.networkPolicy',
};

/** The network of a cluster as it is written. */
export function networkOf(cluster: Settings): ClusterNetwork {
  const { plugin, mode, dataplane, policy } = networkPaths;
  return {
    plugin: cluster.text(plugin),
    mode: cluster.text(mode),
    dataplane: cluster.text(dataplane),
    policy: cluster.text(policy),
  };
}

/** A setting that is known. */
export type KnownSetting<T> = Extract<Setting<T>, { readonly state: 'known' }>;

/** Whether a setting surely has the value; case counts as little as it does for Azure. */
export function says(setting: Setting<string>, value: string): setting is KnownSetting<string> {
  return setting.state === 'known' && setting.value.toLowerCase() === value.toLowerCase();
}

/** A pool of Windows nodes, and the setting that makes it one; undefined for others and where that is not known. */
export function windowsSetting(pool: AgentPool): KnownSetting<string> | undefined {
  const system = pool.text('osType');
  if (says(system, 'windows')) {
    return system;
  }
  const sku = pool.text('osSKU');
  return system.state === 'absent' && sku.state === 'known' && /^windows/i.test(sku.value)
    ? sku
    : undefined;
}

/** Where a pool surely takes its pod addresses from a subnet. */
export function podSubnetPlace(pool: AgentPool): Range | undefined {
  return pool.has('podSubnetID') === 'yes' ? pool.keyRange('podSubnetID') : undefined;
}

/** How messages call a pool: by its name, or as one of many. */
export function poolTitle({ name }: AgentPool): string {
  return name.state === 'known' ? `Pool "${name.value}"` : 'A pool';
}

/** The places of settings as related places of a finding, each with what is written there. */
export function placesOf(
  settings: readonly (readonly [setting: Setting<string>, name: string])[],
): readonly { readonly range: Range; readonly message: string }[] {
  return settings.flatMap(([setting, name]) =>
    setting.state === 'known'
      ? [{ range: setting.range, message: `${name} is "${shortened(setting.value)}" here.` }]
      : [],
  );
}

/** Whether a template declares the cluster as a whole, so that what it leaves out is left to Azure. */
export function isDeclared({ isExisting, operation }: AksCluster): boolean {
  return !isExisting && (operation === 'declare' || operation === 'create');
}
