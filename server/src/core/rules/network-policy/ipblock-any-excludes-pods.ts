import { defineRule } from '../../engine/define-rule';
import { wideBlockFixes } from '../../fixes/wide-block-fixes';
import { sources } from '../../knowledge/sources';
import { type Direction, sectionsOf } from '../../model/network-policy';
import { judgeWideBlock, type WideBlockVerdict } from '../../policy/addresses/ip-block-reach';
import { rangeNames, rangePlaces, wideBlockName } from '../../policy/addresses/range-names';

/** Cilium knows pods and nodes by identity, so no address range selects them; "every address" is only the world outside. */
export default defineRule({
  meta: {
    name: 'ipblock-any-excludes-pods',
    title: 'ipBlock for every address does not reach pods or nodes',
    category: 'network-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    appliesTo: 'NetworkPolicy',
    needs: ['policy'],
    messages: {
      egress:
        'On Cilium, {{block}} matches only addresses outside the cluster: traffic to {{blocked}} stays blocked{{unless}}.',
      egressWithDns:
        'On Cilium, {{block}} matches only addresses outside the cluster: {{dns}}, but other pods and all nodes stay blocked{{unless}}.',
      withNodes:
        'On Cilium, {{block}} matches only addresses outside the cluster: a Cilium policy also allows nodes, but pods stay blocked{{unless}}.',
      ingress:
        'On Cilium, {{block}} matches only addresses outside the cluster: traffic from pods and from other nodes stays blocked{{unless}}.',
      around:
        'On Cilium, {{block}} matches only addresses outside the cluster: {{ranges}} {{lie}} inside it and {{stay}} blocked{{ownNode}}{{unless}}.',
      uncertain:
        'On Cilium, {{block}} matches only addresses outside the cluster: pods and {{nodes}} stay blocked whatever their addresses are, unless another rule allows them.',
      unlisted:
        'policyTypes does not list {{type}}, but Cilium enforces this rule anyway, and in it {{block}} matches only addresses outside the cluster: pods and {{nodes}} stay blocked{{unless}}.',
    },
    references: [sources.ciliumPage.url, sources.ciliumLayer3.url],
  },
  check(policy, { profile, facts, report }) {
    for (const section of sectionsOf(policy)) {
      for (const rule of section.rules) {
        const verdict = judgeWideBlock(policy, section, rule, profile, facts);
        if (verdict?.kind !== 'pods and nodes blocked') {
          continue;
        }
        report({
          messageId: messageFor(verdict, section.direction),
          at: verdict.blocks[0].at,
          data: dataFor(verdict, section.direction),
          related: rangePlaces(verdict.inner),
          ...(isMild(verdict) ? { severity: 'info' } : {}),
          fixes: () => wideBlockFixes({ policy, section, rule, verdict, profile, facts }),
        });
      }
    }
  },
});

function isMild(verdict: WideBlockVerdict): boolean {
  return (
    verdict.mayBeMore ||
    verdict.isMeantForOutside ||
    verdict.isUnlisted ||
    verdict.nodesAllowed ||
    verdict.dns !== undefined
  );
}

function messageFor(verdict: WideBlockVerdict, direction: Direction) {
  if (verdict.isUnlisted) {
    return 'unlisted';
  }
  if (verdict.inner.length > 0) {
    return 'around';
  }
  if (verdict.nodesAllowed) {
    return 'withNodes';
  }
  if (verdict.dns !== undefined) {
    return 'egressWithDns';
  }
  return verdict.mayBeMore || verdict.isMeantForOutside ? 'uncertain' : direction;
}

function dataFor(verdict: WideBlockVerdict, direction: Direction) {
  const { inner, dns, otherPods, otherNodes } = verdict;
  const others = otherPods || (otherNodes && !verdict.nodesAllowed) || verdict.mayBeMore;
  const isEgress = direction === 'egress';
  const isOne = inner.length === 1;
  const isAboutTraffic = messageFor(verdict, direction) === direction;
  const meetsOwnNode = !isEgress && inner.some(({ role }) => role === 'node');
  return {
    block: wideBlockName(verdict),
    blocked: verdict.isForDns ? 'pods, nodes and cluster DNS' : 'pods and nodes',
    nodes: isEgress ? 'nodes' : 'other nodes',
    type: isEgress ? 'Egress' : 'Ingress',
    dns:
      dns === 'this policy'
        ? 'this policy also allows cluster DNS'
        : 'another policy allows cluster DNS',
    ranges: rangeNames(inner),
    lie: isOne ? 'lies' : 'lie',
    stay: isOne ? 'stays' : 'stay',
    ownNode: meetsOwnNode ? ", except for the pod's own node" : '',
    unless: others ? `, unless another rule allows ${isAboutTraffic ? 'it' : 'them'}` : '',
  };
}
