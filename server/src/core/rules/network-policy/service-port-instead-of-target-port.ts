import { defineRule } from '../../engine/define-rule';
import { readableName } from '../../facts/subject';
import { workloadTitle } from '../../facts/workload-fact';
import { fixFrom } from '../../fixes/fix-from';
import { sources } from '../../knowledge/sources';
import { writePortNumber } from '../../model/list-edits';
import { isCiliumPolicy } from '../../policy/any-policy';
import { servicePortUses } from '../../policy/service-port-use';
import { shortened } from '../../text/shortened';

/** Policy is applied when the address of the Service has been replaced by that of a pod, and its port by the pod's. */
export default defineRule({
  meta: {
    name: 'service-port-instead-of-target-port',
    title: 'Rule uses the port of a Service instead of the target port',
    category: 'network-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    appliesTo: ['NetworkPolicy', 'CiliumPolicy'],
    needs: ['policy', 'namespace', 'service', 'workload', 'labelFilter'],
    messages: {
      sure: 'Policy is applied to the port of the pod, and none of these pods listens on {{port}}: {{service}} forwards {{port}} to {{target}}, which this rule does not allow.',
      likely:
        'Policy is applied to the port of the pod, and {{service}} forwards {{port}} to {{target}}: unless the pods listen on {{port}} too, this rule allows nothing.',
    },
    references: [sources.npmMigration.url, sources.ciliumKubernetesPolicy.url],
  },
  check(policy, { facts, report }) {
    for (const use of servicePortUses(policy, facts)) {
      const { at, item, port, target, service, pods, isSure } = use;
      const name = readableName(service.fact.name);
      report({
        messageId: isSure ? 'sure' : 'likely',
        at,
        ...(isSure ? {} : { severity: 'info' }),
        data: { port, target, service: name === undefined ? 'a Service' : `the Service ${name}` },
        related: [
          { uri: service.uri, range: service.range, message: `It forwards ${port} to ${target}.` },
          ...(pods === undefined
            ? []
            : [
                {
                  uri: pods.uri,
                  range: pods.range,
                  message: `These are pods of ${shortened(workloadTitle(pods.fact))}.`,
                },
              ]),
        ],
        fixes: () => [
          fixFrom(
            `Allow port ${target} instead`,
            'suggestion',
            writePortNumber(item, target, isCiliumPolicy(policy)),
            true,
          ),
        ],
      });
    }
  },
});
