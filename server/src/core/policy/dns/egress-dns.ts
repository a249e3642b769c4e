import type { FactView } from '../../facts/facts';
import { isFixedNamespace } from '../../facts/place';
import { clusterDns } from '../../knowledge/policy-vocabulary';
import type { CiliumEntry } from '../../model/cilium-policy';
import { known, type Traced } from '../../model/traced';
import type { ClusterProfile } from '../../profile/profile';
import type { Range } from '../../text/range';
import { isEveryAddress, parseCidr } from '../addresses/cidr';
import { judgeInsideBlocks } from '../addresses/inside-block';
import { judgeWideBlock } from '../addresses/ip-block-reach';
import { type AnyPolicy, isCiliumPolicy } from '../any-policy';
import {
  allEgressFor,
  type EgressRules,
  egressRulesOf,
  isNamespaceAtHand,
  listsDns,
  looksNamesUpElsewhere,
  mayReachDns,
} from '../egress-rules';
import { allows } from '../ports/ports';
import { dnsMistakes } from './dns-peers';

/** Egress rules that leave their pods without names. */
export interface DnsGap {
  readonly rules: EgressRules;
  readonly at: Range;
  /** `one protocol`: names can be looked up over that one only. */
  readonly is: 'no dns' | 'UDP only' | 'TCP only';
  /** The policies of the namespace are at hand, so that none elsewhere is to be expected. */
  readonly isSure: boolean;
}

/**
 * The parts of a policy that let their pods talk to others, but not look up their names; nothing where another finding
 * says so, where a policy at hand may allow it, and for a policy that means to close everything.
 */
export function dnsGaps(
  policy: AnyPolicy,
  profile: ClusterProfile,
  facts: FactView,
): readonly DnsGap[] {
  return egressRulesOf(policy).flatMap((rules) => {
    // The other parts of a chart, and what it is installed beside, are not known.
    const { isTemplate } = policy.object.document;
    if (isTemplate || !isLimited(rules, facts) || looksNamesUpElsewhere(rules, facts)) {
      return [];
    }
    const all = allEgressFor(rules, facts);
    if (all === undefined) {
      return [];
    }
    const mayUse = clusterDns.protocols.filter((protocol) =>
      all.some((rule) => mayReachDns(rule, protocol)),
    );
    const [only, another] = mayUse;
    if (another !== undefined) {
      return [];
    }
    if (only !== undefined) {
      return oneProtocol(rules, only);
    }
    const isSaid = saysItself(policy, rules) || isSaidElsewhere(policy, profile, facts);
    return isSaid ? [] : [{ rules, at: rules.at, is: 'no dns', isSure: isSure(rules, facts) }];
  });
}

/** A policy for all pods of a namespace that lets them talk to pods is hardly one of several. */
function isSure(rules: EgressRules, facts: FactView): boolean {
  const { namespace, subject } = rules.fact;
  return (
    isNamespaceAtHand(rules, facts) ||
    (subject?.length === 0 && isFixedNamespace(namespace) && isForPods(rules))
  );
}

/**
 * Rules that surely isolate the pods and let them talk to somebody whom clients know by name: to pods, or, where the
 * policies of the namespace are at hand, to large parts of the world outside.
 */
export function isLimited(rules: EgressRules, facts: FactView): boolean {
  const { isolates, isComplete, egress } = rules.fact;
  return (
    isolates.egress === 'yes' &&
    isComplete.egress &&
    egress.every(({ ports }) => ports === 'every' || ports.isComplete) &&
    (isForPods(rules) || (isForTheOutside(rules.section) && isNamespaceAtHand(rules, facts)))
  );
}

/** A rule for every peer may be meant for whomever. */
function isForPods({ fact }: EgressRules): boolean {
  return fact.egress.some(({ mayIncludePods, everyPeer }) => mayIncludePods && !everyPeer);
}

/** Smaller ranges may well be hosts that are known by their addresses. */
const maxPrefix = 8;

/** Large parts of the world outside, in which nobody goes by addresses. */
function isForTheOutside(section: EgressRules['section']): boolean {
  const cidrs =
    'entries' in section
      ? section.entries.flatMap(rangesOf)
      : section.rules.flatMap(({ peers }) => peers.flatMap(({ ipBlock }) => ipBlock?.cidr ?? []));
  const entities =
    'entries' in section
      ? section.entries.flatMap((entry) => (known(entry.entities) ?? []).map(known))
      : [];
  const isLarge = cidrs.some(
    (cidr) => (parseCidr(known(cidr) ?? '')?.prefixLength ?? maxPrefix + 1) <= maxPrefix,
  );
  return isLarge || entities.includes('world');
}

function rangesOf({ cidrs, cidrSets }: CiliumEntry): readonly Traced<string>[] {
  return [...cidrs, ...cidrSets.map(({ cidr }) => cidr)];
}

/** The author has thought of names: whether in the right way is for other rules to judge. */
function saysItself(policy: AnyPolicy, { fact, section }: EgressRules): boolean {
  const entries = 'entries' in section ? section.entries : [];
  return (
    fact.egress.some(listsDns) ||
    (isCiliumPolicy(policy) &&
      entries.some((entry) => entry.members.has('FQDNs') || isEveryRange(entry)))
  );
}

/** What is said of a range for everything is that it does not reach the cluster, names included. */
function isEveryRange({ cidrs, cidrSets }: CiliumEntry): boolean {
  const ranges = [
    ...cidrs,
    ...cidrSets.filter(({ except }) => except.length === 0).map(({ cidr }) => cidr),
  ].map((cidr) => parseCidr(known(cidr) ?? ''));
  return ranges.some((range) => range !== undefined && isEveryAddress(range));
}

function isSaidElsewhere(policy: AnyPolicy, profile: ClusterProfile, facts: FactView): boolean {
  if (isCiliumPolicy(policy)) {
    return false;
  }
  const { egress } = policy;
  return (
    dnsMistakes(policy, facts).length > 0 ||
    egress.rules.some(
      (rule) =>
        judgeWideBlock(policy, egress, rule, profile, facts) !== undefined ||
        judgeInsideBlocks(policy, egress, rule, profile, facts)?.isForDns === true,
    )
  );
}

/** For NetworkPolicies another rule says it. */
function oneProtocol(rules: EgressRules, protocol: 'UDP' | 'TCP'): readonly DnsGap[] {
  const { section, fact } = rules;
  if (!('entries' in section)) {
    return [];
  }
  const ports = section.entries.flatMap((entry, index) => {
    const own = fact.egress[index];
    const isForDns = own?.clusterDns === true && allows(own.ports, protocol, clusterDns.port);
    return isForDns ? entry.toPorts.flatMap((rule) => rule.ports) : [];
  });
  const written = ports.find(({ port }) => Number(known(port)) === clusterDns.port);
  return written === undefined
    ? []
    : [{ rules, at: written.range, is: `${protocol} only`, isSure: false }];
}
