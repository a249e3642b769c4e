import { defineRule } from '../../engine/define-rule';
import { readableName } from '../../facts/subject';
import { externalIngressFixes } from '../../fixes/external-ingress-fixes';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { type DroppedIngress, droppedIngress } from '../../policy/external-ingress';
import { backendPortText } from '../../policy/ports/backend-port';
import { shortened } from '../../text/shortened';

/** With the default policy for external traffic, most clients look like another node, which only entities can name. */
export default defineRule({
  meta: {
    name: 'load-balancer-ingress-dropped',
    title: 'Policies drop clients of a Service that come in through another node',
    category: 'network-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    appliesTo: 'Service',
    needs: ['policy', 'service', 'workload'],
    messages: {
      some: 'With externalTrafficPolicy Cluster, traffic that arrives at a node without such a pod gets the source address of that node, and {{policies}} no nodes in on port {{ports}}: allowed clients get through only intermittently.',
      all: 'External clients arrive with their own address or that of another node, and {{policies}} neither in on port {{ports}}: this {{type}} Service cannot be reached from outside.',
    },
    references: [
      sources.npmMigration.url,
      sources.networkPolicies.url,
      issues.remoteNodeIngress.url,
    ],
  },
  check(service, { facts, report }) {
    const dropped = droppedIngress(service, facts);
    if (dropped === undefined) {
      return;
    }
    const { at, clients, type, ports, policies } = dropped;
    report({
      messageId: clients,
      at,
      data: {
        type,
        policies: whoLets(policies.map(({ fact }) => readableName(fact.name))),
        ports: [...new Set(ports.map(backendPortText))].join(', '),
      },
      ...(isMild(dropped) ? { severity: 'info' } : {}),
      related: policies.map(({ uri, range, fact }) => ({
        uri,
        range,
        message: `${shortened(readableName(fact.name) ?? 'This policy')} decides what gets in.`,
      })),
      fixes: () => externalIngressFixes(service, dropped, facts),
    });
  },
});

/** A node port may be there for clients inside only, which the policies do allow. */
function isMild({ isSure, clients, type }: DroppedIngress): boolean {
  return !isSure || (clients === 'all' && type === 'NodePort');
}

function whoLets(names: readonly (string | undefined)[]): string {
  const [name] = names;
  return names.length === 1 && name !== undefined
    ? `policy ${name} lets`
    : 'the policies for these pods let';
}
