import type { FactView } from '../../facts/facts';
import { ciliumSpecFactsOf, type PolicyFact, type RuleFact } from '../../facts/policy-fact';
import { clusterDns } from '../../knowledge/policy-vocabulary';
import type { CiliumEntry, CiliumPolicy, CiliumSection } from '../../model/cilium-policy';
import { known, type Traced } from '../../model/traced';
import type { ClusterProfile } from '../../profile/profile';
import type { Range } from '../../text/range';
import { ciliumPorts } from '../peers/cilium-peers';
import { coversPorts, type PortSet } from '../ports/ports';
import { allowedPorts } from '../rules-beside';
import { saysEverything, statedTexts } from '../stated-purpose';
import { type AddressEvidence, evidenceIn } from './address-evidence';
import { isForDnsOnly } from './allowed-besides';
import {
  type Cidr,
  contains,
  isEveryAddress,
  isSameRange,
  isSingleAddress,
  parseCidr,
} from './cidr';
import {
  type ClusterRange,
  customaryRange,
  isPrivate,
  knowsPodsAndNodes,
  meansInternetOnly,
  rangesAround,
  unmatchedRanges,
} from './cluster-ranges';

/** What a range of a Cilium policy misses. */
type Judgement =
  /** It lies in ranges of pods, nodes or Services that are known. */
  | {
      readonly is: 'inside';
      readonly role: ClusterRange['role'];
      readonly ranges: readonly ClusterRange[];
    }
  /** It lies around known ranges of pods or nodes. */
  | { readonly is: 'around'; readonly ranges: readonly ClusterRange[] }
  /** It is every address, and perhaps words say that everything is meant. */
  | { readonly is: 'everything'; readonly words: string | undefined }
  /** Words say that its addresses are those of pods, nodes or Services. */
  | { readonly is: 'said'; readonly evidence: AddressEvidence }
  /** It lies where AKS has pods or Services unless told otherwise. */
  | { readonly is: 'customary'; readonly role: 'pod' | 'service'; readonly range: Cidr };

/** The ranges of an entry that do not reach what they seem to be for. */
export type CidrMiss = Judgement & {
  readonly section: CiliumSection;
  readonly entry: CiliumEntry;
  readonly cidr: Cidr;
  readonly at: Range;
  /** How many more ranges of the entry it holds for. */
  readonly others: number;
  /** The entry is for the look-up of names. */
  readonly isForDns: boolean;
  /** It is the address of the Service that the API server stands behind. */
  readonly isApiServer: boolean;
};

/**
 * The entries of a policy whose ranges hold addresses of the cluster, which no range matches: one finding per entry, about
 * the surest. Nothing where other rules for the same pods allow what is missed, and for ranges that a template writes.
 */
export function cidrMisses(
  policy: CiliumPolicy,
  profile: ClusterProfile,
  facts: FactView,
): readonly CidrMiss[] {
  return ciliumSpecFactsOf(policy).flatMap(({ rule, fact }) =>
    rule.sections.flatMap((section) =>
      section.entries.flatMap(
        (entry) => missOf(policy, fact, section, entry, profile, facts) ?? [],
      ),
    ),
  );
}

function missOf(
  policy: CiliumPolicy,
  fact: PolicyFact,
  section: CiliumSection,
  entry: CiliumEntry,
  profile: ClusterProfile,
  facts: FactView,
): CidrMiss | undefined {
  // With another member the policy is invalid, and what a template adds may be what is missing.
  const isAlone = entry.isComplete && entry.members.size === 1 && section.isComplete;
  const judged = (isAlone ? writtenRanges(entry) : []).flatMap((range) => {
    const judgement = judge(policy, section, entry, range, profile);
    return judgement === undefined ||
      isMadeUpFor(judgement, range.cidr, fact, section, entry, facts, profile)
      ? []
      : [{ ...judgement, cidr: range.cidr, at: range.at }];
  });
  for (const kind of ['inside', 'around', 'said', 'everything', 'customary'] as const) {
    const same = judged.filter(({ is }) => is === kind);
    const [first] = same;
    if (first !== undefined) {
      const isForDns = section.direction === 'egress' && isForDnsOnly(ciliumPorts(entry));
      return {
        ...first,
        section,
        entry,
        others: same.length - 1,
        isForDns,
        isApiServer: isApiServer(first, first.cidr),
      };
    }
  }
  return undefined;
}

/** The first address of the Service range is that of `kubernetes.default`. */
function isApiServer(judgement: Judgement, cidr: Cidr): boolean {
  const ranges =
    judgement.is === 'inside' && judgement.role === 'service'
      ? judgement.ranges.map((range) => range.cidr)
      : judgement.is === 'customary' && judgement.role === 'service'
        ? [judgement.range]
        : [];
  return isSingleAddress(cidr) && ranges.some(({ first }) => first + 1n === cidr.first);
}

interface WrittenRange {
  readonly cidr: Cidr;
  readonly at: Range;
  readonly except: readonly Cidr[];
  readonly isExceptKnown: boolean;
}

function writtenRanges({ cidrs, cidrSets }: CiliumEntry): readonly WrittenRange[] {
  return [
    ...cidrs.flatMap((cidr) => readRange(cidr, [])),
    ...cidrSets.flatMap(({ cidr, except }) => readRange(cidr, except)),
  ];
}

function readRange(
  text: Traced<string>,
  except: readonly Traced<string>[],
): readonly WrittenRange[] {
  const cidr = parseCidr(known(text) ?? '');
  const left = except.map((each) => parseCidr(known(each) ?? ''));
  return cidr === undefined || text.state !== 'known'
    ? []
    : [
        {
          cidr,
          at: text.range,
          except: left.filter((each) => each !== undefined),
          isExceptKnown: !left.includes(undefined),
        },
      ];
}

function judge(
  policy: CiliumPolicy,
  section: CiliumSection,
  entry: CiliumEntry,
  { cidr, except, isExceptKnown, at }: WrittenRange,
  profile: ClusterProfile,
): Judgement | undefined {
  const ranges = rangesAround(cidr, profile);
  const [first] = ranges;
  if (first !== undefined) {
    return { is: 'inside', role: first.role, ranges };
  }
  if (isEveryAddress(cidr)) {
    const isForOutside = !isExceptKnown || meansInternetOnly(cidr, except, profile);
    const isMeantSo = isForOutside || except.length > 0;
    return isMeantSo ? undefined : { is: 'everything', words: saysEverything(policy, entry.range) };
  }
  const inner = unmatchedRanges(profile).filter((range) => contains(cidr, range.cidr));
  const missed = inner.filter((range) => !except.some((left) => contains(left, range.cidr)));
  if (inner.length > 0) {
    return missed.length > 0 && isExceptKnown ? { is: 'around', ranges: missed } : undefined;
  }
  return isPrivate(cidr) ? judgePrivate(policy, section, at, cidr, profile) : undefined;
}

function judgePrivate(
  policy: CiliumPolicy,
  { direction }: CiliumSection,
  at: Range,
  cidr: Cidr,
  profile: ClusterProfile,
): Judgement | undefined {
  const evidence = statedTexts(policy, at)
    .map(evidenceIn)
    .find((each) => each !== undefined);
  if (evidence?.subject === 'outside') {
    return undefined;
  }
  const isKnown =
    evidence?.subject === 'services'
      ? profile.serviceCidrs !== undefined
      : knowsPodsAndNodes(profile);
  if (evidence !== undefined) {
    return isKnown ? undefined : { is: 'said', evidence };
  }
  const services = customaryRange('service', profile);
  const isService = direction === 'egress' && services !== undefined && contains(services, cidr);
  if (isService && (isSingleAddress(cidr) || isSameRange(services, cidr))) {
    return { is: 'customary', role: 'service', range: services };
  }
  const pods = customaryRange('pod', profile);
  return pods !== undefined && contains(pods, cidr)
    ? { is: 'customary', role: 'pod', range: pods }
    : undefined;
}

/** Whether other rules for the same pods allow those whom the range misses, so that it only adds nothing. */
function isMadeUpFor(
  judgement: Judgement,
  cidr: Cidr,
  fact: PolicyFact,
  section: CiliumSection,
  entry: CiliumEntry,
  facts: FactView,
  profile: ClusterProfile,
): boolean {
  const ports = ciliumPorts(entry);
  const isAllowed = (isMeant: (rule: RuleFact) => boolean, on: PortSet = ports) =>
    coversPorts(allowedPorts(fact, section.direction, facts, isMeant), on);
  if (section.isDeny) {
    return false;
  }
  if (isApiServer(judgement, cidr) && section.entries.some(namesApiServer)) {
    return true;
  }
  const role = roleOf(judgement);
  if (role === 'service' && isForDnsOnly(ports) && isAllowed((rule) => rule.clusterDns, dnsPorts)) {
    return true;
  }
  const pods = isAllowed(({ allPods }) => allPods);
  const nodes = isAllowed(({ otherNodes }) => otherNodes);
  if (profile.ipam?.value === 'node-subnet') {
    return pods || nodes;
  }
  return role === 'node' ? nodes : pods && (nodes || role !== 'both');
}

const dnsPorts: PortSet = {
  spans: clusterDns.protocols.map((protocol) => ({
    protocol,
    from: clusterDns.port,
    to: clusterDns.port,
  })),
  names: [],
  isComplete: true,
};

function namesApiServer({ entities }: CiliumEntry): boolean {
  return (known(entities) ?? []).some((entity) => known(entity) === 'kube-apiserver');
}

/** Whose addresses the range surely, or by what is said, holds. */
function roleOf(judgement: Judgement): ClusterRange['role'] | 'both' {
  switch (judgement.is) {
    case 'inside':
    case 'customary':
      return judgement.role;
    case 'around': {
      const roles = new Set(judgement.ranges.map(({ role }) => role));
      const [role] = roles;
      return roles.size === 1 && role !== undefined ? role : 'both';
    }
    case 'everything':
      return 'pod';
    case 'said':
      return judgement.evidence.subject === 'nodes'
        ? 'node'
        : judgement.evidence.subject === 'pods'
          ? 'pod'
          : 'service';
    default:
      return judgement satisfies never;
  }
}
