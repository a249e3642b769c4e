import type { FactView } from '../../facts/facts';
import type { RuleFact } from '../../facts/policy-fact';
import { clusterDns } from '../../knowledge/policy-vocabulary';
import type { IpBlock } from '../../model/network-policy';
import { known } from '../../model/traced';
import { ciliumAtLeast } from '../../profile/answers';
import type { Answer, ClusterProfile } from '../../profile/profile';
import type { Range } from '../../text/range';
import { parseCidr } from '../addresses/cidr';
import type { AnyPolicy } from '../any-policy';
import {
  allEgressFor,
  type EgressRules,
  egressRulesOf,
  isNamespaceAtHand,
  listsDns,
  looksNamesUpElsewhere,
  mayAllowDns,
} from '../egress-rules';
import { isLimited } from './egress-dns';
import { blockMayTakeInLocalDns, localDns } from './local-dns-range';

/** Egress rules that do not let their pods reach LocalDNS. */
export interface LocalDnsGap {
  readonly rules: EgressRules;
  readonly at: Range;
  /** What the pods may reach, and is not enough: the address range or the node, each for other versions; or nothing. */
  readonly has: 'range' | 'node' | 'nothing';
  /** Whether the address counts as that of the node, which Cilium's version tells. */
  readonly isNode: Answer;
  /** Nothing elsewhere is to be expected: the policy is for names, or those of the namespace are at hand. */
  readonly isSure: boolean;
}

/** From this version of Cilium on the address counts as that of the node. */
export const nodeSince =
  localDns?.identity.flatMap(({ is, cilium }) => (is === 'host' ? (cilium.from ?? []) : []))[0] ??
  '';

/** The parts of a policy that close the way to LocalDNS; nothing where a policy at hand may open it. */
export function localDnsGaps(
  policy: AnyPolicy,
  profile: ClusterProfile,
  facts: FactView,
): readonly LocalDnsGap[] {
  const isNode = ciliumAtLeast(profile, nodeSince);
  return egressRulesOf(policy).flatMap((rules) => {
    const isForDns = rules.fact.egress.some(listsDns);
    const isWritten = rules.fact.isolates.egress === 'yes' && (isForDns || isLimited(rules, facts));
    // The other parts of a chart, and what it is installed beside, are not known.
    if (!isWritten || policy.object.document.isTemplate || looksNamesUpElsewhere(rules, facts)) {
      return [];
    }
    const all = allEgressFor(rules, facts);
    // A policy for names is where the way has to be opened.
    const isSaidThere = !isForDns && all?.some(listsDns) === true;
    const has = all && !isSaidThere ? reachable(all) : undefined;
    const isEnough = { yes: ['node'], no: ['range'], unknown: [] as string[] }[isNode];
    if (has === undefined || has === 'both' || isEnough.includes(has)) {
      return [];
    }
    const isSure = isForDns || isNamespaceAtHand(rules, facts);
    return [{ rules, at: placeOf(rules), has, isNode, isSure }];
  });
}

function reachable(all: readonly RuleFact[]): LocalDnsGap['has'] | 'both' {
  const forDns = all.filter((rule) =>
    clusterDns.protocols.some((protocol) => mayAllowDns(rule, protocol)),
  );
  const node = forDns.some((rule) => rule.ownNode || rule.mayIncludeNodes);
  const range = forDns.some((rule) => rule.mayIncludeLocalDns);
  if (node && range) {
    return 'both';
  }
  return node ? 'node' : range ? 'range' : 'nothing';
}

/** The ipBlock that is meant for the address, if there is one. */
function placeOf({ section, at }: EgressRules): Range {
  const blocks =
    'entries' in section
      ? []
      : section.rules.flatMap((rule) => rule.peers.flatMap(({ ipBlock }) => ipBlock ?? []));
  const cidr = blocks.find(isMeantForIt)?.cidr;
  return cidr?.state === 'known' ? cidr.range : at;
}

/** Larger ranges than that of all link-local addresses are written for others. */
const minPrefix = 16;

function isMeantForIt(block: IpBlock): boolean {
  const range = parseCidr(known(block.cidr) ?? '');
  return range !== undefined && range.prefixLength >= minPrefix && blockMayTakeInLocalDns(block);
}
