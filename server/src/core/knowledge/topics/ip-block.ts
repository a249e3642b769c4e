import { ciliumConfigEntry } from '../cilium-config';
import { verified } from '../dated';
import { issues } from '../issues';
import { sources } from '../sources';
import { within } from '../version-number';
import { type HoverTopic, paragraphs, type TopicTarget } from './topic';

const matches = 'yes';
const never = '**never**';

/** What `ipBlock` reaches: the first thing people get wrong on Cilium. */
export const ipBlockTopic: HoverTopic = {
  ...verified(sources.ciliumPage, {
    also: [
      sources.ciliumPage2025,
      sources.ciliumLayer3,
      sources.ciliumIpcache,
      sources.npmMigration,
      issues.podIpsInCidr,
      issues.nodeIpsInCidr,
      issues.localAddresses,
      issues.remoteNodeIngress,
    ],
  }),
  id: 'ip-block',
  title: 'ipBlock: addresses outside the cluster',
  featureRow: 'kubernetes-network-policy',
  text: (target) =>
    paragraphs(
      'On AKS with Cilium an `ipBlock` matches only addresses **outside the cluster**. Cilium selects pods and nodes by identity, not by address, so no prefix matches them: not `0.0.0.0/0`, not even the `/32` of the pod itself.',
      everyVersion(),
      reachTable(target),
      'To reach pods, add a peer with `namespaceSelector` or `podSelector`. A NetworkPolicy cannot name nodes: either omit the whole `to` (`from`) list, which allows every peer, or use a CiliumNetworkPolicy with `toEntities: [host, remote-node]`.',
    ),
};

/** Cilium has an option for this; as long as AKS does not set it, the version does not matter. */
function everyVersion(): string | undefined {
  const option = ciliumConfigEntry('policy-cidr-match-mode');
  return option !== undefined && option.value === undefined
    ? `This is true of every Cilium version on AKS: the upstream option that changes it, \`${option.key}\`, is not set and cannot be.`
    : undefined;
}

function reachTable(target: TopicTarget): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Internet, on-premises, peered network, private endpoint', matches],
    ['API server, by its real address', matches],
    ['instance metadata, `169.254.169.254`', matches],
    ['pod in any namespace, directly or behind a Service', never],
    ['cluster DNS (CoreDNS pods)', never],
    [
      'node, or pod with `hostNetwork: true`',
      `${never}; a pod's own node can always connect to it`,
    ],
    ['cluster IP of a Service', `${never}; the pod behind it counts`],
    ...(target.usesLocalDns === false
      ? []
      : [['LocalDNS, `169.254.10.10`', localDns(target.ciliumVersions)] as const]),
    [
      'client of a load balancer with `externalTrafficPolicy: Cluster`',
      'only if it enters at the node of the pod; otherwise it appears as that other node',
    ],
  ];
  return [
    '| The other end is | `ipBlock` with its address matches |',
    '| --- | --- |',
    ...rows.map(([peer, answer]) => `| ${peer} | ${answer} |`),
  ].join('\n');
}

/** The node's own addresses moved from "somewhere outside" to `host` with Cilium 1.17. */
function localDns(versions: readonly string[]): string {
  const is = (span: { readonly from?: string; readonly before?: string }) =>
    versions.length > 0 && versions.every((version) => within(version, span) === 'yes');
  if (is({ from: '1.17' })) return `${never} on Cilium 1.17 and later: it belongs to the node`;
  if (is({ before: '1.17' })) return `${matches}; no longer since Cilium 1.17`;
  return `${matches} up to Cilium 1.16, ${never} since 1.17`;
}
