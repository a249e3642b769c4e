import { defineRule } from '../../engine/define-rule';
import type { FactView, Located } from '../../facts/facts';
import {
  areApart,
  areOfOneWorkload,
  type HostPortFact,
  hostPortFactsOf,
} from '../../facts/host-port-fact';
import { readableName } from '../../facts/subject';
import { areTogether } from '../../fixes/always-there';
import { issues } from '../../knowledge/issues';
import { defectWasShipped, knownDefect } from '../../knowledge/known-defects';
import { sources } from '../../knowledge/sources';
import type { Workload } from '../../model/workload';
import { collide, type HostPort, hostPortsOf } from '../../policy/ports/host-ports';
import { protocolBlindness } from '../../policy/ports/protocol-clash';
import { answerForEach } from '../../profile/candidates';
import { hasDefect } from '../../profile/defects';
import type { Answer, ClusterProfile, ProfileValues } from '../../profile/profile';
import { shortened } from '../../text/shortened';

/** Older Cilium keeps host ports by address and number, so TCP and UDP of one number are the same entry. */
export default defineRule({
  meta: {
    name: 'host-port-protocol-clash',
    title: 'One host port number for several protocols',
    category: 'workload',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    mentions: /\bhostPort\b/,
    appliesTo: 'Workload',
    needs: ['hostPort'],
    messages: {
      samePod:
        '{{who}} distinguishes host ports only by number, so {{port}}/{{first}} and {{port}}/{{second}} of this pod collide: one of them is not served.',
      otherPod:
        '{{who}} distinguishes host ports only by number, so {{port}}/{{first}} here and {{port}}/{{second}} of {{other}} collide on nodes that run both.',
      lastWins:
        'Cilium {{from}} up to (but not including) {{before}} serves only the protocol that a pod declares last for a host port, here {{second}} for {{port}}, and this cluster runs such a version.',
      lastMayWin:
        'Cilium {{from}} up to (but not including) {{before}} serves only the protocol that a pod declares last for a host port, here {{second}} for {{port}}. AKS has shipped such a version with this Kubernetes version: make sure that the cluster is up to date.',
    },
    references: [
      sources.ciliumPage.url,
      issues.hostPortProtocols.url,
      issues.protocolDifferentiation.url,
      issues.hostPortLastProtocol.url,
    ],
  },
  check(workload, { profile, facts, report }) {
    const inPod = clashesInPod(workload);
    const blindness = protocolBlindness(profile);
    if (blindness === undefined) {
      const answer = lastProtocolWins(profile);
      const { from = '', before = '' } =
        knownDefect('host-port-last-protocol', profile.edition.value)?.cilium ?? {};
      for (const { first, second } of answer === 'no' ? [] : inPod) {
        report({
          messageId: answer === 'yes' ? 'lastWins' : 'lastMayWin',
          at: first.range,
          data: { from, before, port: first.port, second: second.protocol },
          ...(answer === 'yes' ? {} : { severity: 'info' }),
          related: [{ range: second.range, message: 'This is declared later.' }],
        });
      }
      return;
    }
    const { who, isCertain } = blindness;
    for (const { first, second } of inPod) {
      const data = { who, port: first.port, first: first.protocol, second: second.protocol };
      report({
        messageId: 'samePod',
        at: second.range,
        data,
        ...(isCertain ? {} : { severity: 'info' }),
        related: [
          { range: first.range, message: `${first.port}/${shortened(first.protocol)} is here.` },
        ],
      });
    }
    for (const { own, range, other } of clashesWithOthers(workload, facts)) {
      const { kind, name, protocol } = other.fact;
      const doMeet = own.isOnEverySuchNode && other.fact.isOnEverySuchNode;
      report({
        messageId: 'otherPod',
        at: range,
        data: {
          ...{ who, port: own.port, first: own.protocol, second: protocol },
          other: `${kind} ${readableName(name) ?? ''}`.trim(),
        },
        ...(isCertain && doMeet ? {} : { severity: 'info' }),
        related: [
          { uri: other.uri, range: other.range, message: `${own.port}/${shortened(protocol)}.` },
        ],
      });
    }
  },
});

/** For each number the first two that collide. */
function clashesInPod(workload: Workload) {
  const ports = hostPortsOf(workload);
  const clashes = new Map<number, { readonly first: HostPort; readonly second: HostPort }>();
  for (const [index, second] of ports.entries()) {
    const first = ports
      .slice(0, index)
      .find(
        (each) =>
          collide(each, second) &&
          areTogether(workload.object, each.range.start, second.range.start),
      );
    if (first !== undefined && !clashes.has(second.port)) {
      clashes.set(second.port, { first, second });
    }
  }
  return [...clashes.values()];
}

/** For each host port of the workload the first other workload that may be beside it. */
function clashesWithOthers(workload: Workload, facts: FactView) {
  return hostPortFactsOf(workload).flatMap(({ fact: own, range }) => {
    const others = facts
      .all('hostPort')
      .filter(
        ({ fact }) => collide(own, fact) && !areOfOneWorkload(own, fact) && !areApart(own, fact),
      );
    const other = others.find(({ fact }) => fact.isOnEverySuchNode) ?? others[0];
    return other === undefined ? [] : [{ own, range, other }];
  }) satisfies readonly { own: HostPortFact; other: Located<HostPortFact> }[];
}

/** A Kubernetes version stands for many builds of Cilium; only if AKS has ever shipped one with the defect may it be there. */
function lastProtocolWins(profile: ClusterProfile): Answer {
  return answerForEach(profile, lastProtocolWinsOn);
}

function lastProtocolWinsOn(profile: ProfileValues): Answer {
  const answer = hasDefect(profile, 'host-port-last-protocol');
  const kubernetes = profile.kubernetesVersion?.value;
  if (answer !== 'unknown') {
    return answer;
  }
  return kubernetes !== undefined &&
    defectWasShipped('host-port-last-protocol', profile.edition.value, kubernetes) === 'yes'
    ? 'unknown'
    : 'no';
}
