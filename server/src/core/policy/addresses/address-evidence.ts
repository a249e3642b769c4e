import { commentsAround } from '../../model/comments';
import type { NetworkPolicy, PolicyRule } from '../../model/network-policy';
import { known } from '../../model/traced';
import type { Range } from '../../text/range';
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
      'api[\\s_-]*server|kube(?:rnetes)?[\\s_-]*api|on-?prem(?:ises)?|private[\\s_-]*endpoints?|vpn|express\\s?route|data\\s?cent(?:er|re)s?',
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
  block: ReadableBlock,
): AddressEvidence | undefined {
  const name = known(policy.object.name) ?? '';
  for (const text of [...commentsAbout(policy, rule, block), name]) {
    const evidence = evidenceIn(text);
    if (evidence !== undefined) {
      return evidence;
    }
  }
  return undefined;
}

/** The comments about a block, nearest first: beside its range, its key and its rule. */
function commentsAbout(
  { object }: NetworkPolicy,
  rule: PolicyRule,
  { block, at }: ReadableBlock,
): readonly string[] {
  const places: readonly Range[] = [
    at,
    { start: block.keyRange.start, end: block.keyRange.start },
    { start: rule.range.start, end: rule.range.start },
  ];
  return places.flatMap((place) => commentsAround(object, place));
}

const outsideWords =
  /\b(?:internet|external(?:ly)?(?![\s-]*(?:dns|secrets))|outside|public|third[\s-]*part(?:y|ies)|saas)\b/i;
/** Names also hold those of applications, such as external-dns or external-provisioner. */
const outsideNames =
  /\b(?:internet|external(?=$|-(?:apis?|egress|ingress|traffic|access|https?|tcp|udp|services?)\b))/i;
const insideWords = /\b(?:pods?|nodes?|clusters?|internal(?:ly)?|everything|everybody)\b/i;

/**
 * Whether comments or the name of the policy say that addresses outside the cluster are meant, which is what an
 * ipBlock for every address does on Cilium.
 */
export function saysOutside(
  policy: NetworkPolicy,
  rule: PolicyRule,
  block: ReadableBlock,
): boolean {
  return (
    outsideNames.test(known(policy.object.name) ?? '') ||
    commentsAbout(policy, rule, block).some(isAboutOutside)
  );
}

/** What one comment says. Words about the cluster beside those about the outside make it both, or the opposite. */
export function isAboutOutside(text: string): boolean {
  const match = outsideWords.exec(text);
  return match !== null && !insideWords.test(text) && !negation.test(text.slice(0, match.index));
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
