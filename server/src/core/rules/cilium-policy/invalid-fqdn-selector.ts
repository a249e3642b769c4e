import { defineRule } from '../../engine/define-rule';
import type { Severity } from '../../engine/finding';
import { fixFrom } from '../../fixes/fix-from';
import { sources } from '../../knowledge/sources';
import { renameField } from '../../model/cilium-item-edits';
import { replaceScalar } from '../../model/edits';
import { refused } from '../../policy/validity/cilium-consequence';
import {
  type FqdnProblem,
  type InvalidFqdn,
  invalidFqdns,
} from '../../policy/validity/fqdn-validity';

/** A name is a name, and a pattern has one sign of its own. */
export default defineRule({
  meta: {
    name: 'invalid-fqdn-selector',
    title: 'Domain name or pattern that Cilium refuses or reads differently',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    anyDataplane: true,
    mentions: /\b(?:toFQDNs|dns)\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      both: 'This policy {{consequence}}: an item of {{list}} can have matchName or matchPattern, but not both. Split them into separate items.',
      neither: 'This policy {{consequence}}: an item of {{list}} needs matchName or matchPattern.',
      empty: 'This policy {{consequence}}: {{field}} is empty.',
      star: 'This policy {{consequence}}: matchName "{{value}}" contains a "*", which only matchPattern supports.',
      characters:
        'This policy {{consequence}}: {{field}} "{{value}}" is not a valid domain name: it can contain letters, digits, "-" and "_", with single dots between them, and no scheme, port or path.',
      length: 'This policy {{consequence}}: {{field}} has more than {{limit}} characters.',
      deepWildcard:
        'Pattern "{{value}}" matches names of any depth only in newer Cilium versions: {{before}}, "**" is the same as "*", which matches one level.',
      serviceName:
        'Names of Kubernetes Services such as "{{value}}" are not supported in toFQDNs: their addresses belong to pods, which an FQDN rule never matches. Use toEndpoints or toServices.',
      address:
        '"{{value}}" is an IP address, and toFQDNs matches names that pods look up: an address is never looked up. Use toCIDR.',
    },
    references: [
      sources.ciliumPolicySchema.url,
      sources.ciliumRuleValidation.url,
      sources.acnsFqdn.url,
    ],
  },
  check(policy, { profile, report }) {
    for (const found of invalidFqdns(policy, profile)) {
      const { problem, at, verdict, data } = found;
      report({
        messageId: problem,
        at,
        data: {
          ...data,
          consequence: refused(verdict),
          before: verdict.when === '' ? 'on this cluster' : verdict.when,
        },
        ...severityOf(problem, verdict.answer === 'yes'),
        fixes: () => fixesFor(found),
      });
    }

    function fixesFor({ rename, replacement, at }: InvalidFqdn) {
      if (rename !== undefined) {
        const edits = renameField(policy.object, rename, 'matchPattern');
        return [fixFrom('Write matchPattern', 'suggestion', edits, true)];
      }
      if (replacement === undefined) {
        return [];
      }
      const edits = replaceScalar(policy.object, at, replacement);
      return [fixFrom(`Replace with ${replacement}`, 'suggestion', edits, true)];
    }
  },
});

function severityOf(problem: FqdnProblem, isSure: boolean): { readonly severity?: Severity } {
  switch (problem) {
    case 'deepWildcard':
      return { severity: isSure ? 'warning' : 'info' };
    case 'serviceName':
    case 'address':
      return { severity: 'warning' };
    default:
      return isSure ? {} : { severity: 'warning' };
  }
}
