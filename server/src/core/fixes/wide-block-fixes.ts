import type { Fix } from '../engine/finding';
import { addExcept, addPeers, addRule, appendObject, removePeers } from '../model/edits';
import type { IpBlock, NetworkPolicy, PolicyRule, PolicySection } from '../model/network-policy';
import { internetOnlyExcept } from '../policy/cluster-ranges';
import type { WideBlockVerdict } from '../policy/ip-block-reach';
import type { ClusterProfile } from '../profile/profile';
import { fixFrom } from './fix-from';
import { nodePolicyFor } from './node-policy';

interface WideBlock {
  readonly policy: NetworkPolicy;
  readonly section: PolicySection;
  readonly rule: PolicyRule;
  readonly block: IpBlock;
  readonly verdict: Extract<WideBlockVerdict, { kind: 'pods and nodes blocked' }>;
  readonly profile: ClusterProfile;
}

/** A rule for the DNS pods of the cluster, as AKS labels them. */
export const clusterDnsRule = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
} as const;

/** The choices an author has: each says something else about who may talk, so none is applied unasked. */
export function wideBlockFixes(wide: WideBlock): readonly Fix[] {
  const { policy, section, rule, block, verdict, profile } = wide;
  const isEgress = section.direction === 'egress';
  const peer = isEgress ? 'destination' : 'source';
  const except = internetOnlyExcept(verdict.block.cidr, verdict.block.except, profile);
  return [
    fixFrom(
      'Allow pods in all namespaces too',
      'suggestion',
      addPeers(policy, rule, [{ namespaceSelector: {} }, { podSelector: {} }]),
      true,
    ),
    ...(isEgress && !verdict.dnsAllowed
      ? [fixFrom('Allow cluster DNS only', 'suggestion', addRule(policy, section, clusterDnsRule))]
      : []),
    fixFrom(`Allow every ${peer}, nodes included`, 'suggestion', removePeers(policy, rule)),
    fixFrom(
      'Keep Internet-only and say so',
      'suggestion',
      except.length === 0
        ? { disabledReason: 'The private ranges do not lie in this range.' }
        : addExcept(policy, block, except),
    ),
    fixFrom('Add a CiliumNetworkPolicy for nodes', 'suggestion', nodes(policy, section)),
  ];
}

function nodes(policy: NetworkPolicy, section: PolicySection) {
  const object = nodePolicyFor(policy, section.direction);
  return 'disabledReason' in object ? object : appendObject(policy.object, object.value);
}
