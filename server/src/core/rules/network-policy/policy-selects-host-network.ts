import { defineRule } from '../../engine/define-rule';
import type { Located } from '../../facts/facts';
import { readableName } from '../../facts/subject';
import { type WorkloadFact, workloadTitle } from '../../facts/workload-fact';
import { hostNetworkPeerFixes } from '../../fixes/host-network-fixes';
import { sources } from '../../knowledge/sources';
import { hostNetworkPeers, hostNetworkSubjects, passedOver } from '../../policy/peers/host-network';

/** Pods with hostNetwork are their node for Cilium: no policy is applied to them, and no label selects them. */
export default defineRule({
  meta: {
    name: 'policy-selects-host-network',
    title: 'Policy selects pods on the host network',
    category: 'network-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    appliesTo: ['NetworkPolicy', 'CiliumPolicy', 'Workload'],
    needs: ['policy', 'namespace', 'workload'],
    messages: {
      subject:
        'hostNetwork puts {{pods}} on the network of the node, and Cilium applies no policy to such pods: this one has no effect on them.',
      everyPod:
        'Cilium applies no policy to pods on the network of their node: {{policy}} selects every pod in the namespace, but does not apply to these.',
      ingressPeer:
        'hostNetwork puts {{pods}} on the network of the node, so Cilium sees their traffic as traffic of the node and this peer never matches it: what comes from other nodes is dropped.',
      egressPeer:
        'hostNetwork puts {{pods}} on the network of the node, so Cilium treats them as the node and this peer never matches: traffic to them is dropped.',
    },
    references: [sources.ciliumPage.url, sources.ciliumKubernetesPolicy.url],
  },
  check(object, { facts, report }) {
    if ('containers' in object) {
      const found = passedOver(object, facts);
      if (found !== undefined) {
        const { at, policies } = found;
        report({
          messageId: 'everyPod',
          at,
          severity: 'info',
          data: { policy: readableName(policies[0]?.fact.name) ?? 'a policy' },
          related: policies.map(({ uri, range }) => ({
            uri,
            range,
            message: 'This policy selects every pod in the namespace.',
          })),
        });
      }
      return;
    }
    for (const { at, pods, hasLikelyOthers, isSure } of hostNetworkSubjects(object, facts)) {
      report({
        messageId: 'subject',
        at,
        ...(isSure && !hasLikelyOthers ? {} : { severity: 'info' }),
        data: { pods: titles(pods) },
        related: workloads(pods),
      });
    }
    for (const peer of hostNetworkPeers(object, facts)) {
      const { at, pods, isSure, rule } = peer;
      report({
        messageId: rule.direction === 'ingress' ? 'ingressPeer' : 'egressPeer',
        at,
        ...(isSure ? {} : { severity: 'info' }),
        data: { pods: titles(pods) },
        related: workloads(pods),
        fixes: () => hostNetworkPeerFixes(object, peer, facts),
      });
    }
  },
});

function titles(pods: readonly Located<WorkloadFact>[]): string {
  const [first, ...others] = pods.map(({ fact }) => workloadTitle(fact));
  return others.length === 0 ? (first ?? '') : `${first} and ${others.length} more`;
}

function workloads(pods: readonly Located<WorkloadFact>[]) {
  return pods.map(({ uri, range, fact }) => {
    const place = fact.hostNetworkAt ?? { uri, range };
    return { ...place, message: 'hostNetwork is set here.' };
  });
}
