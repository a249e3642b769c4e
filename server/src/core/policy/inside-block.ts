import { defaultRange } from '../knowledge/address-ranges';
import {
  listsDirection,
  type NetworkPolicy,
  type PolicyRule,
  type PolicySection,
} from '../model/network-policy';
import { known } from '../model/traced';
import type { ClusterProfile } from '../profile/profile';
import type { Range } from '../text/range';
import { type AddressEvidence, addressEvidence } from './address-evidence';
import { type Cidr, contains, parseCidr } from './cidr';
import { type ClusterRange, clusterRanges, isPrivate } from './cluster-ranges';
import { isMadeMoot, type ReadableBlock, readableBlocks } from './ip-block-reach';
import { isAllPodsPeer } from './peers';
import { portsOf } from './ports';

interface Found {
  readonly first: ReadableBlock;
  readonly at: Range;
  /** How many more blocks of the same list the verdict holds for. */
  readonly others: number;
}

export type InsideVerdict =
  | (Found & { readonly kind: 'inside'; readonly range: ClusterRange })
  | (Found & { readonly kind: 'service'; readonly range: Cidr; readonly isKnown: boolean })
  | (Found & { readonly kind: 'private'; readonly evidence: AddressEvidence | undefined });

/**
 * Judges the blocks of a rule that may lie inside the cluster: one verdict per list, about the gravest
 * kind there is (known pod or node range, known Service range, a likely Service address, a private range
 * of unknown use). Undefined when there is none, the direction is not in force, or the rule is moot.
 */
export function judgeInsideBlocks(
  policy: NetworkPolicy,
  section: PolicySection,
  rule: PolicyRule,
  profile: ClusterProfile,
): InsideVerdict | undefined {
  const inForce = listsDirection(policy, section.direction) !== 'no';
  if (!inForce || isMadeMoot(section, rule, portsOf(rule))) {
    return undefined;
  }
  const podsReached = !rule.isComplete || rule.peers.some(isAllPodsPeer);
  const blocks = readableBlocks(rule).map((block) => judge(policy, block, profile, podsReached));
  for (const rank of ranks) {
    const same = blocks.filter((verdict) => verdict !== undefined && rank(verdict));
    const [first] = same;
    if (first !== undefined) {
      return { ...first, others: same.length - 1 };
    }
  }
  return undefined;
}

const ranks: readonly ((verdict: InsideVerdict) => boolean)[] = [
  ({ kind }) => kind === 'inside',
  (verdict) => verdict.kind === 'service' && verdict.isKnown,
  (verdict) => verdict.kind === 'private' && verdict.evidence !== undefined,
  ({ kind }) => kind === 'service',
  ({ kind }) => kind === 'private',
];

function judge(
  policy: NetworkPolicy,
  block: ReadableBlock,
  profile: ClusterProfile,
  podsReached: boolean,
): InsideVerdict | undefined {
  const { cidr } = block;
  const at = block.block.cidr.state === 'known' ? block.block.cidr.range : block.block.range;
  const found = { first: block, at, others: 0 };
  const range = clusterRanges(profile).find((each) => contains(each.cidr, cidr));
  if (range !== undefined) {
    if (range.role === 'service') {
      return { ...found, kind: 'service', range: range.cidr, isKnown: true };
    }
    // The pods of that range are let through by the selector beside it; the block only adds nothing.
    return range.role === 'pod' && podsReached ? undefined : { ...found, kind: 'inside', range };
  }
  if (!isPrivate(cidr) || podsReached || everyRangeKnown(profile)) {
    return undefined;
  }
  const evidence = addressEvidence(
    policy.object,
    block.block.node.range,
    known(policy.object.name),
  );
  const service = likelyServiceRange(cidr, profile);
  if (service !== undefined && evidence === undefined) {
    return { ...found, kind: 'service', range: service, isKnown: false };
  }
  return { ...found, kind: 'private', evidence };
}

function everyRangeKnown(profile: ClusterProfile): boolean {
  return profile.podCidrs !== undefined && profile.nodeCidrs !== undefined;
}

/** A single address in the range AKS gives Services by default, when the profile does not say another. */
function likelyServiceRange(cidr: Cidr, profile: ClusterProfile): Cidr | undefined {
  if (profile.serviceCidrs !== undefined) {
    return undefined;
  }
  const range = parseCidr(defaultRange('service-cidr', 'IPv4') ?? '');
  const isSingle = cidr.family === 'IPv4' && cidr.prefixLength === 32;
  const isWhole = range?.network === cidr.network;
  return range !== undefined && contains(range, cidr) && (isSingle || isWhole) ? range : undefined;
}
