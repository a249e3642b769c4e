import { defineRule } from '../../engine/define-rule';
import { workaroundFixes } from '../../fixes/wide-block-fixes';
import { sources } from '../../knowledge/sources';
import { sectionsOf } from '../../model/network-policy';
import { judgeWideBlock } from '../../policy/addresses/ip-block-reach';
import { wideBlockName } from '../../policy/addresses/range-names';

/** Selectors beside the ipBlock bring pods back, but no NetworkPolicy peer stands for a node. */
export default defineRule({
  meta: {
    name: 'ipblock-workaround-excludes-nodes',
    title: 'ipBlock with selectors beside it still does not reach nodes',
    category: 'network-policy',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    appliesTo: 'NetworkPolicy',
    needs: ['policy'],
    messages: {
      allPods:
        'On Cilium, {{reachedBy}} allows pods in addition to {{block}}; node addresses and pods with hostNetwork stay blocked.',
      allPodsIngress:
        'On Cilium, {{reachedBy}} allows pods in addition to {{block}}; other nodes and their pods with hostNetwork stay blocked.',
      somePods:
        'On Cilium, {{block}} matches only addresses outside the cluster: of all pods, only those that the selectors beside it match are allowed, and nodes stay blocked{{unless}}.',
      somePodsIngress:
        'On Cilium, {{block}} matches only addresses outside the cluster: of all pods, only those that the selectors beside it match are allowed, and other nodes stay blocked{{unless}}.',
    },
    references: [sources.ciliumPage.url, sources.npmMigration.url],
  },
  check(policy, { profile, facts, report }) {
    for (const section of sectionsOf(policy)) {
      for (const rule of section.rules) {
        const verdict = judgeWideBlock(policy, section, rule, profile, facts);
        if (verdict?.kind !== 'nodes blocked') {
          continue;
        }
        const { allPods, reachedBy = '', otherPods, otherNodes } = verdict;
        const isEgress = section.direction === 'egress';
        report({
          messageId: allPods
            ? isEgress
              ? 'allPods'
              : 'allPodsIngress'
            : isEgress
              ? 'somePods'
              : 'somePodsIngress',
          at: verdict.blocks[0].at,
          data: {
            block: wideBlockName(verdict),
            reachedBy: reachedBy.startsWith('another') ? reachedBy : `the ${reachedBy}`,
            unless: otherPods || otherNodes ? ', unless another rule allows them' : '',
          },
          fixes: () => workaroundFixes({ policy, section, rule, verdict, profile, facts }),
        });
      }
    }
  },
});
