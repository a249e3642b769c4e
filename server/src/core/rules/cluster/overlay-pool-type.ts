import { defineRule, type Report } from '../../engine/define-rule';
import { settingFix } from '../../fixes/setting-fixes';
import { cidrRule } from '../../knowledge/cidr-limits';
import { combinationRule } from '../../knowledge/combination-rules';
import { overlayPoolLimits } from '../../knowledge/network-profile';
import { urlsOf } from '../../knowledge/types';
import type { AgentPool, AksCluster } from '../../model/aks/aks-cluster';
import {
  isDeclared,
  networkOf,
  placesOf,
  podSubnetPlace,
  poolTitle,
  says,
} from '../../policy/cluster/cluster-network';
import { subnetOfPool } from '../../policy/cluster/pool-subnets';
import { networkNames, setTitle } from '../../policy/cluster/setting-names';

const overlay = combinationRule('availability-set-with-overlay');
const gateway = combinationRule('static-egress-with-pod-subnet');
const delegated = cidrRule('delegated-node-subnet');
const sizes: readonly string[] = overlayPoolLimits.sizes.map((size) => size.toLowerCase());

type MessageId = 'availabilitySet' | 'size' | 'delegated' | 'gateway';

/** A network of a cluster needs nodes, and subnets, of certain kinds. */
export default defineRule({
  meta: {
    name: 'overlay-pool-type',
    title: 'Pool or subnet of a kind that the network does not support',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      availabilitySet:
        '{{pool}} is an availability set, but {{mode}} is "overlay": AKS does not support the two together, and the overlay needs scale sets or virtual machine pools.',
      size: '{{pool}} has nodes of size {{size}}, but {{mode}} is "overlay", which AKS does not support on DCsv2 sizes.',
      delegated:
        '{{pool}} has its nodes in subnet "{{subnet}}", which is delegated to {{service}}: AKS does not accept a delegated subnet for nodes.',
      gateway:
        '{{pool}} has a pod subnet, but Static Egress Gateway is on: AKS does not support the two together.',
    },
    references: [...new Set([...urlsOf(overlay), ...urlsOf(gateway), ...urlsOf(delegated)])],
  },
  check(cluster, { report }) {
    if (!isDeclared(cluster)) {
      return;
    }
    for (const pool of cluster.pools) {
      for (const each of [
        ...ofOverlay(cluster, pool),
        ...inDelegatedSubnet(cluster, pool),
        ...behindGateway(cluster, pool),
      ]) {
        report(pool.condition === 'yes' ? each : { ...each, severity: 'warning' });
      }
    }
  },
});

function ofOverlay(cluster: AksCluster, pool: AgentPool): readonly Report<MessageId>[] {
  const { mode } = networkOf(cluster);
  if (!says(mode, 'overlay')) {
    return [];
  }
  const names = networkNames(cluster);
  const data = { pool: poolTitle(pool), mode: names.mode };
  const related = placesOf([[mode, names.mode]]);
  const found: Report<MessageId>[] = [];
  const type = pool.text('type');
  if (says(type, overlayPoolLimits.type)) {
    const restsOn = [type, mode];
    const fixes = () => [
      settingFix(
        setTitle(cluster, 'type', scaleSets),
        'suggestion',
        [pool.edits.set('type', scaleSets)],
        true,
      ),
    ];
    found.push({ messageId: 'availabilitySet', at: type.range, data, restsOn, related, fixes });
  }
  const size = pool.text('vmSize');
  if (size.state === 'known' && sizes.includes(size.value.toLowerCase())) {
    found.push({
      messageId: 'size',
      at: size.range,
      data: { ...data, size: size.value },
      restsOn: [size, mode],
      related,
    });
  }
  return found;
}

const scaleSets = 'VirtualMachineScaleSets';

/** Pods may be in a delegated subnet: AKS delegates it itself. */
function inDelegatedSubnet(cluster: AksCluster, pool: AgentPool): readonly Report<MessageId>[] {
  const id = pool.text('vnetSubnetID');
  const found = subnetOfPool(cluster, pool, 'vnetSubnetID');
  const delegation = found?.subnet.delegations.find(({ state }) => state === 'known');
  const name = found?.subnet.name;
  if (
    found === undefined ||
    delegation?.state !== 'known' ||
    name?.state !== 'known' ||
    (id.state !== 'known' && id.state !== 'unknown')
  ) {
    return [];
  }
  return [
    {
      messageId: 'delegated',
      at: id.range,
      data: { pool: poolTitle(pool), subnet: name.value, service: delegation.value },
      ...(found.isSure ? {} : { severity: 'warning' }),
      restsOn: [id, delegation],
      related: [{ range: delegation.range, message: 'The subnet is delegated here.' }],
    },
  ];
}

function behindGateway(cluster: AksCluster, pool: AgentPool): readonly Report<MessageId>[] {
  const isOn = cluster.boolean('networkProfile.staticEgressGatewayProfile.enabled');
  const at = podSubnetPlace(pool);
  return at === undefined || isOn.state !== 'known' || !isOn.value
    ? []
    : [
        {
          messageId: 'gateway',
          at,
          data: { pool: poolTitle(pool) },
          restsOn: [isOn, pool.text('podSubnetID')],
          related: [{ range: isOn.range, message: 'Static Egress Gateway is turned on here.' }],
        },
      ];
}
