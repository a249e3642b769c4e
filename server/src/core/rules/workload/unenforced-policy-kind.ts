import { defineRule } from '../../engine/define-rule';
import { ciliumKind } from '../../knowledge/cilium-kinds';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { groupOfKind } from '../../policy/cilium-objects';
import { ciliumAtLeast } from '../../profile/answers';

/** Policies of other engines are stored like any object, and look as if they protected something. */
export default defineRule({
  meta: {
    name: 'unenforced-policy-kind',
    title: 'Policy of a kind that nothing on the cluster enforces',
    category: 'workload',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    mentions: /projectcalico\.org|policy\.networking\.k8s\.io/,
    appliesTo: 'KubernetesObject',
    messages: {
      found:
        'Nothing on a cluster with Cilium enforces a {{kind}} of {{group}}: neither what it allows nor what it denies takes effect. {{why}} Write it as {{instead}}.',
    },
    references: [sources.updateCni.url, issues.adminNetworkPolicy.url],
  },
  check(object, { profile, report }) {
    const { kind, kindRange } = object;
    const group = groupOfKind(object) ?? '';
    const entry = ciliumKind(group, kind, profile.edition.value);
    const isImplemented =
      entry?.before !== undefined && ciliumAtLeast(profile, entry.before) === 'yes';
    if (entry?.state === 'not-enforced' && !isImplemented) {
      const { why, instead = '' } = entry;
      report({ messageId: 'found', at: kindRange, data: { kind, group, why, instead } });
    }
  },
});
