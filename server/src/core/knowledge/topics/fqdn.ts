import { verified } from '../dated';
import { featureMinimum } from '../feature-minimums';
import { issues } from '../issues';
import { acnsLimits } from '../policy-field-requirements';
import { clusterDns } from '../policy-vocabulary';
import { sources } from '../sources';
import { fieldTopic } from './field';
import { type HoverTopic, paragraphs } from './topic';

function limit(id: string): string {
  return acnsLimits.find((entry) => entry.id === id)?.text ?? '';
}

/** `toFQDNs`. */
export const toFqdnsTopic: HoverTopic = fieldTopic('toFQDNs', {
  id: 'to-fqdns',
  title: 'toFQDNs: the addresses behind names',
  featureRow: 'fqdn-filtering',
  meaning:
    'Allows the addresses that DNS answers gave for these names. Cilium learns them only while it proxies the DNS queries of the pod.',
  trap: `**${limit('fqdn-needs-dns-rule')}** Without one no address is ever learnt, and everything is dropped. ${limit('fqdn-not-for-services')}`,
  also: [sources.acnsFqdnHowTo],
});

/** `rules.dns`. */
export const dnsRulesTopic: HoverTopic = fieldTopic('toPorts.rules.dns', {
  id: 'dns-rules',
  title: 'rules.dns: the names that may be looked up',
  featureRow: 'fqdn-filtering',
  meaning: `Sends DNS through the proxy of Cilium: names that match are answered and learnt for \`toFQDNs\`, others are refused. The peer must be the server that is really asked, on AKS the pods \`${clusterDns.podLabel.key}: ${clusterDns.podLabel.value}\` in \`${clusterDns.namespace}\`, on port ${clusterDns.port} over UDP and TCP.`,
  trap: `With node-local DNS the peer is \`${clusterDns.nodeLocalPodLabel.key}: ${clusterDns.nodeLocalPodLabel.value}\`, with LocalDNS the entity \`host\`. ${limit('fqdn-dns-rate')}`,
  also: [sources.acnsFqdnHowTo],
});

/** `matchName` in `toFQDNs` and `rules.dns`. */
export const matchNameTopic: HoverTopic = {
  ...verified(sources.ciliumRuleValidation, { also: [sources.acnsFqdn, sources.acnsFqdnHowTo] }),
  id: 'match-name',
  title: 'matchName: one exact name',
  featureRow: 'fqdn-filtering',
  text: () =>
    paragraphs(
      'Matches this name only, no subdomain, in lower or upper case. A `*` is not allowed here; that is `matchPattern`.',
      'In `toFQDNs` the name must also be one that a `dns` rule lets through, or nothing is learnt for it. Pods ask for the name with each search suffix first, so a narrow `dns` rule refuses some of their queries; musl images take that for an error.',
      limit('fqdn-not-for-services'),
    ),
};

/** `matchPattern` in `toFQDNs` and `rules.dns`. */
export const matchPatternTopic: HoverTopic = {
  ...verified(sources.ciliumRuleValidation, {
    also: [issues.fqdnWildcard, sources.acnsFqdn, sources.ciliumUpgrade],
  }),
  id: 'match-pattern',
  title: 'matchPattern: names with a wildcard',
  featureRow: 'fqdn-filtering',
  text: ({ edition }) =>
    paragraphs(
      '`*` stands for characters of **one** label: `*.example.com` matches `a.example.com`, neither `example.com` itself nor `a.b.example.com`. `*` alone matches every name.',
      `\`**.\` for several labels needs Cilium ${featureMinimum('fqdn-deep-wildcard', edition)?.cilium} or later; before, it is not deeper than \`*\`.`,
      'In `toFQDNs` the names must also be let through by a `dns` rule.',
    ),
};
