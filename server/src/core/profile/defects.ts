import { type DefectId, defectApplies } from '../knowledge/known-defects';
import { inEdition } from '../knowledge/types';
import { ciliumMinors } from '../knowledge/versions';
import { answerForEach } from './candidates';
import type { Answer, ClusterProfile, ProfileValues } from './profile';
import { versionTarget } from './version-target';

/**
 * Whether the Cilium of the cluster has a defect. With no version known, the versions that AKS is known to run decide,
 * if all of them have it, or none.
 */
export function hasDefect(profile: ClusterProfile, id: DefectId): Answer {
  return answerForEach(profile, (values) => defectOf(values, id));
}

function defectOf(profile: ProfileValues, id: DefectId): Answer {
  const { edition, kubernetesVersion, ciliumVersions } = versionTarget(profile);
  const isAnyVersion = kubernetesVersion === undefined && profile.ciliumVersion === undefined;
  const everyVersion = ciliumMinors
    .filter((row) => inEdition(row, edition))
    .flatMap(({ cilium }) => cilium);
  return defectApplies(id, edition, isAnyVersion ? everyVersion : ciliumVersions);
}
