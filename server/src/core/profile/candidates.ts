import type { Answer, ClusterProfile, ProfileValues } from './profile';

/** What is known of each cluster that the files may be meant for; never empty. */
export function eachCluster(profile: ClusterProfile): readonly ProfileValues[] {
  const { candidates = [] } = profile;
  return candidates.length === 0 ? [profile] : candidates;
}

/** Asks about every cluster that the files may be meant for: "unknown" unless the answer is the same for all. */
export function answerForEach(
  profile: ClusterProfile,
  ask: (values: ProfileValues) => Answer,
): Answer {
  const [first = 'unknown', ...others] = eachCluster(profile).map(ask);
  return others.every((other) => other === first) ? first : 'unknown';
}
