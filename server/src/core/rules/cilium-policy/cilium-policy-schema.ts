import { defineRule } from '../../engine/define-rule';
import { schemaFixes } from '../../fixes/cilium-schema-fixes';
import { replacementFix } from '../../fixes/invalid-policy-fixes';
import { sources } from '../../knowledge/sources';
import { schemaProblems } from '../../policy/schema/cilium-schema-problems';
import { describeSchemaProblem, untilText } from '../../policy/schema/cilium-schema-words';
import { milderUnlessSure, notEnforced, refused } from '../../policy/validity/cilium-consequence';
import { proxyProblems, sanitizeProblems } from '../../policy/validity/cilium-sanitize';
import { hasAcns } from '../../profile/answers';
import { overSpan } from '../../profile/cilium-minors';

/** A policy against the schema never gets to Cilium, or gets there with less than is written. */
export default defineRule({
  meta: {
    name: 'cilium-policy-schema',
    title: 'Cilium policy that the API server refuses or Cilium does not enforce',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    mentions: /\bCilium\w*NetworkPolicy/,
    appliesTo: 'CiliumPolicy',
    messages: {
      unknownField:
        'There is no field "{{name}}" {{place}}{{when}}: kubectl refuses the policy, and for a client that does not validate strictly, the API server drops the field.{{suggestion}}',
      duplicateField:
        'The key "{{name}}" appears twice here: kubectl refuses the policy, and a client that does not validate strictly uses the last one.',
      wrongType: 'This policy {{consequence}}: "{{path}}" must be {{expected}}{{found}}.',
      nullItem: 'This policy {{consequence}}: "{{path}}" has no value.',
      notInEnum:
        'This policy {{consequence}}: "{{path}}" must be {{allowed}}, not "{{value}}".{{suggestion}}',
      pattern: 'This policy {{consequence}}: "{{value}}" is not a valid {{form}}.',
      twice:
        'This policy {{consequence}}: "{{value}}" appears twice in a list whose items must be unique.',
      length:
        'This policy {{consequence}}: "{{path}}" has {{value}} characters, but must have at {{bound}} {{limit}}.',
      number:
        'This policy {{consequence}}: "{{path}}" is {{value}}, but must be at {{bound}} {{limit}}.',
      count:
        'This policy {{consequence}}: "{{path}}" has {{value}} items, but must have at {{bound}} {{limit}}.',
      missingField: 'This policy {{consequence}}: {{place}} has no "{{name}}".',
      noAlternative: 'This policy {{consequence}}: "{{path}}" needs one of {{names}}.',
      severalAlternatives:
        'This policy {{consequence}}: "{{path}}" can have only one of {{names}}.',
      emptyKey: 'This policy {{consequence}}: a key of an l7 rule is empty.',
      emptySecretName:
        'This policy {{consequence}}: the secret of a header match has an empty name.',
      emptyServerName: 'This policy {{consequence}}: a name in serverNames is empty.',
      icmpName:
        'This policy {{consequence}}: {{value}} is an ICMP type of {{other}}, not of {{family}}.',
      kafkaApiKey: 'This policy {{consequence}}: "{{value}}" is not a valid Kafka API key.',
      kafkaApiVersion: 'This policy {{consequence}}: "{{value}}" is not a valid Kafka API version.',
      kafkaBoth:
        'This policy {{consequence}}: a Kafka rule can have a role or an apiKey, but not both.',
      kafkaTopic:
        'This policy {{consequence}}: "{{value}}" is not a valid Kafka topic, which can contain only letters, digits, ".", "_" and "-".',
      labelKey: 'This policy {{consequence}}: "{{value}}" is not a valid label key.',
      labelValue: 'This policy {{consequence}}: "{{value}}" is not a valid label value.',
      layer7Range:
        'This policy {{consequence}}: layer 7 rules cannot be combined with a port range.',
      listenerIngress: 'This policy {{consequence}}: a listener is allowed only in egress.',
      listenerLayer7:
        'This policy {{consequence}}: a listener cannot be combined with layer 7 rules.',
      metadataLabelKey: 'This policy {{consequence}}: "{{value}}" is not a valid label key.',
      metadataLabelValue: 'This policy {{consequence}}: "{{value}}" is not a valid label value.',
      metadataName:
        'This policy {{consequence}}: the name "{{value}}" must consist of lowercase letters, digits, "-" and ".", and start and end with a letter or digit.',
      metadataNameMissing: 'This policy {{consequence}}: it has no name.',
      proxyOff:
        'This policy {{consequence}}: rules.l7 needs the layer 7 proxy, which AKS runs only with Advanced Container Networking Services.',
      regex:
        'This policy {{consequence}}: "{{value}}" is not a valid regular expression, because {{reason}}.',
      serverNamesLayer7:
        'This policy {{consequence}}: serverNames can be combined with layer 7 rules only where terminatingTLS terminates the encryption.',
      valuesForbidden: 'This policy {{consequence}}: operator {{value}} does not allow "values".',
      valuesMissing: 'This policy {{consequence}}: operator {{value}} requires "values".',
    },
    references: [sources.ciliumPolicySchema.url, sources.ciliumRuleValidation.url],
  },
  check(policy, { profile, report }) {
    if (policy.object.group === undefined) {
      return;
    }
    for (const { problem, verdict, until } of schemaProblems(policy, profile)) {
      const newer = untilText(until, profile.edition.value);
      const { messageId, data } = describeSchemaProblem(problem, newer);
      const when = verdict.when === '' ? '' : ` ${verdict.when}`;
      report({
        messageId,
        at: problem.range,
        data: { consequence: refused(verdict), when, ...data },
        ...milderUnlessSure(verdict),
        fixes: () => (until === undefined ? schemaFixes(policy.object, problem) : []),
      });
    }
    const ofProxy = hasAcns(profile) === 'no' ? proxyProblems(policy) : [];
    for (const found of [...sanitizeProblems(policy), ...ofProxy]) {
      const { problem, at, data, span = {}, replacement } = found;
      const verdict = overSpan(profile, span);
      if (verdict.answer !== 'no') {
        const consequence = problem.startsWith('metadata')
          ? refused(verdict)
          : notEnforced(verdict);
        report({
          messageId: problem,
          at,
          data: { consequence, ...data },
          ...milderUnlessSure(verdict),
          fixes: () =>
            replacement === undefined ? [] : [replacementFix(policy.object, at, replacement)],
        });
      }
    }
  },
});
