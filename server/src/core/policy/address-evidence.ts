import { commentsAround } from '../model/comments';
import type { NetworkPolicy, PolicyRule } from '../model/network-policy';
import { known } from '../model/traced';
import type { Range } from '../text/range';
import type { ReadableBlock } from './ip-block-reach';

/** What a comment or a name says an address range is for. */
export interface AddressEvidence {
  /** `outside`: something that is not part of the cluster, which an ipBlock does match. */
  readonly subject: 'pods' | 'nodes' | 'services' | 'outside';
  /** The words that say so. */
  readonly words: string;
}

const addresses = '[\\s_-]*(?:ips?|cidrs?|address(?:es)?|ranges?|subnets?|networks?)\\b';
const word = (names: string, rest = addresses) => new RegExp(`\\b(?:${names})${rest}`, 'i');

const words: readonly (readonly [AddressEvidence['subject'], RegExp])[] = [
  [
    'outside',
    word(
      'api[\\s_-]*server|on-?prem(?:ises)?|private[\\s_-]*endpoints?|vpn|express\\s?route|data\\s?cent(?:er|re)s?',
      '\\b',
    ),
  ],
  ['services', word('services?|svc')],
  [
    'services',
    word('cluster[\\s_-]*(?:ips?|address(?:es)?)|kube-?dns|core-?dns|cluster[\\s_-]*dns', '\\b'),
  ],
  ['pods', word("pods?['’]?s?")],
  // What kube-proxy calls the cluster range is that of the pods.
  ['pods', word('cluster[\\s_-]*(?:cidrs?|ranges?|networks?)', '\\b')],
  ['nodes', word("(?:nodes?(?:[\\s_-]*pools?)?|kubelets?)['’]?s?")],
];
/** Words such as "not the pod CIDR" say the opposite, or nothing. */
const negation = /\b(?:not?|non|never|without|except|excluding|excludes?|outside|instead|but)\b/i;

/**
 * What the comments at a block or at its rule say about its addresses, or else the name of the policy. Words are no
 * proof, so a finding that rests on them is a warning at most. Undefined when nothing is said.
 */
export function addressEvidence(
  policy: NetworkPolicy,
  rule: PolicyRule,
  { block, at }: ReadableBlock,
): AddressEvidence | undefined {
  const { object } = policy;
  const comments = (place: Range) => firstEvidence(commentsAround(object, place));
  return (
    comments(at) ??
    comments({ start: block.keyRange.start, end: block.keyRange.start }) ??
    comments({ start: rule.range.start, end: rule.range.start }) ??
    evidenceIn(known(object.name) ?? '')
  );
}

function firstEvidence(texts: readonly string[]): AddressEvidence | undefined {
  for (const text of texts) {
    const evidence = evidenceIn(text);
    if (evidence !== undefined) {
      return evidence;
    }
  }
  return undefined;
}

/** What one text says; undefined when it says nothing, or says it of something else. */
export function evidenceIn(text: string): AddressEvidence | undefined {
  const [first] = words
    .flatMap(([subject, pattern]) => {
      const match = pattern.exec(text);
      return match === null ? [] : [{ subject, match }];
    })
    .sort((a, b) => a.match.index - b.match.index);
  if (first === undefined || negation.test(text.slice(0, first.match.index))) {
    return undefined;
  }
  return { subject: first.subject, words: first.match[0] };
}
