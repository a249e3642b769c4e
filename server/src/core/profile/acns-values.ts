import type { AksCluster } from '../model/aks/aks-cluster';
import { acnsPaths } from '../policy/cluster/cluster-acns';
import { leftOut, mayBeAutomatic, named, restsOnDefault, sourcedBy } from './cluster-sources';
import type { AdvancedNetworkPolicies, Sourced } from './profile';
import type { KnownValues } from './resolve';

const levels: readonly AdvancedNetworkPolicies[] = ['None', 'FQDN', 'L7'];

/** Advanced Container Networking Services, and the level of its network policies where that is known. */
export function acnsValues(cluster: AksCluster): KnownValues {
  const enabled = cluster.boolean(acnsPaths.enabled);
  if (enabled.state === 'known') {
    const { value } = enabled;
    return value
      ? {
          acns: sourcedBy(true, enabled, cluster),
          ...named('acnsNetworkPolicies', levelOf(cluster)),
        }
      : restsOnDefault(enabled)
        ? {}
        : { acns: sourcedBy(false, enabled, cluster) };
  }
  const isAbsent = cluster.has('networkProfile.advancedNetworking') === 'no';
  return isAbsent && !mayBeAutomatic(cluster) ? { acns: leftOut(false, cluster) } : {};
}

/** The level of a cluster with ACNS: FQDN unless it says otherwise, and none without the security features. */
function levelOf(cluster: AksCluster): Sourced<AdvancedNetworkPolicies> | undefined {
  const security = cluster.boolean(acnsPaths.security);
  if (security.state === 'known' && !security.value) {
    return restsOnDefault(security) ? undefined : sourcedBy('None', security, cluster);
  }
  const policies = cluster.text(acnsPaths.policies);
  if (policies.state === 'known') {
    const wanted = policies.value.toLowerCase();
    const level = levels.find((each) => each.toLowerCase() === wanted);
    // A parameter is there to raise the level.
    return level === undefined || (level !== 'L7' && restsOnDefault(policies))
      ? undefined
      : sourcedBy(level, policies, cluster);
  }
  const isLeftOut =
    policies.state === 'absent' && (security.state === 'absent' || security.state === 'known');
  return isLeftOut ? leftOut('FQDN', cluster) : undefined;
}
