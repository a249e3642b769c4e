import type { FactView } from '../../facts/facts';
import type { RuleFact } from '../../facts/policy-fact';
import { clusterDns } from '../../knowledge/policy-vocabulary';
import type { CiliumPolicy, CiliumPortRule, CiliumSection } from '../../model/cilium-policy';
import { known } from '../../model/traced';
import { usesLocalDns } from '../../profile/answers';
import type { ClusterProfile } from '../../profile/profile';
import type { Range } from '../../text/range';
import {
  allEgressFor,
  type EgressRules,
  egressRulesOf,
  isNamespaceAtHand,
  looksNamesUpElsewhere,
  mayAllowDns,
} from '../egress-rules';
import { haveNamesInCommon, plainName } from './name-patterns';
import { hasDnsRules } from './proxied-names';

/** A name or a pattern of names that a policy lets its pods connect to. */
export interface FqdnTarget {
  readonly field: 'matchName' | 'matchPattern';
  readonly text: string;
  readonly at: Range;
}

/** Names that a policy allows, and whose addresses the DNS proxy never learns for its pods. */
export interface FqdnGap {
  readonly section: CiliumSection;
  readonly at: Range;
  /**
   * `no rule`: nothing sends look-ups through the proxy; `not proxied`: they are allowed, past the proxy; `elsewhere`:
   * only those at the DNS pods go through it, and the pods ask LocalDNS; `refused`: the proxy has no rule for the name.
   */
  readonly is: 'no rule' | 'not proxied' | 'elsewhere' | 'refused';
  /** The names that it is about; all of the section but for those that are refused. */
  readonly targets: readonly FqdnTarget[];
  /** Where the section itself lets names be looked up: past the proxy, or through it when names are refused. */
  readonly lookUps: CiliumPortRule | undefined;
  /** The policies of the namespace are at hand, so that none elsewhere is to be expected. */
  readonly isSure: boolean;
}

/**
 * The names in the sections of a policy that no policy at hand lets the DNS proxy learn; all policies that may be for the
 * same pods count, and so does whatever a template may write.
 */
export function fqdnGaps(
  policy: CiliumPolicy,
  profile: ClusterProfile,
  facts: FactView,
): readonly FqdnGap[] {
  // What else a chart holds, and what it is installed beside, are not known.
  return policy.object.document.isTemplate
    ? []
    : egressRulesOf(policy).flatMap((rules) => gapsIn(rules, profile, facts));
}

function gapsIn(rules: EgressRules, profile: ClusterProfile, facts: FactView): readonly FqdnGap[] {
  const { section, fact } = rules;
  if (!('entries' in section) || fact.isolates.egress === 'no') {
    return [];
  }
  const fields = section.entries.flatMap((entry) =>
    entry.fqdns.items.length > 0 ? (entry.members.get('FQDNs') ?? []) : [],
  );
  const [field] = fields;
  const all = field === undefined ? undefined : allEgressFor(rules, facts);
  if (field === undefined || all === undefined || looksNamesUpElsewhere(rules, facts)) {
    return [];
  }
  const targets = section.entries.flatMap(targetsOf);
  // Where all names are templates, so is the rest of the policy, more or less.
  if (targets.length === 0) {
    return [];
  }
  const gap = { section, at: field.keyRange, targets, isSure: isNamespaceAtHand(rules, facts) };
  const proxied = all.filter((rule) => rule.names !== undefined && mayProxyDns(rule));
  const lookUps = all.filter((rule) => rule.names === undefined && mayAllowLookUps(rule));
  if (!proxied.some((rule) => mayBeAsked(rule, profile))) {
    const isAllowed = lookUps.some(({ clusterDns: reaches }) => reaches);
    const is = proxied.length > 0 ? 'elsewhere' : isAllowed ? 'not proxied' : 'no rule';
    return [{ ...gap, is, lookUps: is === 'not proxied' ? plainLookUps(rules) : undefined }];
  }
  // A rule without names beside those with names lets the proxy answer for every name.
  return lookUps.length > 0 ? [] : refusedNames(rules, gap, proxied);
}

function refusedNames(
  rules: EgressRules,
  gap: Omit<FqdnGap, 'is' | 'lookUps'>,
  proxied: readonly RuleFact[],
): readonly FqdnGap[] {
  const names = proxied.flatMap((rule) => rule.names ?? []);
  if (names.some(({ isComplete }) => !isComplete)) {
    return [];
  }
  const refused = refusedBy(
    names.flatMap((each) => each.patterns),
    gap.targets,
  );
  const lookUps = itemsOf(rules, (rule) => rule.names !== undefined && mayProxyDns(rule)).find(
    hasDnsRules,
  );
  return refused.map((target) => ({
    ...gap,
    is: 'refused',
    at: target.at,
    targets: [target],
    lookUps,
  }));
}

/** Comparing patterns takes time; nobody reads through policies with more pairs of them. */
const mostPairs = 100_000;

/** Those that no pattern has a name in common with. */
function refusedBy(
  patterns: readonly string[],
  targets: readonly FqdnTarget[],
): readonly FqdnTarget[] {
  const written = new Set(patterns.map(plainName));
  const others = targets.filter(({ text }) => !written.has(plainName(text)));
  if (written.has('*') || others.length * written.size > mostPairs) {
    return [];
  }
  const all = [...written];
  return others.filter(
    ({ text }) =>
      !all.some(
        (pattern) =>
          (pattern.includes('*') || text.includes('*')) && haveNamesInCommon(pattern, text),
      ),
  );
}

/** The item of `toPorts` in the section that lets names be looked up past the proxy. */
function plainLookUps(rules: EgressRules): CiliumPortRule | undefined {
  return itemsOf(rules, (rule) => rule.clusterDns && mayAllowLookUps(rule)).find(
    ({ ports, rules: layer7 }) =>
      layer7 === undefined &&
      ports.length > 0 &&
      // Whatever else goes to these ports would have to be DNS, too.
      ports.every(
        ({ port, endPort }) =>
          Number(known(port)) === clusterDns.port && endPort.state === 'absent',
      ),
  );
}

function itemsOf(
  { section, fact }: EgressRules,
  isMeant: (rule: RuleFact) => boolean,
): readonly CiliumPortRule[] {
  return 'entries' in section
    ? section.entries.flatMap((entry, index) => {
        const own = fact.egress[index];
        return own !== undefined && isMeant(own) ? entry.toPorts : [];
      })
    : [];
}

function targetsOf({ fqdns }: CiliumSection['entries'][number]): readonly FqdnTarget[] {
  return fqdns.items.flatMap(({ matchName, matchPattern }): readonly FqdnTarget[] => {
    if (matchName.state === 'known') {
      return [{ field: 'matchName', text: matchName.value, at: matchName.range }];
    }
    return matchPattern.state === 'known'
      ? [{ field: 'matchPattern', text: matchPattern.value, at: matchPattern.range }]
      : [];
  });
}

/** Whoever answers look-ups: the DNS pods, a cache on the node, or LocalDNS. */
function mayBeResolver(rule: RuleFact): boolean {
  return rule.clusterDns || rule.mayIncludeDns || mayBeLocalDns(rule);
}

function mayBeLocalDns({ ownNode, mayIncludeNodes, mayIncludeLocalDns }: RuleFact): boolean {
  return ownNode || mayIncludeNodes || mayIncludeLocalDns;
}

function mayProxyDns(rule: RuleFact): boolean {
  const { names } = rule;
  return (
    names !== undefined &&
    clusterDns.protocols.some((protocol) => mayAllowDns({ ...rule, ports: names.ports }, protocol))
  );
}

/**
 * With LocalDNS pods ask their node, so that rules for the DNS pods see no look-up. Those for anybody else may be for a
 * DNS server of one's own.
 */
function mayBeAsked(rule: RuleFact, profile: ClusterProfile): boolean {
  const isForDnsPods = rule.clusterDns || rule.mayIncludeDns;
  return usesLocalDns(profile) === 'yes' ? mayBeLocalDns(rule) || !isForDnsPods : true;
}

function mayAllowLookUps(rule: RuleFact): boolean {
  return (
    mayBeResolver(rule) && clusterDns.protocols.some((protocol) => mayAllowDns(rule, protocol))
  );
}
