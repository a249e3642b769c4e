import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { nodePolicyFor } from '../../fixes/node-policy';
import { sources } from '../../knowledge/sources';
import { appendObject } from '../../model/edits';
import { sectionsOf } from '../../model/network-policy';
import { judgeWideBlock } from '../../policy/ip-block-reach';

/** Selectors beside the ipBlock bring pods back, but no NetworkPolicy peer stands for a node. */
export default defineRule({
  meta: {
    name: 'ipblock-workaround-excludes-nodes',
    title: 'ipBlock with selectors beside it still does not reach nodes',
    category: 'network-policy',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    appliesTo: 'NetworkPolicy',
    needs: ['policy'],
    messages: {
      allPods:
        'On Cilium, {{reachedBy}} lets pods through beside ipBlock {{cidr}}; node addresses and pods with hostNetwork stay blocked.',
      somePods:
        'On Cilium, ipBlock {{cidr}} matches only addresses outside the cluster: of the pods only those that the selectors beside it name are reached, and no nodes.',
    },
    references: [sources.ciliumPage.url, sources.npmMigration.url],
  },
  check(policy, { profile, facts, report }) {
    for (const section of sectionsOf(policy)) {
      for (const rule of section.rules) {
        const verdict = judgeWideBlock(policy, section, rule, profile, facts);
        if (verdict?.kind !== 'nodes blocked' || verdict.block.block.cidr.state !== 'known') {
          continue;
        }
        report({
          messageId: verdict.allPods ? 'allPods' : 'somePods',
          at: verdict.block.block.cidr.range,
          data: {
            cidr: verdict.block.cidr.text,
            reachedBy: `the ${verdict.reachedBy}`.replace('the another', 'another'),
          },
          fixes: () => {
            const nodes = nodePolicyFor(policy, section.direction);
            return [
              fixFrom(
                'Add a CiliumNetworkPolicy for nodes',
                'suggestion',
                'disabledReason' in nodes ? nodes : appendObject(policy.object, nodes.value),
              ),
            ];
          },
        });
      }
    }
  },
});
