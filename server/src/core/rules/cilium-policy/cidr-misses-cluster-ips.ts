import { defineRule } from '../../engine/define-rule';
import { cidrEntryFixes } from '../../fixes/cidr-entry-fixes';
import { sources } from '../../knowledge/sources';
import { type CidrMiss, cidrMisses } from '../../policy/addresses/cidr-entries';
import { alsoOthers, rangeNames, rangePlaces } from '../../policy/addresses/range-names';

/** Cilium knows pods and nodes by identity, so no range of a policy selects them, whatever it holds. */
export default defineRule({
  meta: {
    name: 'cidr-misses-cluster-ips',
    title: 'CIDR for addresses inside the cluster, which no CIDR matches',
    category: 'cilium-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    mentions: /CIDR/,
    appliesTo: 'CiliumPolicy',
    needs: ['policy'],
    messages: {
      inside:
        'On Cilium, {{cidr}} can never match: it is inside {{ranges}}, and pods and nodes are not selected by address. It {{does}} nothing.{{more}}',
      service:
        'On Cilium, {{cidr}} can never match: it is inside {{ranges}}, and policies see the pod behind a Service, not the address of the Service. It {{does}} nothing.{{more}}',
      apiServer:
        'On Cilium, policies see the API server behind the Service "kubernetes", not the address of the Service. If {{cidr}} is that address ({{range}} holds Services), it {{does}} nothing.{{more}}',
      around:
        'On Cilium, {{cidr}} matches only addresses outside the cluster: those in {{ranges}} {{stay}}.{{more}}',
      everything:
        'On Cilium, {{cidr}} matches only addresses outside the cluster: pods and nodes {{stay}}{{said}}.',
      saidService:
        'On Cilium, policies see the pod behind a Service, not the address of the Service. If {{cidr}} covers addresses of Services, as "{{words}}" suggests, it {{does}} nothing.{{more}}',
      said: 'On Cilium, a CIDR never matches pods or nodes. If {{cidr}} covers {{subject}} of this cluster, as "{{words}}" suggests, it {{does}} nothing.{{more}}',
      customaryPods:
        'On Cilium, a CIDR never matches pods. If {{cidr}} covers pods of this cluster (AKS uses {{range}} by default), it {{does}} nothing.{{more}}',
      customaryServices:
        'On Cilium, policies see the pod behind a Service, not the address of the Service. If {{cidr}} covers Services of this cluster (AKS uses {{range}} by default), it {{does}} nothing.{{more}}',
    },
    references: [sources.ciliumLayer3.url, sources.ciliumIpcache.url, sources.ciliumPage.url],
  },
  check(policy, { profile, facts, report }) {
    for (const miss of cidrMisses(policy, profile, facts)) {
      report({
        messageId: messageFor(miss),
        at: miss.at,
        data: dataFor(miss),
        related: 'ranges' in miss ? rangePlaces(miss.ranges) : [],
        ...(isMild(miss) ? { severity: 'info' } : {}),
        fixes: () => cidrEntryFixes(policy, miss),
      });
    }
  },
});

/** Nothing but the customary use of a range, or its size, speaks for it. */
function isMild(miss: CidrMiss): boolean {
  return miss.is === 'customary' || (miss.is === 'everything' && miss.words === undefined);
}

function messageFor(miss: CidrMiss) {
  if (miss.isApiServer) {
    return 'apiServer';
  }
  switch (miss.is) {
    case 'inside':
      return miss.role === 'service' ? 'service' : 'inside';
    case 'said':
      return miss.evidence.subject === 'services' ? 'saidService' : 'said';
    case 'customary':
      return miss.role === 'service' ? 'customaryServices' : 'customaryPods';
    default:
      return miss.is;
  }
}

function dataFor(miss: CidrMiss) {
  const { cidr, others, section } = miss;
  const words =
    miss.is === 'said' ? miss.evidence.words : miss.is === 'everything' ? miss.words : '';
  return {
    cidr: cidr.text,
    more: alsoOthers(others),
    does: section.isDeny ? 'denies' : 'allows',
    stay: section.isDeny ? 'are not denied' : 'stay blocked',
    ranges: 'ranges' in miss ? rangeNames(miss.ranges) : '',
    subject: miss.is === 'said' ? miss.evidence.subject : '',
    words: words ?? '',
    said:
      miss.is === 'everything' && words !== undefined
        ? `, although "${words}" says that more is meant`
        : '',
    range:
      miss.is === 'customary' ? miss.range.text : 'ranges' in miss ? rangeNames(miss.ranges) : '',
  };
}
