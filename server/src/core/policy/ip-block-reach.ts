import type { FactView } from '../facts/facts';
import { coversSubject, policyFactOf, type RuleFact } from '../facts/policy-fact';
import type { IpBlock, NetworkPolicy, PolicyRule, PolicySection } from '../model/network-policy';
import { listsDirection } from '../model/network-policy';
import { known } from '../model/traced';
import type { ClusterProfile } from '../profile/profile';
import { type Cidr, contains, coveredBy, isEveryAddress, parseCidr } from './cidr';
import { type ClusterRange, isPrivate, meansInternetOnly, unmatchedRanges } from './cluster-ranges';
import { isAllPodsPeer, isSelectorPeer, reachesClusterDns } from './peers';
import { allows, coversPorts, type PortSet, portsOf } from './ports';

/** An ipBlock whose range is readable. */
export interface ReadableBlock {
  readonly block: IpBlock;
  readonly cidr: Cidr;
  readonly except: readonly Cidr[];
  /** Every entry of `except` is readable and no template adds any. */
  readonly isExceptKnown: boolean;
}

/** The ipBlocks of a rule whose `cidr` is literal and valid, in their order. */
export function readableBlocks(rule: PolicyRule): readonly ReadableBlock[] {
  return rule.peers.flatMap(({ ipBlock }) => {
    const text = ipBlock && known(ipBlock.cidr);
    const cidr = text === undefined ? undefined : parseCidr(text);
    if (ipBlock === undefined || cidr === undefined) {
      return [];
    }
    const except = ipBlock.except.map((entry) => parseCidr(known(entry) ?? ''));
    return [
      {
        block: ipBlock,
        cidr,
        except: except.filter((entry) => entry !== undefined),
        isExceptKnown: ipBlock.isComplete && !except.includes(undefined),
      },
    ];
  });
}

/** Why pods may be reached although the ipBlock does not reach them. */
export type PodsReachedBy = 'selector in the same list' | 'another rule' | 'another policy';

export type WideBlockVerdict =
  | {
      readonly kind: 'pods and nodes blocked';
      readonly block: ReadableBlock;
      /** A known range inside the block, when the block is not simply every address. */
      readonly contains: ClusterRange | undefined;
      readonly dnsAllowed: boolean;
      /** A Cilium policy for the same pods lets the nodes through. */
      readonly nodesAllowed: boolean;
      /** A template may add rules, or `except` hints at an Internet-only policy: less sure. */
      readonly isUncertain: boolean;
    }
  | {
      readonly kind: 'nodes blocked';
      readonly block: ReadableBlock;
      readonly reachedBy: PodsReachedBy;
      /** Every pod is reached, not only those that selectors with labels name. */
      readonly allPods: boolean;
    };

/**
 * Judges a rule whose ipBlock takes in the cluster's own addresses: `0.0.0.0/0`, `::/0`, or a range around a known
 * pod or node range. Undefined when there is nothing to say: no such block, an Internet-only one, a
 * direction that is not in force, or a rule made moot by another that is for every peer.
 */
export function judgeWideBlock(
  policy: NetworkPolicy,
  section: PolicySection,
  rule: PolicyRule,
  profile: ClusterProfile,
  facts: FactView,
): WideBlockVerdict | undefined {
  if (!rule.isComplete || listsDirection(policy, section.direction) === 'no') {
    return undefined;
  }
  const wide = readableBlocks(rule).filter((block) => isWide(block, profile));
  const block = wide.find((candidate) => !isInternetOnly(candidate, wide, profile));
  if (block === undefined) {
    return undefined;
  }
  const ports = portsOf(rule);
  if (isMadeMoot(section, rule, ports)) {
    return undefined;
  }
  const reachedBy = podsReachedBy(policy, section, rule, ports, facts);
  if (reachedBy === 'everything') {
    return undefined;
  }
  const nodesAllowed = policiesForSamePods(policy, section, facts).some(
    (other) => other.nodes && coversPorts(other.ports, ports),
  );
  if (reachedBy !== undefined && nodesAllowed) {
    return undefined;
  }
  if (reachedBy !== undefined) {
    return { kind: 'nodes blocked', block, ...reachedBy };
  }
  return {
    kind: 'pods and nodes blocked',
    block,
    contains: isEveryAddress(block.cidr)
      ? undefined
      : unmatchedRanges(profile).find(({ cidr }) => contains(block.cidr, cidr)),
    nodesAllowed,
    dnsAllowed: section.direction === 'egress' && allowsDns(policy, section, facts),
    isUncertain: !section.isComplete || block.except.some(isPrivate),
  };
}

function isWide({ cidr }: ReadableBlock, profile: ClusterProfile): boolean {
  return (
    isEveryAddress(cidr) ||
    unmatchedRanges(profile).some(
      (range) =>
        contains(cidr, range.cidr) &&
        // The very range of the pods or nodes: that is a block inside the cluster.
        !contains(range.cidr, cidr),
    )
  );
}

function isInternetOnly(
  block: ReadableBlock,
  all: readonly ReadableBlock[],
  profile: ClusterProfile,
): boolean {
  if (!block.isExceptKnown || meansInternetOnly(block.cidr, block.except, profile)) {
    return true;
  }
  if (!isEveryAddress(block.cidr)) {
    const inside = unmatchedRanges(profile).filter(({ cidr }) => contains(block.cidr, cidr));
    return inside.every(({ cidr }) => coveredBy(cidr, block.except));
  }
  // `::/0` beside an Internet-only `0.0.0.0/0` is meant alike; without known IPv6 ranges nothing says otherwise.
  return (
    block.cidr.family === 'IPv6' &&
    !unmatchedRanges(profile).some(({ cidr }) => cidr.family === 'IPv6') &&
    all.some(
      (other) =>
        other.cidr.family === 'IPv4' && meansInternetOnly(other.cidr, other.except, profile),
    )
  );
}

/** Another rule of the direction lets everybody use these ports, so what this one says does not matter. */
export function isMadeMoot(section: PolicySection, rule: PolicyRule, ports: PortSet): boolean {
  return section.rules.some(
    (other) => other !== rule && other.isForEveryPeer && coversPorts(portsOf(other), ports),
  );
}

type Reached = { readonly reachedBy: PodsReachedBy; readonly allPods: boolean };

function podsReachedBy(
  policy: NetworkPolicy,
  section: PolicySection,
  rule: PolicyRule,
  ports: PortSet,
  facts: FactView,
): Reached | 'everything' | undefined {
  const others = policiesForSamePods(policy, section, facts).filter((other) =>
    coversPorts(other.ports, ports),
  );
  if (others.some(({ everyPeer }) => everyPeer)) {
    return 'everything';
  }
  if (rule.peers.some(isAllPodsPeer)) {
    return { reachedBy: 'selector in the same list', allPods: true };
  }
  const sibling = section.rules.some(
    (other) =>
      other !== rule && other.peers.some(isAllPodsPeer) && coversPorts(portsOf(other), ports),
  );
  if (sibling) {
    return { reachedBy: 'another rule', allPods: true };
  }
  if (others.some(({ allPods }) => allPods)) {
    return { reachedBy: 'another policy', allPods: true };
  }
  return rule.peers.some(isSelectorPeer)
    ? { reachedBy: 'selector in the same list', allPods: false }
    : undefined;
}

/** The rules of the same direction in other policies that surely select the same pods. */
function policiesForSamePods(
  policy: NetworkPolicy,
  section: PolicySection,
  facts: FactView,
): readonly RuleFact[] {
  const own = policyFactOf(policy);
  return facts
    .all('policy')
    .filter(
      ({ fact }) => coversSubject(fact, own) && !(fact.kind === own.kind && fact.name === own.name),
    )
    .flatMap(({ fact }) => fact[section.direction]);
}

/** Port 53 to the DNS pods is allowed by this policy or another for the same pods. */
function allowsDns(policy: NetworkPolicy, section: PolicySection, facts: FactView): boolean {
  return (
    section.rules.some((rule) => reachesClusterDns(rule) && allows(portsOf(rule), 'UDP', 53)) ||
    policiesForSamePods(policy, section, facts).some(
      ({ clusterDns, ports }) => clusterDns && allows(ports, 'UDP', 53),
    )
  );
}
