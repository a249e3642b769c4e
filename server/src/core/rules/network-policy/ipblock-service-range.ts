import { defineRule } from '../../engine/define-rule';
import { serviceBlockFixes } from '../../fixes/inside-block-fixes';
import { sources } from '../../knowledge/sources';
import { sectionsOf } from '../../model/network-policy';
import {
  type InsideVerdict,
  isApiServerService,
  judgeInsideBlocks,
  mostSevere,
} from '../../policy/addresses/inside-block';
import { alsoOthers, rangePlaces } from '../../policy/addresses/range-names';

/** Policy is applied after the Service address was replaced by that of a backend, so a Service range matches nothing. */
export default defineRule({
  meta: {
    name: 'ipblock-service-range',
    title: 'ipBlock for Service addresses never matches',
    category: 'network-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    appliesTo: 'NetworkPolicy',
    needs: ['policy'],
    messages: {
      inside:
        'On Cilium, ipBlock {{cidr}} can never match: it is inside the Service range {{range}}, and policy is applied to the backend behind the Service. Select the backend pods, with their target port.{{more}}',
      dns: 'On Cilium, ipBlock {{cidr}} can never match: it is inside the Service range {{range}}, and policy is applied to the pods behind the Service. For cluster DNS, select the kube-dns pods in kube-system.{{more}}',
      apiServer:
        'On Cilium, ipBlock {{cidr}} can never match: it is the Service address of the API server, and policy is applied to the real address behind it. Allow that address instead.{{more}}',
      ingress:
        'On Cilium, ipBlock {{cidr}} can never match: it is inside the Service range {{range}}, and no traffic comes from a Service address. Select the pods that the traffic comes from.{{more}}',
      words:
        'If {{cidr}} is a Service address of this cluster, as "{{words}}" suggests, it never matches on Cilium: {{reason}}.{{more}}',
      likely:
        'If {{cidr}} is a Service address of this cluster (AKS uses {{range}} by default), it never matches: {{reason}}.{{more}}',
    },
    references: [sources.ciliumPage.url, sources.ciliumLayer3.url],
  },
  check(policy, { profile, facts, report }) {
    for (const section of sectionsOf(policy)) {
      for (const rule of section.rules) {
        const verdict = judgeInsideBlocks(policy, section, rule, profile, facts);
        if (verdict?.kind !== 'service') {
          continue;
        }
        const { first, others, range, words } = verdict;
        const isEgress = section.direction === 'egress';
        report({
          messageId: messageFor(verdict, isEgress),
          at: first.at,
          severity: mostSevere(verdict),
          data: {
            cidr: first.cidr.text,
            range: range?.text ?? '',
            words,
            reason: isEgress
              ? 'policy is applied to the backend behind the Service'
              : 'no traffic comes from a Service address',
            more: alsoOthers(others),
          },
          related: rangePlaces(verdict.ranges),
          fixes: () => serviceBlockFixes(policy, section, verdict),
        });
      }
    }
  },
});

type Verdict = Extract<InsideVerdict, { kind: 'service' }>;

function messageFor(verdict: Verdict, isEgress: boolean) {
  switch (verdict.by) {
    case 'words':
      return 'words';
    case 'default':
      return 'likely';
    case 'profile':
      if (!isEgress) {
        return 'ingress';
      }
      if (verdict.isForDns) {
        return 'dns';
      }
      return isApiServerService(verdict) ? 'apiServer' : 'inside';
    default:
      return verdict.by satisfies never;
  }
}
