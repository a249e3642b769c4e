import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { issues } from '../../knowledge/issues';
import { removePeers } from '../../model/edits';
import { sectionsOf } from '../../model/network-policy';
import { isAllPodsPeer } from '../../policy/peers';

/** Every identity of the cluster becomes an entry in the policy map of each selected pod; leaving the list out costs one entry. */
export default defineRule({
  meta: {
    name: 'all-pods-peer',
    title: 'Many policies list every pod of the cluster as a peer',
    category: 'network-policy',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    appliesTo: 'NetworkPolicy',
    needs: ['policy'],
    messages: {
      many: '{{count}} policies here have a peer for every pod of every namespace. On Cilium such a peer takes one policy map entry per identity and pod; in large clusters new pods have lost all traffic that way. Narrow the selector, or leave out the list to allow every peer with one entry.',
    },
    references: [issues.policyMapOverflow.url],
  },
  options: { policies: 10 },
  check(policy, { facts, options, report }) {
    const peers = sectionsOf(policy).flatMap((section) =>
      section.rules.flatMap((rule) =>
        rule.peers.filter(isAllPodsPeer).map((peer) => ({ section, rule, peer })),
      ),
    );
    const [first] = peers;
    if (first === undefined) {
      return;
    }
    const count = facts.all('policy').filter(({ fact }) => fact.allPodsPeers > 0).length;
    if (count < options.policies) {
      return;
    }
    const { section, rule, peer } = first;
    report({
      messageId: 'many',
      at: peer.range,
      data: { count },
      fixes: () => [
        fixFrom(
          `Allow every ${section.direction === 'egress' ? 'destination' : 'source'}, nodes included`,
          'suggestion',
          removePeers(policy, rule),
        ),
      ],
    });
  },
});
