import { defineRule } from '../../engine/define-rule';
import { cidrRule } from '../../knowledge/cidr-limits';
import { urlsOf } from '../../knowledge/types';
import type { Setting } from '../../model/aks/setting';
import { overlaps } from '../../policy/addresses/cidr';
import { isDeclared, networkOf } from '../../policy/cluster/cluster-network';
import {
  type DeclaredRange,
  type NetworkRange,
  networkPlace,
  networkSeverity,
  nodeNetworks,
  podRanges,
  rangeTitle,
  serviceRanges,
} from '../../policy/cluster/declared-ranges';
import type { Range } from '../../text/range';

const fact = cidrRule('overlapping-ranges');
const refusal = cidrRule('service-range-over-subnet');

/** Every address belongs to one of them. */
export default defineRule({
  meta: {
    name: 'cidr-overlap',
    title: 'Cluster address ranges that overlap',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      podsAndServices:
        'The {{pods}} overlaps the {{services}}: AKS needs disjoint ranges, or an address in both belongs to a pod and to a Service.',
      serviceAndSubnet: 'The {{range}} overlaps {{network}}: Azure refuses the cluster ({{code}}).',
      podsAndSubnet:
        'The {{range}} overlaps {{network}}: AKS needs disjoint ranges, or the cluster does not reach those addresses of the network.',
      space:
        'The {{range}} overlaps the {{network}}: AKS needs disjoint ranges. No subnet can ever use those addresses, and the cluster does not reach them.',
    },
    references: [...new Set([...urlsOf(fact), ...urlsOf(refusal)])],
  },
  check(cluster, { report }) {
    if (!isDeclared(cluster)) {
      return;
    }
    const { mode } = networkOf(cluster);
    const pods = podRanges(cluster);
    const services = serviceRanges(cluster);
    const groundsOf = ({ of, setting }: DeclaredRange): readonly Setting<unknown>[] => [
      ...(setting === undefined ? [] : [setting]),
      ...(of === 'pod' ? [mode] : []),
    ];
    for (const pod of pods) {
      const service = services.find(({ cidr }) => overlaps(cidr, pod.cidr));
      if (service !== undefined) {
        const [at, other] = pod.setting === undefined ? [service, pod] : [pod, service];
        report({
          messageId: 'podsAndServices',
          at: at.setting?.range ?? networkPlace(cluster),
          data: { pods: rangeTitle(pod), services: rangeTitle(service) },
          restsOn: [...groundsOf(at), ...groundsOf(other)],
          related: [placeOf(other, networkPlace(cluster))],
        });
      }
    }
    for (const range of [...pods, ...services]) {
      const network = overlapWith(range, nodeNetworks(cluster));
      if (network !== undefined) {
        const { setting } = range;
        report({
          messageId: !network.isSubnet
            ? 'space'
            : range.of === 'pod'
              ? 'podsAndSubnet'
              : 'serviceAndSubnet',
          at: setting?.range ?? network.setting.range,
          data: {
            range: rangeTitle(range),
            network: network.title,
            code: refusal.code ?? '',
          },
          severity: networkSeverity(network),
          restsOn: [...groundsOf(range), network.setting],
          related: [
            setting === undefined
              ? placeOf(range, networkPlace(cluster))
              : { range: network.setting.range, message: `The ${network.title} is set here.` },
          ],
        });
      }
    }
  },
});

/** What a range overlaps in a network; with several networks, one that it overlaps in each of them. */
function overlapWith(
  { cidr }: DeclaredRange,
  networks: readonly (readonly NetworkRange[])[],
): NetworkRange | undefined {
  const found = networks.map((ranges) => ranges.find((range) => overlaps(range.cidr, cidr)));
  const all = found.filter((range) => range !== undefined);
  return all.length < found.length
    ? undefined
    : (all.find(({ isSubnet }) => !isSubnet) ?? all.at(0));
}

function placeOf(range: DeclaredRange, place: Range) {
  return range.setting === undefined
    ? {
        range: place,
        message: `The cluster sets no ${range.of} range, so it gets the default one.`,
      }
    : { range: range.setting.range, message: `The ${rangeTitle(range)} is set here.` };
}
