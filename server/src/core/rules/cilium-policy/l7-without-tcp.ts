import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { ciliumProtocols } from '../../knowledge/policy-vocabulary';
import { sources } from '../../knowledge/sources';
import { writeField } from '../../model/list-edits';
import { known } from '../../model/traced';
import { inEveryVersion, notEnforced } from '../../policy/validity/cilium-consequence';
import { beginningOf } from '../../policy/validity/cilium-entries';
import { ciliumPortRules, layer7Kinds } from '../../policy/validity/cilium-port-rules';
import { readPortText } from '../../policy/validity/cilium-port-text';

/** HTTP runs over TCP, and Cilium wants to read it: left out, the protocol is any. */
export default defineRule({
  meta: {
    name: 'l7-without-tcp',
    title: 'Layer 7 rules for a port without protocol TCP',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    mentions: /\b(?:http|kafka|l7)\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      missing:
        'This policy {{consequence}}: rules.{{kind}} requires protocol TCP, and a port without a protocol is for any protocol.',
      other:
        'This policy {{consequence}}: rules.{{kind}} requires protocol TCP, and this port is for {{protocol}}.',
      everyPort:
        'This policy {{consequence}}: rules.{{kind}} requires a port, and port 0 means every port.',
    },
    references: [sources.ciliumRuleValidation.url, sources.acnsL7.url],
  },
  check(policy, { report }) {
    const consequence = notEnforced(inEveryVersion);
    for (const placed of ciliumPortRules(policy)) {
      const kinds = layer7Kinds(placed);
      const [kind] = kinds;
      if (kind === undefined || kinds.includes('dns')) {
        continue;
      }
      for (const { node, protocol, port } of placed.portRule.ports) {
        const read = readPortText(known(port) ?? '');
        if (read.is === 'number' && read.number === 0 && port.state === 'known') {
          report({ messageId: 'everyPort', at: port.range, data: { consequence, kind } });
        }
        const written = known(protocol)?.toUpperCase();
        if (node.kind !== 'map' || (protocol.state !== 'absent' && written === undefined)) {
          continue;
        }
        // What is no protocol at all is against the schema, and told of as such.
        if (protocol.state === 'known' && !isProtocol(protocol.value)) {
          continue;
        }
        if (written !== 'TCP') {
          const at = protocol.state === 'known' ? protocol.range : beginningOf(node);
          report({
            messageId: written === undefined ? 'missing' : 'other',
            at,
            data: { consequence, kind, protocol: known(protocol) ?? '' },
            fixes: () => {
              const edits = writeField(policy.object, node, 'protocol', 'TCP');
              return [fixFrom('Write protocol: TCP', 'suggestion', edits, true)];
            },
          });
        }
      }
    }
  },
});

function isProtocol(name: string): boolean {
  return ciliumProtocols.some((protocol) => protocol.name === name);
}
