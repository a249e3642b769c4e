import { defineRule } from '../../engine/define-rule';
import { reservedRanges, reservedRangesEnforced } from '../../knowledge/address-ranges';
import { cidrRule } from '../../knowledge/cidr-limits';
import { urlsOf } from '../../knowledge/types';
import { type Cidr, overlaps, parseCidr } from '../../policy/addresses/cidr';
import { isDeclared, networkOf } from '../../policy/cluster/cluster-network';
import {
  networkSeverity,
  nodeNetworks,
  podRanges,
  rangeTitle,
  serviceRanges,
} from '../../policy/cluster/declared-ranges';

const fact = cidrRule('reserved-range');
const reserved = reservedRanges.flatMap(({ cidr }) => parseCidr(cidr) ?? []);

/** AKS itself uses them. */
export default defineRule({
  meta: {
    name: 'reserved-cidr',
    title: 'Address range that AKS reserves for itself',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      pods: 'The {{range}} overlaps {{reserved}}, which AKS reserves for itself: Azure refuses the cluster.',
      other:
        'The {{range}} overlaps {{reserved}}, which AKS reserves for itself: no cluster can use these addresses.',
    },
    references: [...new Set([...urlsOf(fact), ...urlsOf(reservedRangesEnforced)])],
  },
  check(cluster, { report }) {
    if (!isDeclared(cluster)) {
      return;
    }
    const { mode } = networkOf(cluster);
    for (const range of [...podRanges(cluster), ...serviceRanges(cluster)]) {
      const overlapped = reservedIn(range.cidr);
      if (overlapped !== undefined && range.setting !== undefined) {
        report({
          messageId: range.of === 'pod' ? 'pods' : 'other',
          at: range.setting.range,
          data: { range: rangeTitle(range), reserved: overlapped },
          restsOn: [range.setting, ...(range.of === 'pod' ? [mode] : [])],
        });
      }
    }
    const networks = nodeNetworks(cluster);
    // With several it is not known which of them the nodes are in.
    for (const network of networks.length === 1 ? networks.flat() : []) {
      const { cidr, title, setting } = network;
      const overlapped = reservedIn(cidr);
      if (overlapped !== undefined) {
        report({
          messageId: 'other',
          at: setting.range,
          data: { range: title, reserved: overlapped },
          severity: networkSeverity(network),
          restsOn: [setting],
          related: [{ range: cluster.range, message: 'The cluster is declared here.' }],
        });
      }
    }
  },
});

function reservedIn(cidr: Cidr): string | undefined {
  const found = reserved.filter((range) => overlaps(range, cidr)).map(({ text }) => text);
  return found.length === 0 ? undefined : found.join(' and ');
}
