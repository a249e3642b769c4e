import type { VersionTarget } from '../knowledge/feature-minimums';
import { ciliumVersionsFor } from '../knowledge/versions';
import { eachCluster } from './candidates';
import type { ClusterProfile, ProfileValues } from './profile';

/**
 * What the profile says of versions, in the form that the tables of facts are asked with. Of several clusters the Cilium
 * versions of all, if they are known of all.
 */
export function versionTarget(profile: ClusterProfile): VersionTarget {
  const kubernetesVersion = profile.kubernetesVersion?.value;
  const versions = eachCluster(profile).map(ciliumVersionsOf);
  const areKnown = versions.every((each) => each.length > 0);
  return {
    edition: profile.edition.value,
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
    ciliumVersions: areKnown ? [...new Set(versions.flat())] : [],
  };
}

function ciliumVersionsOf({
  edition,
  kubernetesVersion,
  ciliumVersion,
}: ProfileValues): readonly string[] {
  if (ciliumVersion !== undefined) {
    return [ciliumVersion.value];
  }
  return kubernetesVersion === undefined
    ? []
    : ciliumVersionsFor(kubernetesVersion.value, edition.value);
}
