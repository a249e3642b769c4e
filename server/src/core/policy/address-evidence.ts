import { commentsAround } from '../model/comments';
import type { KubernetesObject } from '../model/kubernetes-object';
import type { Range } from '../text/range';

/** What a comment or a name says an address range is for. */
export interface AddressEvidence {
  readonly subject: 'pods' | 'nodes';
  /** The words that say so. */
  readonly words: string;
}

const podWords =
  /\bpods?['’]?s?[\s_-]*(?:ips?|cidrs?|address(?:es)?|ranges?|subnets?|networks?)\b/i;
const nodeWords =
  /\b(?:nodes?|kubelets?)['’]?s?[\s_-]*(?:ips?|cidrs?|address(?:es)?|ranges?|subnets?|networks?)\b/i;
const clusterWords = /\bcluster[\s_-]*(?:cidrs?|ranges?|subnets?|networks?)\b/i;

/**
 * What the comments at a place, or the object's name, say about its addresses. Words are no proof, so
 * a finding that rests on them is a warning at most.
 */
export function addressEvidence(
  object: KubernetesObject,
  place: Range,
  name: string | undefined,
): AddressEvidence | undefined {
  for (const text of [...commentsAround(object, place), name ?? '']) {
    const pods = podWords.exec(text) ?? clusterWords.exec(text);
    const nodes = nodeWords.exec(text);
    if (pods !== null) {
      return { subject: 'pods', words: pods[0] };
    }
    if (nodes !== null) {
      return { subject: 'nodes', words: nodes[0] };
    }
  }
  return undefined;
}
