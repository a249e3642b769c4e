import { defineRule } from '../../engine/define-rule';
import { wideBlockFixes } from '../../fixes/wide-block-fixes';
import { sources } from '../../knowledge/sources';
import { type Direction, sectionsOf } from '../../model/network-policy';
import { judgeWideBlock, type WideBlockVerdict } from '../../policy/ip-block-reach';

type Blocked = Extract<WideBlockVerdict, { kind: 'pods and nodes blocked' }>;

function messageFor(verdict: Blocked, direction: Direction) {
  if (verdict.nodesAllowed) {
    return 'withNodes';
  }
  if (verdict.dnsAllowed) {
    return 'egressWithDns';
  }
  if (verdict.isUncertain) {
    return 'uncertain';
  }
  return verdict.contains === undefined ? direction : 'around';
}

/** Cilium knows pods and nodes by identity, so no address range selects them; "every address" is only the world outside. */
export default defineRule({
  meta: {
    name: 'ipblock-any-excludes-pods',
    title: 'ipBlock for every address does not reach pods or nodes',
    category: 'network-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    appliesTo: 'NetworkPolicy',
    needs: ['policy'],
    messages: {
      egress:
        'On Cilium, ipBlock {{cidr}} matches only addresses outside the cluster: traffic to pods, to nodes and to cluster DNS stays blocked.',
      egressWithDns:
        'On Cilium, ipBlock {{cidr}} matches only addresses outside the cluster: besides them this policy reaches cluster DNS, but no other pods and no nodes.',
      withNodes:
        'On Cilium, ipBlock {{cidr}} matches only addresses outside the cluster: with the Cilium policy for nodes these are allowed too, but no pods.',
      ingress:
        'On Cilium, ipBlock {{cidr}} matches only addresses outside the cluster: traffic from pods and from other nodes stays blocked.',
      around:
        'On Cilium, ipBlock {{cidr}} matches only addresses outside the cluster: the {{role}} range {{range}} lies in it and stays blocked.',
      uncertain:
        'On Cilium, ipBlock {{cidr}} matches only addresses outside the cluster: pods and nodes stay blocked whatever their addresses, unless another rule allows them.',
    },
    references: [sources.ciliumPage.url, sources.ciliumLayer3.url],
  },
  check(policy, { profile, facts, report }) {
    for (const section of sectionsOf(policy)) {
      for (const rule of section.rules) {
        const verdict = judgeWideBlock(policy, section, rule, profile, facts);
        if (
          verdict?.kind !== 'pods and nodes blocked' ||
          verdict.block.block.cidr.state !== 'known'
        ) {
          continue;
        }
        const { block, cidr } = verdict.block;
        const inner = verdict.contains;
        const isMild = verdict.isUncertain || verdict.dnsAllowed || verdict.nodesAllowed;
        report({
          messageId: messageFor(verdict, section.direction),
          at: verdict.block.block.cidr.range,
          data: {
            cidr: cidr.text,
            ...(inner ? { role: inner.role, range: inner.cidr.text } : {}),
          },
          ...(isMild ? { severity: 'info' } : {}),
          fixes: () => wideBlockFixes({ policy, section, rule, block, verdict, profile }),
        });
      }
    }
  },
});
