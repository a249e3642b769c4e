import { defineRule, type Report } from '../../engine/define-rule';
import { privateRanges } from '../../knowledge/address-ranges';
import { cidrLimits, cidrRule, overlayNodeCapacity } from '../../knowledge/cidr-limits';
import { urlsOf } from '../../knowledge/types';
import type { AgentPool, AksCluster } from '../../model/aks/aks-cluster';
import type { Setting } from '../../model/aks/setting';
import { known } from '../../model/traced';
import { coveredBy, parseCidr } from '../../policy/addresses/cidr';
import {
  isDeclared,
  type KnownSetting,
  networkOf,
  says,
} from '../../policy/cluster/cluster-network';
import {
  podRanges,
  rangeTitle,
  serviceRanges,
  writtenRanges,
} from '../../policy/cluster/declared-ranges';
import { settingName } from '../../policy/cluster/setting-names';

const service = cidrRule('service-range-too-large');
const pods = cidrRule('pod-range-too-small');
const privates = privateRanges.flatMap(({ cidr }) => parseCidr(cidr) ?? []);

/** A range for Services has an upper limit, one for pods a lower. */
export default defineRule({
  meta: {
    name: 'cidr-size',
    title: 'Cluster address range that is too large, too small or invalid',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      noPrefix:
        '{{setting}} "{{text}}" has no prefix length, as in {{text}}/16: Azure refuses the cluster.',
      noRange: '{{setting}} "{{text}}" is not a valid CIDR range: Azure refuses the cluster.',
      serviceTooLarge:
        'The {{range}} is too large: the largest that Azure accepts for Services is a /{{largest}}.',
      noNode:
        'The {{range}} is too small for a single node: with the overlay, every node gets a /{{node}} of it.',
      tooFewNodes:
        'The {{range}} has room for {{capacity}}, with a /{{node}} for each, but the pools can grow to {{nodes}}: nodes beyond that get no pod addresses.',
      notPrivate:
        'The {{range}} is not private (RFC 1918 or RFC 6598): pods cannot reach the Internet hosts that own these addresses.',
    },
    references: [...new Set([...urlsOf(service), ...urlsOf(pods)])],
  },
  check(cluster, { report }) {
    if (isDeclared(cluster)) {
      for (const each of [...noRanges(cluster), ...tooLarge(cluster), ...ofPods(cluster)]) {
        report(each);
      }
    }
  },
});

type SizeReport = Report<
  'noPrefix' | 'noRange' | 'serviceTooLarge' | 'noNode' | 'tooFewNodes' | 'notPrivate'
>;

/** Other texts may be placeholders. */
const looksLikeIpv4 = /^\d[\d.]*\.[\d./]*$/;

function noRanges(cluster: AksCluster): readonly SizeReport[] {
  return [...writtenRanges(cluster, 'pod'), ...writtenRanges(cluster, 'service')]
    .filter(({ text }) => looksLikeIpv4.test(text) && parseCidr(text) === undefined)
    .map(({ text, path, setting }) => ({
      messageId: parseCidr(`${text}/32`) === undefined ? 'noRange' : 'noPrefix',
      at: setting.range,
      data: { setting: settingName(cluster, path), text },
      restsOn: [setting],
    }));
}

function tooLarge(cluster: AksCluster): readonly SizeReport[] {
  const { servicePrefixMin, dualStackServicePrefixMin } = cidrLimits;
  return serviceRanges(cluster).flatMap((range): readonly SizeReport[] => {
    const { cidr, setting } = range;
    const { value } = cidr.family === 'IPv4' ? servicePrefixMin : dualStackServicePrefixMin;
    return setting === undefined || cidr.prefixLength >= value
      ? []
      : [
          {
            messageId: 'serviceTooLarge',
            at: setting.range,
            data: { range: rangeTitle(range), largest: value },
            restsOn: [setting],
          },
        ];
  });
}

function ofPods(cluster: AksCluster): readonly SizeReport[] {
  const { mode } = networkOf(cluster);
  const written = says(mode, 'overlay') ? podRanges(cluster) : [];
  return written.flatMap((range): readonly SizeReport[] => {
    const { cidr, setting } = range;
    if (setting === undefined || cidr.family !== 'IPv4') {
      return [];
    }
    const { nodes, grounds, places } = mostNodes(cluster);
    const capacity = overlayNodeCapacity(cidr.prefixLength);
    const title = { range: rangeTitle(range), node: cidrLimits.overlayNodePrefix.value };
    const common = { at: setting.range, data: title, restsOn: [setting, mode] };
    const found: SizeReport[] = coveredBy(cidr, privates)
      ? []
      : [{ ...common, messageId: 'notPrivate', severity: 'warning' }];
    if (capacity === 0) {
      found.push({ ...common, messageId: 'noNode' });
    } else if (nodes > capacity) {
      found.push({
        ...common,
        messageId: 'tooFewNodes',
        data: { ...title, capacity: capacity === 1 ? '1 node' : `${capacity} nodes`, nodes },
        severity: 'warning',
        restsOn: [setting, mode, ...grounds],
        related: places,
      });
    }
    return found;
  });
}

/** What the pools may surely grow to, nodes of upgrades left aside. */
function mostNodes(cluster: AksCluster) {
  const counts = cluster.pools
    .filter(({ condition }) => condition === 'yes')
    .flatMap((pool) => countsOf(pool));
  return {
    nodes: counts.reduce((sum, { setting }) => sum + setting.value, 0),
    grounds: counts.flatMap(({ setting, decidedBy }) => [setting, decidedBy]),
    places: counts.map(({ setting }) => ({
      range: setting.range,
      message: `Up to ${setting.value} nodes are in this pool.`,
    })),
  };
}

function countsOf(
  pool: AgentPool,
): readonly { readonly setting: KnownSetting<number>; readonly decidedBy: Setting<boolean> }[] {
  const decidedBy = pool.boolean('enableAutoScaling');
  const isScaled = known(decidedBy);
  const setting = isScaled === true ? pool.number('maxCount') : pool.number('count');
  const isDecided = decidedBy.state === 'absent' || isScaled !== undefined;
  return isDecided && setting.state === 'known' ? [{ setting, decidedBy }] : [];
}
