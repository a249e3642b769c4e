import type { VersionTarget } from '../knowledge/feature-minimums';
import { ciliumVersionsFor } from '../knowledge/versions';
import type { ClusterProfile } from './profile';

/** What the profile says of versions, in the form that the tables of facts are asked with. */
export function versionTarget(profile: ClusterProfile): VersionTarget {
  const edition = profile.edition.value;
  const kubernetesVersion = profile.kubernetesVersion?.value;
  const ciliumVersion = profile.ciliumVersion?.value;
  const fromKubernetes =
    kubernetesVersion === undefined ? [] : ciliumVersionsFor(kubernetesVersion, edition);
  return {
    edition,
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
    ciliumVersions: ciliumVersion === undefined ? fromKubernetes : [ciliumVersion],
  };
}
