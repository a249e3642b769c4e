import { defineRule } from '../../engine/define-rule';
import type { Fix } from '../../engine/finding';
import { isAlwaysThere } from '../../fixes/always-there';
import { fixFrom } from '../../fixes/fix-from';
import { outsideTemplateBlocks } from '../../fixes/template-guard';
import { sources } from '../../knowledge/sources';
import { replaceInPart } from '../../model/cilium-edits';
import type { CiliumPolicy } from '../../model/cilium-policy';
import { appendItems } from '../../model/document-edits';
import { type NarrowEntity, narrowEntities } from '../../policy/peers/outside-only';

/** The world of Cilium begins outside the cluster, and its host is one node of many. */
export default defineRule({
  meta: {
    name: 'world-excludes-cluster',
    title: 'Entity that covers less than the policy says',
    category: 'cilium-policy',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    mentions: /\b(?:world|host)\b/,
    appliesTo: 'CiliumPolicy',
    needs: ['policy'],
    messages: {
      worldSaid:
        'The entity world covers only addresses outside the cluster: pods and nodes stay blocked, although "{{words}}" says that more is meant.',
      world:
        'The entity world covers only addresses outside the cluster: pods and nodes stay blocked.',
      hostSaid:
        'The entity host covers only the node of the pod{{always}}: the other nodes stay blocked, although "{{words}}" says that more is meant.',
      host: 'The entity host covers only the node of the pod{{always}}: the other nodes stay blocked.',
    },
    references: [sources.ciliumLayer3.url],
  },
  options: { withoutWords: false },
  check(policy, { options, facts, report }) {
    for (const narrow of narrowEntities(policy, facts)) {
      const { at, entity, words, section } = narrow;
      if (
        (words === undefined && !options.withoutWords) ||
        !isAlwaysThere(policy.object, at.start)
      ) {
        continue;
      }
      report({
        messageId: words === undefined ? entity : `${entity}Said`,
        at,
        data: {
          words: words ?? '',
          always: section.direction === 'ingress' ? ', which is let in anyway' : '',
        },
        fixes: () => fixesFor(policy, narrow),
      });
    }
  },
});

function fixesFor(policy: CiliumPolicy, { entity, entry, at }: NarrowEntity): readonly Fix[] {
  const { object } = policy;
  const list = entry.members.get('Entities')?.node;
  if (list?.kind !== 'sequence') {
    return [];
  }
  const add = (title: string, name: string) =>
    fixFrom(
      title,
      'suggestion',
      outsideTemplateBlocks(policy, at.start, appendItems(object, list, [name])),
      true,
    );
  return entity === 'host'
    ? [add('Allow the other nodes as well', 'remote-node')]
    : [
        add('Allow the cluster as well', 'cluster'),
        fixFrom('Allow everything', 'suggestion', replaceInPart(object, list, at, 'all')),
      ];
}
