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
    'Allows the addresses that DNS returned for these names. Cilium learns them only while it proxies the DNS queries of the pod.',
  trap: `**${limit('fqdn-needs-dns-rule')}** Without one, Cilium never learns an address and drops everything. ${limit('fqdn-not-for-services')}`,
  also: [sources.acnsFqdnHowTo],
});

/** `rules.dns`. */
export const dnsRulesTopic: HoverTopic = fieldTopic('toPorts.rules.dns', {
  id: 'dns-rules',
  title: 'rules.dns: the names that may be looked up',
  featureRow: 'fqdn-filtering',
  meaning: `Sends DNS through the Cilium proxy: matching names are answered and learned for \`toFQDNs\`, others are refused. The peer must be the server that is actually queried, on AKS the pods \`${clusterDns.podLabel.key}: ${clusterDns.podLabel.value}\` in \`${clusterDns.namespace}\`, on port ${clusterDns.port} over UDP and TCP.`,
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
      'Matches exactly this name, ignoring case, and no subdomains. A `*` is not allowed here; use `matchPattern`.',
      'In `toFQDNs`, a `dns` rule must also let the name through, or nothing is learned for it. Pods first query the name with each search suffix, so a narrow `dns` rule refuses some of their queries; musl images treat that as an error.',
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
      '`*` matches characters within **one** label: `*.example.com` matches `a.example.com`, but neither `example.com` itself nor `a.b.example.com`. `*` alone matches every name.',
      `\`**.\` for several labels needs Cilium ${featureMinimum('fqdn-deep-wildcard', edition)?.cilium} or later; before that, it goes no deeper than \`*\`.`,
      'In `toFQDNs`, a `dns` rule must also let the names through.',
    ),
};
