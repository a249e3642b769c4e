import {
  ciliumMinorsWith,
  listedCiliumMinors,
  newestKubernetesBefore,
  oldestKubernetesWith,
} from '../knowledge/kubernetes-for-cilium';
import {
  compareMinor,
  minorOf,
  parseVersion,
  type VersionSpan,
  within,
} from '../knowledge/version-number';
import { eachCluster } from './candidates';
import type { Answer, ClusterProfile, ProfileValues } from './profile';

/** What holds for the Cilium minors that a cluster may run. */
export interface MinorVerdict {
  /** In all of them, in none, or in some. */
  readonly answer: Answer;
  /**
   * For an unknown answer in which of them, as part of a sentence: "from Cilium 1.17 (Kubernetes 1.32) on"; else empty.
   */
  readonly when: string;
}

/**
 * The Cilium minors that the cluster may run, oldest first: that of the Cilium version, those of the Kubernetes version,
 * or, when neither is known, all that AKS supports by the edition of the documentation. Of several clusters those of all.
 * Never empty.
 */
export function possibleCiliumMinors(profile: ClusterProfile): readonly string[] {
  const minors = new Set(eachCluster(profile).flatMap(possibleMinorsOf));
  return [...minors].sort((a, b) => compareMinor(a, b) ?? 0);
}

function possibleMinorsOf(profile: ProfileValues): readonly string[] {
  const edition = profile.edition.value;
  const exact = minorOf(profile.ciliumVersion?.value ?? '');
  if (exact !== undefined) {
    return [exact];
  }
  const kubernetes = profile.kubernetesVersion?.value;
  return kubernetes === undefined || parseVersion(kubernetes) === undefined
    ? listedCiliumMinors(edition)
    : ciliumMinorsWith(kubernetes, edition);
}

/** Asks something of every Cilium minor that the cluster may run. */
export function overMinors(
  profile: ClusterProfile,
  isSo: (minor: string) => boolean,
): MinorVerdict {
  const minors = possibleCiliumMinors(profile);
  const where = minors.filter(isSo);
  if (where.length === minors.length) {
    return { answer: 'yes', when: '' };
  }
  return where.length === 0
    ? { answer: 'no', when: '' }
    : { answer: 'unknown', when: whenText(profile, minors, where) };
}

/** Whether the Cilium of the cluster lies in a span of minors. */
export function overSpan(profile: ClusterProfile, span: VersionSpan): MinorVerdict {
  return overMinors(profile, (minor) => within(minor, span) === 'yes');
}

function whenText(
  profile: ClusterProfile,
  minors: readonly string[],
  where: readonly string[],
): string {
  const edition = profile.edition.value;
  const [first = '', ...others] = where;
  const isUpToNewest = minors.slice(-where.length).every((minor, index) => minor === where[index]);
  if (isUpToNewest) {
    return `with ${andNewer(first, oldestKubernetesWith(first, edition))}`;
  }
  const after = minors[where.length];
  const isFromOldest = where.every((minor, index) => minor === minors[index]);
  if (isFromOldest && after !== undefined) {
    const newest = newestKubernetesBefore(after, edition);
    return `before ${named(after, newest === undefined ? undefined : `${newest} and older`)}`;
  }
  const last = others.pop();
  return last === undefined
    ? `with Cilium ${first}`
    : `with Cilium ${[first, ...others].join(', ')} and ${last}`;
}

function andNewer(minor: string, kubernetes: string | undefined): string {
  return named(
    `${minor} and newer`,
    kubernetes === undefined ? undefined : `${kubernetes} and newer`,
  );
}

function named(minor: string, kubernetes: string | undefined): string {
  return kubernetes === undefined
    ? `Cilium ${minor}`
    : `Cilium ${minor} (Kubernetes ${kubernetes})`;
}
