import type { Severity } from '../../engine/finding';
import type { FactView } from '../../facts/facts';
import {
  listsDirection,
  type NetworkPolicy,
  type PolicyRule,
  type PolicySection,
} from '../../model/network-policy';
import type { ClusterProfile } from '../../profile/profile';
import { type AddressEvidence, addressEvidence } from './address-evidence';
import { type AllowedBesides, allowedBesides, isForDnsOnly } from './allowed-besides';
import { type Cidr, contains, isSameRange, isSingleAddress } from './cidr';
import {
  type ClusterRange,
  customaryRange,
  isPrivate,
  knowsPods,
  knowsPodsAndNodes,
  rangesAround,
  unmatchedRanges,
} from './cluster-ranges';
import { blocksOf, type ReadableBlock } from './ip-block-reach';

/** The first address of the Service range is that of `kubernetes.default`, behind which the API server stands. */
export function isApiServerService({
  first,
  ranges,
}: InsideVerdict & { kind: 'service' }): boolean {
  return (
    isSingleAddress(first.cidr) &&
    ranges.some((range) => range.cidr.first + 1n === first.cidr.first)
  );
}

/**
 * How grave a verdict is: certain when the cluster's ranges are known, a guess otherwise. Something a template may
 * add makes it less sure, and a direction that Kubernetes ignores has a finding of its own.
 */
export function mostSevere(verdict: InsideVerdict): Severity {
  if (verdict.isUnlisted) {
    return 'info';
  }
  const isCertain =
    verdict.kind === 'inside' || (verdict.kind === 'service' && verdict.by === 'profile');
  if (isCertain) {
    return verdict.isUncertain ? 'warning' : 'error';
  }
  const isSaid =
    verdict.kind === 'private' ? verdict.evidence !== undefined : verdict.by === 'words';
  return isSaid && !verdict.isUncertain ? 'warning' : 'info';
}

/** What one block is, as far as it can be told. */
type Judgement =
  | { readonly kind: 'inside'; readonly ranges: readonly ClusterRange[] }
  | {
      readonly kind: 'service';
      readonly range: Cidr | undefined;
      readonly ranges: readonly ClusterRange[];
      /** Why it is taken for a Service address. */
      readonly by: 'profile' | 'words' | 'default';
      readonly words: string;
    }
  | {
      readonly kind: 'private';
      readonly evidence: AddressEvidence | undefined;
      /** The range AKS gives pods by default, when the block lies in it. */
      readonly podDefault: Cidr | undefined;
      /** Who may have such addresses. */
      readonly whose: 'pods and nodes' | 'pods' | 'nodes';
    };

export type InsideVerdict = Judgement & {
  readonly first: ReadableBlock;
  /** How many more blocks of the same list the verdict holds for. */
  readonly others: number;
  /** All the blocks it holds for, with what they are. */
  readonly all: readonly Judgement[];
  readonly isForDns: boolean;
  /** Other rules or policies may let something of the cluster through, if only a little. */
  readonly mayBeAllowed: boolean;
  /** A template, or a policy that may be for another cluster, may make the finding pointless: less sure. */
  readonly isUncertain: boolean;
  /** `policyTypes` leaves the direction out, which Kubernetes heeds and Cilium does not. */
  readonly isUnlisted: boolean;
};

/**
 * Judges the blocks of a rule that may lie inside the cluster: one verdict per list, about the gravest
 * kind there is (known pod or node range, known Service range, an address that words or AKS' defaults give away,
 * a private range of unknown use). Undefined when there is none, or when other peers, rules or policies allow
 * what the block is about.
 */
export function judgeInsideBlocks(
  policy: NetworkPolicy,
  section: PolicySection,
  rule: PolicyRule,
  profile: ClusterProfile,
  facts: FactView,
): InsideVerdict | undefined {
  const judged = blocksOf(policy, rule).flatMap((block) => {
    const judgement = judge(policy, rule, block, profile);
    return judgement === undefined ? [] : [{ block, judgement }];
  });
  if (judged.length === 0) {
    return undefined;
  }
  const besides = allowedBesides(policy, section, rule, facts);
  const isForDns = section.direction === 'egress' && isForDnsOnly(besides.ports);
  const blocked = besides.everything
    ? []
    : judged.filter(({ judgement }) => !isAllowed(judgement, besides, isForDns, profile));
  for (const rank of ranks) {
    const same = blocked.filter(({ judgement }) => rank(judgement));
    const [first] = same;
    if (first !== undefined) {
      return {
        ...first.judgement,
        first: first.block,
        others: same.length - 1,
        all: same.map(({ judgement }) => judgement),
        isForDns,
        isUncertain: besides.mayBeMore || (besides.mayBeNodes && !besides.nodes),
        mayBeAllowed: besides.otherPods || besides.otherNodes,
        isUnlisted: listsDirection(policy, section.direction) === 'no',
      };
    }
  }
  return undefined;
}

const ranks: readonly ((judgement: Judgement) => boolean)[] = [
  ({ kind }) => kind === 'inside',
  (judgement) => judgement.kind === 'service' && judgement.by === 'profile',
  (judgement) => judgement.kind === 'private' && judgement.evidence !== undefined,
  (judgement) => judgement.kind === 'service' && judgement.by === 'words',
  ({ kind }) => kind === 'service',
  (judgement) => judgement.kind === 'private' && judgement.podDefault !== undefined,
  ({ kind }) => kind === 'private',
];

function judge(
  policy: NetworkPolicy,
  rule: PolicyRule,
  block: ReadableBlock,
  profile: ClusterProfile,
): Judgement | undefined {
  const { cidr } = block;
  const ranges = rangesAround(cidr, profile);
  const [range] = ranges;
  if (range !== undefined) {
    return range.role === 'service'
      ? { kind: 'service', range: range.cidr, ranges, by: 'profile', words: '' }
      : { kind: 'inside', ranges };
  }
  const takesInKnown = unmatchedRanges(profile).some((each) => contains(cidr, each.cidr));
  if (!isPrivate(cidr) || takesInKnown) {
    return undefined;
  }
  const evidence = addressEvidence(policy, rule, block);
  const service = customaryRange('service', profile);
  if (evidence?.subject === 'services' && profile.serviceCidrs === undefined) {
    const { words } = evidence;
    return { kind: 'service', range: service, ranges: [], by: 'words', words };
  }
  // The API server has a Service address, too.
  const isElsewhere = evidence !== undefined && evidence.subject !== 'outside';
  if (!isElsewhere && service !== undefined && isLikelyService(cidr, service)) {
    return { kind: 'service', range: service, ranges: [], by: 'default', words: '' };
  }
  return judgePrivate(cidr, evidence, profile);
}

/** A single address, or the whole, of the range AKS gives Services by default. Parts of it are seldom written for Services. */
function isLikelyService(cidr: Cidr, range: Cidr): boolean {
  return contains(range, cidr) && (isSingleAddress(cidr) || isSameRange(range, cidr));
}

function judgePrivate(
  cidr: Cidr,
  evidence: AddressEvidence | undefined,
  profile: ClusterProfile,
): Judgement | undefined {
  if (evidence?.subject === 'outside' || knowsPodsAndNodes(profile)) {
    return undefined;
  }
  const podDefault = customaryRange('pod', profile);
  const whose = knowsPods(profile)
    ? 'nodes'
    : profile.nodeCidrs === undefined
      ? 'pods and nodes'
      : 'pods';
  // Words about an address that is known to be elsewhere say nothing.
  const isSaid = evidence !== undefined && whose.includes(evidence.subject);
  return {
    kind: 'private',
    evidence: isSaid ? evidence : undefined,
    podDefault: podDefault !== undefined && contains(podDefault, cidr) ? podDefault : undefined,
    whose,
  };
}

/** Whether those who have such addresses are let through by something else, so that the block only adds nothing. */
function isAllowed(
  judgement: Judgement,
  besides: AllowedBesides,
  isForDns: boolean,
  profile: ClusterProfile,
): boolean {
  const pods = besides.allPods !== undefined;
  const nodes = besides.nodes;
  switch (judgement.kind) {
    case 'inside':
      if (profile.ipam?.value === 'node-subnet') {
        return pods || nodes;
      }
      return judgement.ranges[0]?.role === 'pod' ? pods : nodes;
    case 'service':
      return pods || (isForDns && besides.dns !== undefined);
    case 'private':
      return judgement.evidence?.subject === 'nodes' ? nodes : pods || nodes;
    default:
      return judgement satisfies never;
  }
}
