import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { issues } from '../../knowledge/issues';
import { knownDefect } from '../../knowledge/known-defects';
import { sources } from '../../knowledge/sources';
import { writePortNumber } from '../../model/list-edits';
import { isCiliumPolicy } from '../../policy/any-policy';
import { isPortName } from '../../policy/label-syntax';
import { namedPort } from '../../policy/ports/named-ports';
import { writtenPorts } from '../../policy/ports/written-ports';
import { hasDefect } from '../../profile/defects';
import { shortened } from '../../text/shortened';

/** A name stands for the number that some pod of the cluster gives it, not for that of the pods the rule is for. */
export default defineRule({
  meta: {
    name: 'named-port-egress',
    title: 'Named port in an egress rule',
    category: 'network-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    appliesTo: ['NetworkPolicy', 'CiliumPolicy'],
    needs: ['namedPort'],
    messages: {
      name: 'Cilium before {{cilium}} resolves named ports in egress rules across the whole cluster: as soon as any two pods define "{{name}}" with different numbers, the traffic this rule allows is dropped.',
      conflict:
        'Cilium before {{cilium}} resolves named ports in egress rules across the whole cluster, and "{{name}}" is {{numbers}} in the files here: where these pods run in the same cluster, the traffic this rule allows is dropped.',
    },
    references: [issues.namedPorts.url, issues.namedPortsFix.url, sources.npmMigration.url],
  },
  check(policy, { profile, facts, report }) {
    const isThere = hasDefect(profile, 'named-port-egress');
    if (isThere === 'no') {
      return;
    }
    const cilium = knownDefect('named-port-egress', profile.edition.value)?.cilium.before ?? '';
    for (const written of writtenPorts(policy)) {
      const { direction, isDeny, port } = written;
      const found =
        direction === 'egress' && !isDeny ? namedPort(policy, written, facts) : undefined;
      if (found === undefined || port.state !== 'known' || !isPortName(found.name)) {
        continue;
      }
      const { name, number, different } = found;
      report({
        messageId: different.length > 0 ? 'conflict' : 'name',
        at: port.range,
        data: { cilium, name, numbers: listed(different.map(({ fact }) => fact.number ?? 0)) },
        ...(isThere === 'yes' ? {} : { severity: 'info' }),
        related: different.map(({ uri, range, fact }) => ({
          uri,
          range,
          message: `${fact.number} in ${shortened(fact.workload)}.`,
        })),
        fixes: () =>
          number === undefined
            ? []
            : [
                fixFrom(
                  `Write ${number} instead of the name`,
                  'suggestion',
                  writePortNumber(written.node, number, isCiliumPolicy(policy)),
                  true,
                ),
              ],
      });
    }
  },
});

function listed(numbers: readonly number[]): string {
  return `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}
