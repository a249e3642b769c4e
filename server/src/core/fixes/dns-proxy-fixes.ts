import type { Fix } from '../engine/finding';
import { everyNamePattern } from '../knowledge/policy-pitfalls';
import { clusterDns, namespaceLabels } from '../knowledge/policy-vocabulary';
import { inEdition } from '../knowledge/types';
import type { CiliumPolicy, CiliumPortRule } from '../model/cilium-policy';
import { appendField, appendItems } from '../model/document-edits';
import { type EditResult, type PlainValue, templatedPart } from '../model/edits';
import { addEntries } from '../model/list-edits';
import { fieldOf } from '../model/traced';
import type { FqdnGap, FqdnTarget } from '../policy/dns/fqdn-proxy';
import { nodeSince } from '../policy/dns/local-dns';
import { localDns } from '../policy/dns/local-dns-range';
import { ciliumAtLeast, usesLocalDns } from '../profile/answers';
import type { ClusterProfile } from '../profile/profile';
import { fixFrom } from './fix-from';
import { outsideTemplateBlocks } from './template-guard';

/** Lets the DNS proxy learn the addresses of the names that a policy allows. */
export function dnsProxyFixes(
  policy: CiliumPolicy,
  gap: FqdnGap,
  profile: ClusterProfile,
): readonly Fix[] {
  const { lookUps } = gap;
  const add = fixFrom(
    'Add a DNS rule for these names',
    'suggestion',
    addDnsRule(policy, gap, profile),
    lookUps === undefined,
  );
  const mayProxyAll = !inEdition(everyNamePattern, profile.edition.value);
  if (lookUps === undefined || (gap.is !== 'refused' && !mayProxyAll)) {
    return [add];
  }
  return gap.is === 'refused'
    ? [fixFrom('Add it to the DNS rule', 'suggestion', addName(policy, lookUps, gap), true)]
    : [
        fixFrom(
          'Send every look-up through the proxy',
          'suggestion',
          proxyAll(policy, lookUps),
          true,
        ),
        add,
      ];
}

function addDnsRule(
  policy: CiliumPolicy,
  { section, targets }: FqdnGap,
  profile: ClusterProfile,
): EditResult {
  const names = namesOf(targets);
  const toPorts = [
    { ports: [{ port: `${clusterDns.port}`, protocol: 'ANY' }], rules: { dns: names } },
  ];
  const entries = resolvers(profile).map((peer): PlainValue => ({ ...peer, toPorts }));
  const start = section.field?.keyRange.start ?? policy.object.range.start;
  return outsideTemplateBlocks(policy, start, addEntries(policy.object, section, entries));
}

/** Whom pods ask for names: LocalDNS on their node where the cluster has it, else the DNS pods. */
function resolvers(profile: ClusterProfile): readonly { readonly [key: string]: PlainValue }[] {
  if (usesLocalDns(profile) !== 'yes') {
    const matchLabels = {
      [`k8s:${namespaceLabels.ofEndpoint}`]: clusterDns.namespace,
      [`k8s:${clusterDns.podLabel.key}`]: clusterDns.podLabel.value,
    };
    return [{ toEndpoints: [{ matchLabels }] }];
  }
  const isNode = ciliumAtLeast(profile, nodeSince);
  return [
    ...(isNode === 'no' ? [] : [{ toEntities: ['host'] }]),
    ...(isNode === 'yes' || localDns === undefined ? [] : [{ toCIDR: [localDns.cidr] }]),
  ];
}

/** Each name once, as `toFQDNs` has it. */
function namesOf(targets: readonly FqdnTarget[]): readonly PlainValue[] {
  const byText = new Map(targets.map(({ field, text }) => [`${field} ${text}`, { [field]: text }]));
  return [...byText.values()];
}

/** Only this leaves the other names as they are: a list of names would refuse them. */
function proxyAll(policy: CiliumPolicy, { node, range }: CiliumPortRule): EditResult {
  const rules = { dns: [{ matchPattern: everyNamePattern.pattern }] };
  const added =
    node.kind === 'map' && !node.open
      ? appendField(policy.object, node, 'rules', rules)
      : templatedPart;
  return outsideTemplateBlocks(policy, range.start, added);
}

function addName(
  policy: CiliumPolicy,
  { rules, range }: CiliumPortRule,
  { targets }: FqdnGap,
): EditResult {
  const list = fieldOf(rules?.node, 'dns')?.node;
  const added =
    list?.kind === 'sequence' ? appendItems(policy.object, list, namesOf(targets)) : templatedPart;
  return outsideTemplateBlocks(policy, range.start, added);
}
