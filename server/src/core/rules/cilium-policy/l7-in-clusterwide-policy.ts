import { defineRule } from '../../engine/define-rule';
import { isAlwaysThere } from '../../fixes/always-there';
import { ciliumKind } from '../../knowledge/cilium-kinds';
import { sources } from '../../knowledge/sources';
import { layer7Fields } from '../../policy/acns-fields';
import { alsoHere } from '../../policy/acns-gap';
import { allowsL7 } from '../../profile/answers';

/** Microsoft's pages disagree whether clusterwide policies may have HTTP and Kafka rules. */
export default defineRule({
  meta: {
    name: 'l7-in-clusterwide-policy',
    title: 'HTTP or Kafka rules in a clusterwide policy',
    category: 'cilium-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    mentions: /\b(?:http|kafka)\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      found:
        "Microsoft's page on L7 policies says that CiliumClusterwideNetworkPolicy does not support {{field}} on AKS; another page no longer says so. A CiliumNetworkPolicy in each namespace is the safe choice.",
    },
    references: [sources.acnsL7.url, sources.ciliumPage.url],
  },
  check(policy, { profile, report }) {
    const { object, scope } = policy;
    const entry = ciliumKind('cilium.io', object.kind, profile.edition.value);
    // Where the policy is refused as a whole, other rules say so.
    if (scope !== 'clusterwide' || entry?.state !== 'supported' || allowsL7(profile) === 'no') {
      return;
    }
    const fields = layer7Fields(policy).filter(({ at }) => isAlwaysThere(object, at.start));
    const [first, ...others] = fields;
    if (first !== undefined) {
      report({
        messageId: 'found',
        at: first.at,
        data: { field: first.name },
        ...(allowsL7(profile) === 'yes' ? {} : { severity: 'info' }),
        related: alsoHere(others),
      });
    }
  },
});
