import { type DefectId, knownDefect } from '../../knowledge/known-defects';
import { newestKubernetesBefore } from '../../knowledge/kubernetes-for-cilium';
import { hasDefect } from '../../profile/defects';
import type { ClusterProfile } from '../../profile/profile';

const defect: DefectId = 'host-port-without-protocol';

/** What is known of a cluster whose Cilium may tell ports apart by number only. */
export interface ProtocolBlindness {
  readonly isCertain: boolean;
  /** The beginning of a sentence about it: who `tells` ports apart. */
  readonly who: string;
}

/** Whether Cilium forgets the protocol of ports on this cluster; undefined when it surely does not. */
export function protocolBlindness(profile: ClusterProfile): ProtocolBlindness | undefined {
  const answer = hasDefect(profile, defect);
  if (answer === 'no') {
    return undefined;
  }
  const edition = profile.edition.value;
  const before = knownDefect(defect, edition)?.cilium.before;
  if (before === undefined) {
    return { isCertain: answer === 'yes', who: 'Cilium' };
  }
  return answer === 'yes'
    ? { isCertain: true, who: `Cilium before ${before}, which this cluster runs,` }
    : {
        isCertain: false,
        who: `On Kubernetes ${newestKubernetesBefore(before, edition)} and older, Cilium`,
      };
}
