import { defineRule } from '../../engine/define-rule';
import { ciliumPolicyFactsOf, policyFactOf } from '../../facts/policy-fact';
import { combinationRule } from '../../knowledge/combination-rules';
import { urlsOf } from '../../knowledge/types';
import { isFirstOfFolder } from '../../policy/policy-folder';
import { isCilium } from '../../profile/answers';
import { eachCluster } from '../../profile/candidates';

const fact = combinationRule('not-cilium');

/** Rules about Cilium are silent where the workspace defines a cluster without it. Said once, or nobody would know why. */
export default defineRule({
  meta: {
    name: 'policies-without-cilium',
    title: 'Policies for a cluster without Cilium',
    category: 'network-policy',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: ['NetworkPolicy', 'CiliumPolicy'],
    needs: ['policy'],
    messages: {
      other:
        'The cluster that the policies in this folder are for does not run Cilium, according to its definition in this workspace: rules about Cilium do not run on them.',
      none: 'AKS does not install Cilium on the cluster that the policies in this folder are for, according to its definition in this workspace: rules about AKS with Cilium do not run on them.',
    },
    references: urlsOf(fact),
  },
  check(policy, { profile, facts, report }) {
    if (isCilium(profile) !== 'no') {
      return;
    }
    const dataplanes = eachCluster(profile).map(({ dataplane }) => dataplane);
    const isInferred = dataplanes.every(({ source }) => source.kind === 'infrastructure');
    const own = 'specs' in policy ? ciliumPolicyFactsOf(policy) : [policyFactOf(policy)];
    // Who says it in settings knows it.
    if (!isInferred || !own.some((each) => isFirstOfFolder(each, facts))) {
      return;
    }
    report({
      messageId: dataplanes.every(({ value }) => value === 'none') ? 'none' : 'other',
      at: policy.object.kindRange,
      related: dataplanes.flatMap(({ source }) =>
        source.kind === 'infrastructure' && source.range !== undefined
          ? [{ uri: source.uri, range: source.range, message: reasonOf(source) }]
          : [],
      ),
    });
  },
});

function reasonOf({ by }: { readonly by?: string }): string {
  return by === 'left out'
    ? 'The cluster is defined here, without networkDataplane.'
    : 'The cluster is defined with something other than Cilium here.';
}
