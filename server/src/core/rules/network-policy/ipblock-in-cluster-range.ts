import { defineRule } from '../../engine/define-rule';
import { insideBlockFixes } from '../../fixes/inside-block-fixes';
import { sources } from '../../knowledge/sources';
import { type Direction, sectionsOf } from '../../model/network-policy';
import { isSingleAddress } from '../../policy/addresses/cidr';
import {
  type InsideVerdict,
  judgeInsideBlocks,
  mostSevere,
} from '../../policy/addresses/inside-block';
import { alsoOthers, rangeNames, rangePlaces } from '../../policy/addresses/range-names';

/** A pod or node address is never matched by its range, however exact the range is. */
export default defineRule({
  meta: {
    name: 'ipblock-in-cluster-range',
    title: 'ipBlock for pod or node addresses never matches',
    category: 'network-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    appliesTo: 'NetworkPolicy',
    needs: ['policy'],
    messages: {
      inside:
        'On Cilium, ipBlock {{cidr}} can never match: it is inside {{ranges}}, and pods and nodes are not selected by address.{{more}}',
      evidence:
        'On Cilium, an ipBlock never matches pods or nodes. If {{cidr}} covers {{subject}} of this cluster, as "{{words}}" suggests, it allows nothing.{{more}}',
      podDefault:
        'On Cilium, an ipBlock never matches pods. If {{cidr}} covers pods of this cluster (AKS uses {{range}} by default), it allows nothing.{{more}}',
      private:
        'On Cilium, ipBlock {{cidr}} matches only addresses outside the cluster: {{whose}} in this private range stay blocked{{unless}}.{{more}}',
      single:
        'On Cilium, ipBlock {{cidr}} matches only an address outside the cluster: a {{whose}} with this address stays blocked{{unless}}.{{more}}',
    },
    references: [sources.ciliumPage.url, sources.ciliumLayer3.url],
  },
  check(policy, { profile, facts, report }) {
    for (const section of sectionsOf(policy)) {
      for (const rule of section.rules) {
        const verdict = judgeInsideBlocks(policy, section, rule, profile, facts);
        if (verdict === undefined || verdict.kind === 'service') {
          continue;
        }
        report({
          messageId: messageFor(verdict),
          at: verdict.first.at,
          severity: mostSevere(verdict),
          data: dataFor(verdict, section.direction),
          related: verdict.kind === 'inside' ? rangePlaces(verdict.ranges) : [],
          fixes: () => insideBlockFixes(policy, rule, verdict, profile, facts),
        });
      }
    }
  },
});

type Verdict = Exclude<InsideVerdict, { kind: 'service' }>;

function messageFor(verdict: Verdict) {
  if (verdict.kind === 'inside') {
    return 'inside';
  }
  if (verdict.evidence !== undefined) {
    return 'evidence';
  }
  if (verdict.podDefault !== undefined) {
    return 'podDefault';
  }
  return isSingleAddress(verdict.first.cidr) ? 'single' : 'private';
}

function dataFor(verdict: Verdict, direction: Direction) {
  const { first, others } = verdict;
  const isSingle = isSingleAddress(first.cidr);
  const common = {
    cidr: first.cidr.text,
    more: alsoOthers(others),
  };
  if (verdict.kind === 'inside') {
    return { ...common, ranges: rangeNames(verdict.ranges) };
  }
  const plural =
    direction === 'egress' ? verdict.whose : verdict.whose.replace('nodes', 'other nodes');
  return {
    ...common,
    subject: verdict.evidence?.subject ?? '',
    words: verdict.evidence?.words ?? '',
    unless: verdict.mayBeAllowed ? `, unless another rule allows ${isSingle ? 'it' : 'them'}` : '',
    range: verdict.podDefault?.text ?? '',
    whose: isSingle
      ? verdict.whose.replace('pods', 'pod').replace('nodes', 'node').replace(' and ', ' or ')
      : plural,
  };
}
