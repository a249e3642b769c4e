import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { ciliumEntity } from '../../knowledge/policy-vocabulary';
import { sources } from '../../knowledge/sources';
import { replaceScalar } from '../../model/edits';
import { known } from '../../model/traced';
import { milderUnlessSure, refused } from '../../policy/validity/cilium-consequence';
import { meantEntity, unknownEntity } from '../../policy/validity/cilium-entity-validity';
import { ciliumEntries, memberName } from '../../policy/validity/cilium-entries';
import { suggestionText } from '../../text/did-you-mean';
import { shortened } from '../../text/shortened';

/** Entities are a short list of words; the API server knows no others. */
export default defineRule({
  meta: {
    name: 'unknown-entity',
    title: 'Entity that does not exist',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    anyDataplane: true,
    mentions: /\b(?:from|to)Entities\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      unknown: 'This policy {{consequence}}: there is no entity "{{name}}".{{suggestion}}',
      wrongType:
        'This policy {{consequence}}: an item of {{field}} must be the name of an entity, such as cluster or world.',
    },
    references: [sources.ciliumPolicySchema.url, sources.ciliumLayer3.url],
  },
  check(policy, { profile, report }) {
    for (const { entry } of ciliumEntries(policy)) {
      for (const entity of known(entry.entities) ?? []) {
        const verdict = unknownEntity(entity, profile);
        if (verdict === undefined || entity.state === 'absent' || verdict.answer === 'no') {
          continue;
        }
        const consequence = refused(verdict);
        if (entity.state !== 'known') {
          const field = memberName(entry, 'Entities');
          report({ messageId: 'wrongType', at: entity.range, data: { consequence, field } });
          continue;
        }
        const meant = meantEntity(entity.value);
        const since = ciliumEntity(entity.value)?.cilium?.from;
        const suggestion =
          since === undefined ? suggestionText(meant) : ` Cilium ${since} and newer accept it.`;
        report({
          messageId: 'unknown',
          at: entity.range,
          data: { consequence, name: shortened(entity.value), suggestion },
          ...milderUnlessSure(verdict),
          fixes: () =>
            meant === undefined
              ? []
              : [
                  fixFrom(
                    `Replace with ${meant.text}`,
                    'suggestion',
                    replaceScalar(policy.object, entity.range, meant.text),
                    true,
                  ),
                ],
        });
      }
    }
  },
});
