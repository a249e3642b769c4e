import type { Fix } from '../engine/finding';
import { clusterDns, namespaceLabels } from '../knowledge/policy-vocabulary';
import { replaceInPart } from '../model/cilium-edits';
import type { CiliumPolicy } from '../model/cilium-policy';
import { appendField, appendItems } from '../model/document-edits';
import { type EditResult, templatedPart } from '../model/edits';
import type { DnsEndpointMistake } from '../policy/dns/dns-endpoints';
import { addClusterDnsEntry } from './cluster-dns';
import { fixFrom } from './fix-from';

/** Writes the peers that pods ask for names. */
export function dnsEndpointFixes(
  policy: CiliumPolicy,
  mistake: DnsEndpointMistake,
): readonly Fix[] {
  const { object } = policy;
  const list = mistake.entry.members.get('Endpoints')?.node;
  const fix = (title: string, edits: EditResult) => [fixFrom(title, 'suggestion', edits, true)];
  const namespaceKey = `k8s:${namespaceLabels.ofEndpoint}`;
  switch (mistake.is) {
    case 'own namespace':
      return fix(
        `Select them in ${clusterDns.namespace}`,
        mistake.labels === undefined
          ? { disabledReason: 'The selector has no matchLabels; add the label by hand.' }
          : appendField(object, mistake.labels, namespaceKey, clusterDns.namespace),
      );
    case 'pod label': {
      const { value } = clusterDns.podLabel;
      return fix(
        `Select ${value}`,
        list === undefined ? templatedPart : replaceInPart(object, list, mistake.at, value),
      );
    }
    case 'redirected': {
      const { key, value } = clusterDns.nodeLocalPodLabel;
      const pods = { matchLabels: { [namespaceKey]: clusterDns.namespace, [`k8s:${key}`]: value } };
      return fix(
        'Allow the cache on the node as well',
        list?.kind === 'sequence' ? appendItems(object, list, [pods]) : templatedPart,
      );
    }
    case 'no LocalDNS': {
      const { section } = mistake.rules;
      return fix(
        'Allow cluster DNS',
        'entries' in section ? addClusterDnsEntry(policy, section) : templatedPart,
      );
    }
    default:
      return mistake satisfies never;
  }
}
