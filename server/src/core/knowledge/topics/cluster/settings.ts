import { acnsSettings } from './acns-settings';
import { clusterSettings } from './cluster-settings';
import { networkSettings } from './network-settings';
import { poolSettings } from './pool-settings';
import { rangeSettings } from './range-settings';
import type { ClusterSetting } from './setting';
import { trafficSettings } from './traffic-settings';

/** Every setting that there is something to say of. */
export const explainedSettings: readonly ClusterSetting[] = [
  ...acnsSettings,
  ...clusterSettings,
  ...networkSettings,
  ...poolSettings,
  ...rangeSettings,
  ...trafficSettings,
];

const byPath: ReadonlyMap<string, ClusterSetting> = new Map(
  explainedSettings.map((setting) => [keyOf(setting.on, setting.path), setting]),
);

function keyOf(on: ClusterSetting['on'], path: string): string {
  return `${on} ${path.toLowerCase()}`;
}

/** The setting at a path below `properties`, or `sku.name`; case does not count, as for Azure. */
export function settingAt(on: ClusterSetting['on'], path: string): ClusterSetting | undefined {
  return byPath.get(keyOf(on, path));
}
