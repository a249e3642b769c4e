import { defineRule } from '../../engine/define-rule';
import { sources } from '../../knowledge/sources';
import type { TemplateCycle } from '../../model/aks/aks-cluster';

/** What rests on a circle has no value, so that no other rule can say anything about it. */
export default defineRule({
  meta: {
    name: 'template-cycle',
    title: 'Cluster that depends on a cycle of names or files',
    category: 'cluster',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      names:
        '{{chain}} is a cycle, and this cluster depends on it: {{tool}} refuses the template, and what the cluster gets from there is not checked here.',
      files:
        'The files {{chain}} form a cycle, and this cluster depends on them: {{tool}} refuses the template, and what the cluster gets from there is not checked here.',
      file: '{{chain}} is a cycle, and this cluster depends on it: {{tool}} refuses the template, and what the cluster gets from there is not checked here.',
    },
    references: [sources.bicepDiagnostics.url],
  },
  check(cluster, { report }) {
    const tool = cluster.syntax === 'bicep' ? 'Bicep' : 'Azure';
    for (const cycle of cluster.cycles) {
      const { of, members, place } = cycle;
      report({
        messageId: of === 'names' ? 'names' : members.length === 1 ? 'file' : 'files',
        at: cluster.range,
        data: { chain: chainOf(cycle), tool },
        related:
          place.range.end === 0
            ? []
            : [
                {
                  ...(place.uri === cluster.uri ? {} : { uri: place.uri }),
                  range: place.range,
                  message: 'The cycle closes here.',
                },
              ],
      });
    }
  },
});

// A longer chain helps nobody who reads it.
const mostNamed = 6;

/** `a -> b -> a`. */
function chainOf({ members }: TemplateCycle): string {
  const shown = members.slice(0, mostNamed);
  const more = members.length > mostNamed ? ['...'] : [];
  return [...shown, ...more, ...members.slice(0, 1)].join(' -> ');
}
