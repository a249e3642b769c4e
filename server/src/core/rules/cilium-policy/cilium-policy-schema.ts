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
        'There is no field "{{name}}" {{place}}{{when}}: kubectl refuses the policy, and for a client that does not validate strictly the API server drops the field.{{suggestion}}',
      duplicateField:
        'The key "{{name}}" stands here twice: kubectl refuses the policy, and a client that does not validate strictly takes the last one.',
      wrongType: 'This policy {{consequence}}: "{{path}}" must be {{expected}}{{found}}.',
      nullItem: 'This policy {{consequence}}: "{{path}}" has no value.',
      notInEnum:
        'This policy {{consequence}}: "{{path}}" cannot be "{{value}}", only {{allowed}}.{{suggestion}}',
      pattern: 'This policy {{consequence}}: "{{value}}" is no {{form}}.',
      twice:
        'This policy {{consequence}}: "{{value}}" stands twice in a list whose items must differ.',
      length:
        'This policy {{consequence}}: "{{path}}" has {{value}} characters, and may have {{limit}} at {{bound}}.',
      number:
        'This policy {{consequence}}: "{{path}}" is {{value}}, and may be {{limit}} at {{bound}}.',
      count:
        'This policy {{consequence}}: "{{path}}" has {{value}} items, and may have {{limit}} at {{bound}}.',
      missingField: 'This policy {{consequence}}: "{{path}}" has no "{{name}}".',
      noAlternative: 'This policy {{consequence}}: "{{path}}" needs one of {{names}}.',
      severalAlternatives:
        'This policy {{consequence}}: "{{path}}" may have only one of {{names}}.',
      emptyKey: 'This policy {{consequence}}: a key of an l7 rule is empty.',
      emptySecretName:
        'This policy {{consequence}}: the secret of a header match has an empty name.',
      emptyServerName: 'This policy {{consequence}}: a name in serverNames is empty.',
      icmpName:
        'This policy {{consequence}}: {{value}} is a type of {{other}}, and not of {{family}}.',
      kafkaApiKey: 'This policy {{consequence}}: "{{value}}" is no API key of Kafka.',
      kafkaApiVersion: 'This policy {{consequence}}: "{{value}}" is no API version of Kafka.',
      kafkaBoth: 'This policy {{consequence}}: a Kafka rule has either a role or an apiKey.',
      kafkaTopic:
        'This policy {{consequence}}: "{{value}}" is no topic of Kafka, which has only letters, digits, ".", "_" and "-".',
      labelKey: 'This policy {{consequence}}: "{{value}}" is no label key.',
      labelValue: 'This policy {{consequence}}: "{{value}}" is no label value.',
      layer7Range:
        'This policy {{consequence}}: rules for layer 7 cannot go with a range of ports.',
      listenerIngress: 'This policy {{consequence}}: a listener is possible in egress only.',
      listenerLayer7: 'This policy {{consequence}}: a listener cannot go with rules for layer 7.',
      metadataLabelKey: 'This policy {{consequence}}: "{{value}}" is no label key.',
      metadataLabelValue: 'This policy {{consequence}}: "{{value}}" is no label value.',
      metadataName:
        'This policy {{consequence}}: the name "{{value}}" must be lower-case letters, digits, "-" and ".", and begin and end with a letter or digit.',
      metadataNameMissing: 'This policy {{consequence}}: it has no name.',
      proxyOff:
        'This policy {{consequence}}: rules.l7 needs the proxy for layer 7, which AKS runs only with Advanced Container Networking Services.',
      regex: 'This policy {{consequence}}: "{{value}}" is no regular expression, since {{reason}}.',
      serverNamesLayer7:
        'This policy {{consequence}}: serverNames can go with rules for layer 7 only where terminatingTLS ends the encryption.',
      valuesForbidden: 'This policy {{consequence}}: operator {{value}} takes no "values".',
      valuesMissing: 'This policy {{consequence}}: operator {{value}} needs "values".',
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
