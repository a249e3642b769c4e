import type { RelatedLocation } from '../engine/finding';
import { eachCluster } from '../profile/candidates';
import type { ClusterProfile } from '../profile/profile';

const said = {
  acns: 'Advanced Container Networking Services of the cluster are turned on or off here.',
  acnsNetworkPolicies: 'The network policies that the cluster admits are chosen here.',
  localDns: 'LocalDNS of the cluster is turned on or off here.',
} as const;

const leftOut = {
  acns: 'The cluster is defined here without Advanced Container Networking Services.',
  acnsNetworkPolicies: 'The cluster is defined here without advancedNetworkPolicies.',
  localDns: 'The cluster is defined here without a setting for LocalDNS.',
} as const;

/**
 * Where files say what the profile has for the setting, or the definition that leaves it out; each place once. Empty when
 * nothing is known of the setting, or settings of the editor or of the command line say it.
 */
export function settingPlaces(
  profile: ClusterProfile,
  setting: keyof typeof said,
): readonly RelatedLocation[] {
  const places = new Map<string, RelatedLocation>();
  for (const values of eachCluster(profile)) {
    const source = values[setting]?.source;
    if (source !== undefined && 'uri' in source && source.range !== undefined) {
      const { uri, range } = source;
      const isLeftOut = source.kind === 'infrastructure' && source.by === 'left out';
      places.set(`${uri} ${range.start}`, {
        uri,
        range,
        message: (isLeftOut ? leftOut : said)[setting],
      });
    }
  }
  return [...places.values()];
}
