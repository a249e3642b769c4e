import type { DnsRedirectFact } from '../../facts/dns-redirect-fact';
import type { FactView, Located } from '../../facts/facts';
import { inOneFolder, locate } from '../../facts/place';
import type { RuleFact } from '../../facts/policy-fact';
import { clusterDns, namespaceLabels } from '../../knowledge/policy-vocabulary';
import type { CiliumEntry, CiliumPolicy } from '../../model/cilium-policy';
import { type LabelSelector, plainLabelKey } from '../../model/label-selector';
import { fieldOf, known, type Traced } from '../../model/traced';
import { usesLocalDns } from '../../profile/answers';
import type { ClusterProfile } from '../../profile/profile';
import type { YamlMap } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import {
  allEgressFor,
  type EgressRules,
  egressRulesOf,
  looksNamesUpElsewhere,
  mayAllowDns,
  mayReachDns,
} from '../egress-rules';

/** A rule for names whose peers are not those that the pods ask. */
export type DnsEndpointMistake = {
  readonly rules: EgressRules;
  readonly entry: CiliumEntry;
  readonly at: Range;
} /** The DNS pods by their label, in a policy of another namespace. */ & (
  | { readonly is: 'own namespace'; readonly isSure: boolean; readonly labels: YamlMap | undefined }
  /** Another value of the label that the DNS pods have. */
  | { readonly is: 'pod label'; readonly value: string; readonly selector: LabelSelector }
  /** Look-ups go to a cache on the node, whose pods are not among the peers. */
  | {
      readonly is: 'redirected';
      readonly redirect: Located<DnsRedirectFact>;
      readonly isNear: boolean;
    }
  /** LocalDNS or its range, on a cluster that does not have it. */
  | { readonly is: 'no LocalDNS' }
);

/** The mistakes in the rules for names of a policy; none that another rule or policy makes up for. */
export function dnsEndpointMistakes(
  policy: CiliumPolicy,
  profile: ClusterProfile,
  facts: FactView,
): readonly DnsEndpointMistake[] {
  // What else a chart holds is not known; with LocalDNS pods ask their node, which is another rule's business.
  if (policy.object.document.isTemplate || usesLocalDns(profile) === 'yes') {
    return [];
  }
  return egressRulesOf(policy).flatMap((rules) => {
    const entries = entriesForDns(rules);
    const all = entries.length === 0 ? undefined : allEgressFor(rules, facts);
    if (all === undefined || looksNamesUpElsewhere(rules, facts)) {
      return [];
    }
    const isReached = all.some((rule) =>
      clusterDns.protocols.some((each) => mayReachDns(rule, each)),
    );
    return isReached
      ? redirected(rules, entries, all, facts)
      : entries.flatMap((entry) => mistakeIn(policy, rules, entry, profile) ?? []);
  });
}

/** The entries that list the port of DNS, so that names are what they are for. */
function entriesForDns({ section, fact }: EgressRules): readonly CiliumEntry[] {
  const entries = 'entries' in section ? section.entries : [];
  return entries.filter((_entry, index) => {
    const own = fact.egress[index];
    return (
      own !== undefined &&
      own.ports !== 'every' &&
      clusterDns.protocols.some((protocol) => mayAllowDns(own, protocol))
    );
  });
}

function mistakeIn(
  policy: CiliumPolicy,
  rules: EgressRules,
  entry: CiliumEntry,
  profile: ClusterProfile,
): DnsEndpointMistake | undefined {
  if (!entry.isComplete || entry.members.size !== 1) {
    return undefined;
  }
  for (const selector of known(entry.endpoints) ?? []) {
    const label = dnsLabelOf(selector);
    if (label === undefined) {
      continue;
    }
    const mistake = namesNamespace(selector)
      ? podLabelMistake(selector, label)
      : ownNamespaceMistake(policy, entry, selector, label);
    if (mistake !== undefined) {
      return { rules, entry, ...mistake };
    }
  }
  const at = entry.members.get('CIDR')?.keyRange;
  const isRange = rules.fact.egress[indexOf(rules, entry)]?.mayIncludeLocalDns === true;
  return at !== undefined && isRange && usesLocalDns(profile) === 'no' && isOnlyLocal(entry)
    ? { rules, entry, is: 'no LocalDNS', at }
    : undefined;
}

function indexOf({ section }: EgressRules, entry: CiliumEntry): number {
  return 'entries' in section ? section.entries.indexOf(entry) : -1;
}

/** All its ranges are of link-local addresses, which nobody outside the cluster has. */
function isOnlyLocal({ cidrs }: CiliumEntry): boolean {
  return cidrs.length > 0 && cidrs.every((cidr) => known(cidr)?.startsWith('169.254.') === true);
}

interface DnsLabel {
  readonly at: Range;
  readonly values: readonly Traced<string>[];
}

function dnsLabelOf({ matchLabels, matchExpressions }: LabelSelector): DnsLabel | undefined {
  const { key } = clusterDns.podLabel;
  const label = matchLabels.find((each) => plainLabelKey(each.key) === key);
  if (label !== undefined) {
    return { at: label.keyRange, values: [label.value] };
  }
  const requirement = matchExpressions.find(
    (each) => plainLabelKey(known(each.key) ?? '') === key && known(each.operator) === 'In',
  );
  return requirement?.key.state === 'known'
    ? { at: requirement.key.range, values: requirement.values }
    : undefined;
}

function namesNamespace({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return [
    ...matchLabels.map(({ key }) => key),
    ...matchExpressions.map(({ key }) => known(key) ?? ''),
  ]
    .map(plainLabelKey)
    .some(
      (key) =>
        key === namespaceLabels.ofEndpoint ||
        key === namespaceLabels.ofNamespace ||
        key.startsWith(namespaceLabels.metaPrefix),
    );
}

const dnsPods: readonly string[] = [clusterDns.podLabel.value, clusterDns.nodeLocalPodLabel.value];

function podLabelMistake(selector: LabelSelector, { values }: DnsLabel) {
  const isThere = selector.matchLabels.some(
    ({ key, value }) =>
      plainLabelKey(key) === namespaceLabels.ofEndpoint && known(value) === clusterDns.namespace,
  );
  const [value] = values;
  const names = values.map(known);
  const isOther =
    names.length > 0 && names.every((name) => name !== undefined && !dnsPods.includes(name));
  return isThere && isOther && value?.state === 'known'
    ? ({ is: 'pod label', at: value.range, value: value.value, selector } as const)
    : undefined;
}

function ownNamespaceMistake(
  { object, scope }: CiliumPolicy,
  entry: CiliumEntry,
  selector: LabelSelector,
  { at, values }: DnsLabel,
) {
  const { namespace } = object;
  const isDns = values.some((value) => dnsPods.includes(known(value) ?? ''));
  const isElsewhere =
    namespace.state === 'absent' ||
    (known(namespace) ?? clusterDns.namespace) !== clusterDns.namespace;
  if (scope === 'clusterwide' || !isDns || !isElsewhere) {
    return undefined;
  }
  const list = entry.members.get('Endpoints')?.node;
  const item =
    list?.kind === 'sequence'
      ? list.items.find(({ range }) => range.start === selector.range.start)
      : undefined;
  const labels = fieldOf(item, 'matchLabels')?.node;
  return {
    is: 'own namespace',
    at,
    isSure: namespace.state === 'known',
    labels: labels?.kind === 'map' ? labels : undefined,
  } as const;
}

/** Rules for the DNS pods, where look-ups go to a cache on the node that no rule allows. */
function redirected(
  rules: EgressRules,
  entries: readonly CiliumEntry[],
  all: readonly RuleFact[],
  facts: FactView,
): readonly DnsEndpointMistake[] {
  const own = locate('policy', rules.fact, facts);
  const redirects = facts.all('dnsRedirect');
  const redirect =
    redirects.find((each) => own !== undefined && inOneFolder(each, own)) ?? redirects[0];
  const isAllowed = all.some(
    (rule) =>
      (rule.mayIncludeDnsCache || rule.mayIncludeNodes || rule.allPods) &&
      clusterDns.protocols.some((protocol) => mayAllowDns(rule, protocol)),
  );
  const [entry] = entries.filter(
    (each) => rules.fact.egress[indexOf(rules, each)]?.clusterDns === true,
  );
  const at = entry?.members.get('Endpoints')?.keyRange;
  return redirect === undefined || isAllowed || entry === undefined || at === undefined
    ? []
    : [
        {
          rules,
          entry,
          at,
          is: 'redirected',
          redirect,
          isNear: own !== undefined && inOneFolder(redirect, own),
        },
      ];
}
