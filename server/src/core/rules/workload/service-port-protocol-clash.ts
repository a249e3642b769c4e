import { defineRule } from '../../engine/define-rule';
import { readableName } from '../../facts/subject';
import { areTogether } from '../../fixes/always-there';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { protocolBlindness } from '../../policy/ports/protocol-clash';
import { foreignClashes, ownClashes } from '../../policy/ports/service-protocols';
import { shortened } from '../../text/shortened';

/** Older Cilium keeps the ports of Services by address and number: with one number, the backends of one protocol win. */
export default defineRule({
  meta: {
    name: 'service-port-protocol-clash',
    title: 'One Service port number for several protocols with different targets',
    category: 'workload',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    mentions: /\b(?:UDP|SCTP)\b/,
    appliesTo: 'Service',
    needs: ['balancedPort'],
    messages: {
      own: '{{who}} distinguishes the ports of a Service only by number, so {{number}}/{{first}} and {{number}}/{{second}} share their backends: traffic for one of the target ports {{firstTarget}} and {{secondTarget}} goes to the other.',
      foreign:
        '{{who}} distinguishes the ports of Services only by number, so {{place}} is one entry for {{first}} of this Service and {{second}} of {{other}}: traffic for one of them goes to the pods of the other.',
    },
    references: [
      sources.ciliumPage.url,
      issues.loadBalancerProtocols.url,
      issues.protocolDifferentiation.url,
    ],
  },
  check(service, { profile, facts, report }) {
    const blindness = protocolBlindness(profile);
    if (blindness === undefined) {
      return;
    }
    const { who, isCertain } = blindness;
    const severity = isCertain ? {} : ({ severity: 'hint' } as const);
    for (const { first, second } of ownClashes(service)) {
      const { number } = second;
      if (areTogether(service.object, first.at.start, second.at.start)) {
        report({
          messageId: 'own',
          at: second.at,
          data: {
            ...{ who, number, first: first.protocol, second: second.protocol },
            ...{ firstTarget: first.target, secondTarget: second.target },
          },
          ...severity,
          related: [
            { range: first.at, message: `${number}/${shortened(first.protocol)} is here.` },
          ],
        });
      }
    }
    for (const { own, at, other } of foreignClashes(service, facts)) {
      const { protocol, service } = other.fact;
      const name = readableName(service);
      const title = name === undefined ? 'another Service' : `Service ${name}`;
      report({
        messageId: 'foreign',
        at,
        data: { who, place: own.place, first: own.protocol, second: protocol, other: title },
        ...severity,
        related: [
          { uri: other.uri, range: other.range, message: `The same, for ${shortened(protocol)}.` },
        ],
      });
    }
  },
});
