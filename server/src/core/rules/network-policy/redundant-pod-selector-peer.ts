import { defineRule } from '../../engine/define-rule';
import { areTogether } from '../../fixes/always-there';
import { fixFrom } from '../../fixes/fix-from';
import { sources } from '../../knowledge/sources';
import { removePeer } from '../../model/edits';
import { sectionsOf } from '../../model/network-policy';
import { isAllPodsPeer, isOwnNamespacePeer } from '../../policy/peers/peers';

/** Peers of a list add up, and the pods of the own namespace are among the pods of all namespaces. */
export default defineRule({
  meta: {
    name: 'redundant-pod-selector-peer',
    title: "Peer for the policy's own namespace next to one for all namespaces",
    category: 'network-policy',
    severity: 'hint',
    // Microsoft's page recommends the pair, so nobody should be told off for following it.
    recommended: false,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'NetworkPolicy',
    messages: {
      redundant:
        'The peer "namespaceSelector: {}" beside it already selects every pod in every namespace, so "podSelector: {}" adds nothing.',
    },
    references: [sources.kubernetesPolicies.url],
  },
  check(policy, { report }) {
    for (const rule of sectionsOf(policy).flatMap(({ rules }) => rules)) {
      for (const peer of rule.peers.filter(isOwnNamespacePeer)) {
        // In a template, the two may stand in different branches.
        const wide = rule.peers.find(
          (other) =>
            isAllPodsPeer(other) && areTogether(policy.object, other.range.start, peer.range.start),
        );
        if (wide === undefined) {
          continue;
        }
        report({
          messageId: 'redundant',
          at: peer.podSelector.state === 'known' ? peer.podSelector.range : peer.range,
          tags: ['unnecessary'],
          related: [{ range: wide.range, message: 'This selects every pod in every namespace.' }],
          fixes: () => [
            fixFrom('Remove the redundant peer', 'safe', removePeer(policy, rule, peer), true),
          ],
        });
      }
    }
  },
});
