import { defineRule } from '../../engine/define-rule';
import type { FactView } from '../../facts/facts';
import { fixFrom } from '../../fixes/fix-from';
import { ciliumConfigEntry } from '../../knowledge/cilium-config';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { removePeers } from '../../model/edits';
import { sectionsOf } from '../../model/network-policy';
import { isAllPodsPeer } from '../../policy/peers/peers';

/** Every identity of the cluster becomes an entry in the policy map of each selected pod; no list at all costs one. */
export default defineRule({
  meta: {
    name: 'all-pods-peer',
    title: 'Many policies list every pod of the cluster as a peer',
    category: 'network-policy',
    severity: 'info',
    // It hurts large clusters only, files do not tell the size, and Microsoft's page recommends such peers.
    recommended: false,
    since: '0.1.0',
    appliesTo: 'NetworkPolicy',
    needs: ['policy'],
    messages: {
      many: '{{count}} policies here, including this one, have a peer that selects every pod in every namespace. Such a peer adds one entry per identity and port to the policy map of each selected pod; a map holds {{limit}} entries, and in large clusters new pods have lost all traffic that way.',
    },
    references: [issues.policyMapOverflow.url, sources.ciliumConfigMap.url],
  },
  options: { policies: 5 },
  check(policy, { facts, options, report }) {
    const [first, ...others] = sectionsOf(policy).flatMap((section) =>
      section.rules.flatMap((rule) =>
        rule.peers.filter(isAllPodsPeer).map((peer) => ({ section, rule, peer })),
      ),
    );
    if (first === undefined) {
      return;
    }
    const count = countPolicies(facts);
    if (count < options.policies) {
      return;
    }
    const { section, rule, peer } = first;
    const everybody = section.direction === 'egress' ? 'destination' : 'source';
    report({
      messageId: 'many',
      at: peer.range,
      data: { count, limit: ciliumConfigEntry('bpf-policy-map-max')?.value ?? '' },
      related: others.map((other) => ({
        range: other.peer.range,
        message: 'This also selects every pod in every namespace.',
      })),
      fixes: () => [
        fixFrom(
          `Allow every ${everybody}, nodes and addresses outside the cluster included`,
          'suggestion',
          removePeers(policy, rule),
        ),
      ],
    });
  },
});

/** Policies with such a peer; one that is written several times, as in a base and its renderings, counts once. */
function countPolicies(facts: FactView): number {
  const written = facts.all('policy').filter(({ fact }) => fact.allPodsPeers > 0);
  return new Set(
    written.map(({ fact, uri, range }) =>
      JSON.stringify(fact.name === undefined ? [uri, range.start] : [fact.namespace, fact.name]),
    ),
  ).size;
}
