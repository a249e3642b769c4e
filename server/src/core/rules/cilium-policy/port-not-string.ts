import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { portNames } from '../../knowledge/policy-validity';
import { sources } from '../../knowledge/sources';
import { writeText } from '../../model/cilium-item-edits';
import { milderUnlessSure } from '../../policy/validity/cilium-consequence';
import { invalidPorts } from '../../policy/validity/cilium-port-validity';

/** Ports of Cilium policies are texts; those of Kubernetes are numbers. */
export default defineRule({
  meta: {
    name: 'port-not-string',
    title: 'Port that is neither a number in quotes nor a name',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    anyDataplane: true,
    mentions: /\btoPorts\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      number:
        'This policy {{consequence}}: a port must be a string, and {{value}} without quotes is a number.',
      wrongType:
        'This policy {{consequence}}: a port must be a string, such as "80" or the name of a container port.',
      missing:
        'This policy {{consequence}}: an item of ports needs a port. Port "0" means every port.',
      range: 'This policy {{consequence}}: "{{value}}" is not a valid port; the highest is 65535.',
      name: 'This policy {{consequence}}: "{{value}}" is not a valid port name, which can have at most {{longest}} letters, digits and single dashes.',
      text: 'This policy {{consequence}}: "{{value}}" is neither a port number nor a port name. For a range, write endPort.',
      ofProtocol:
        'This policy {{consequence}}: {{protocol}} has no ports, so the port must be "0".',
    },
    references: [sources.ciliumPolicySchema.url, sources.ciliumRuleValidation.url],
  },
  check(policy, { profile, report }) {
    for (const { problem, at, verdict, data, quoted } of invalidPorts(policy, profile)) {
      report({
        messageId: problem,
        at,
        data: { ...data, longest: portNames.longest },
        ...milderUnlessSure(verdict),
        fixes: () =>
          quoted === undefined
            ? []
            : [
                fixFrom(
                  'Put it in quotes',
                  'suggestion',
                  writeText(policy.object, at, quoted),
                  true,
                ),
              ],
      });
    }
  },
});
