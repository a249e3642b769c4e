import { defineRule } from '../../engine/define-rule';
import type { Severity } from '../../engine/finding';
import { partFixes, shapeFixes } from '../../fixes/invalid-policy-fixes';
import { featureMinimum } from '../../knowledge/feature-minimums';
import { issues } from '../../knowledge/issues';
import { networkPolicySchema } from '../../knowledge/network-policy-schema';
import { sources } from '../../knowledge/sources';
import type { NetworkPolicy } from '../../model/network-policy';
import { checkSchema } from '../../policy/schema/schema-check';
import type { SchemaProblem } from '../../policy/schema/schema-problems';
import { similarField, type UnknownField } from '../../policy/schema/similar-field';
import type { InvalidPart } from '../../policy/validity/invalid-part';
import { invalidParts } from '../../policy/validity/network-policy-validity';
import { hasFeature } from '../../profile/answers';
import type { ClusterProfile } from '../../profile/profile';

/** What the API server refuses never reaches Cilium, and what it drops in silence is worse. */
export default defineRule({
  meta: {
    name: 'invalid-network-policy',
    title: 'NetworkPolicy that the API server refuses or reads differently',
    category: 'network-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    anyDataplane: true,
    appliesTo: 'NetworkPolicy',
    messages: {
      unknownField:
        'A NetworkPolicy has no field "{{name}}" {{place}}: kubectl refuses the policy, and a client that does not validate strictly applies it without the field.{{suggestion}}',
      duplicateField:
        'The key "{{name}}" appears twice here: kubectl and Helm use the last one, kustomize and Flux refuse the file.',
      wrongType: '"{{path}}" must be {{expected}}{{found}}; the API server refuses this policy.',
      apiVersion:
        'There is no NetworkPolicy in "{{value}}"; the API server refuses it. The apiVersion is {{version}}.',
      name: 'Name "{{value}}" is refused by the API server: it must consist of lowercase letters, digits, "-" and ".", and start and end with a letter or digit.',
      emptyPeer:
        'An empty peer is refused by the API server ("must specify a peer"). To match every peer, leave out the whole list.',
      nullPeer:
        '"{{name}}" without a value counts as not set, so this peer is empty and the API server refuses it ("must specify a peer").',
      nullNamespaceSelector:
        '"namespaceSelector" without a value counts as not set, so this peer selects only pods in the policy\'s own namespace.',
      mixedPeer:
        'A peer has either an ipBlock or selectors; the API server refuses both in one peer. Make them two items of the list.',
      cidrMissing: 'An ipBlock needs a "cidr"; the API server refuses this policy.',
      cidrWithoutPrefix:
        '"{{value}}" has no prefix length; the API server refuses it. For the single address, write {{single}}.',
      cidrInvalid: '"{{value}}" is not a valid CIDR range; the API server refuses it.',
      cidrHostBits:
        '"{{value}}" has bits set beyond its prefix length: before Kubernetes {{since}}, the API server reads it as {{network}}; starting with {{since}}, it refuses it.',
      cidrLeadingZeros:
        '"{{value}}" has leading zeros: before Kubernetes {{since}}, the API server reads it as {{network}}; starting with {{since}}, it refuses it.',
      exceptInvalid: 'except "{{value}}" is not a valid CIDR range; the API server refuses it.',
      exceptOutside: 'except {{value}} is not inside {{cidr}}; the API server refuses it.',
      exceptWhole:
        'except {{value}} excludes all of {{cidr}}; the API server accepts only a strict subset of it.',
      protocol: 'Protocol "{{value}}" is refused by the API server: it must be TCP, UDP or SCTP.',
      portNumber: 'Port {{value}} is refused by the API server: it must be between 1 and 65535.',
      portName:
        '"{{value}}" is not a valid port name (at most 15 lowercase letters, digits and single dashes, with at least one letter); the API server refuses it.',
      quotedPort:
        'A quoted number is read as a port name, and "{{value}}" is not a valid one; the API server refuses it. Write the number without quotes.',
      endPortWithoutPort:
        'endPort {{end}} needs a "port" to start from; the API server refuses it.',
      endPortNamed:
        'endPort cannot be combined with the named port "{{port}}"; the API server refuses it.',
      endPortTooSmall: 'endPort {{end}} is less than port {{port}}; the API server refuses it.',
      endPortNumber:
        'endPort {{end}} is refused by the API server: it must be between 1 and 65535.',
      policyType:
        'Policy type "{{value}}" is refused by the API server: it must be Ingress or Egress.',
      policyTypeCase:
        'Policy type "{{value}}" is refused by the API server: the spelling is {{proper}}.',
      tooManyPolicyTypes:
        'policyTypes may have at most two entries; the API server refuses this policy.',
      podSelectorMissing:
        'There is no "podSelector", so this policy applies to every pod in its namespace. Older Kubernetes schemas require the field; "podSelector: {}" means the same.',
      operator:
        'Operator "{{value}}" is refused by the API server: it must be In, NotIn, Exists or DoesNotExist.',
      operatorMissing: 'This expression has no "operator"; the API server refuses it.',
      valuesMissing: 'Operator {{value}} requires "values"; the API server refuses it.',
      valuesForbidden: 'Operator {{value}} does not allow "values"; the API server refuses it.',
      labelKey: '"{{value}}" is not a valid label key; the API server refuses it.',
      labelKeyMissing: 'This expression has no "key"; the API server refuses it.',
      labelValue: '"{{value}}" is not a valid label value; the API server refuses it.',
    },
    references: [sources.kubernetesValidation.url, issues.strictCidr.url],
  },
  check(policy, { profile, report }) {
    for (const problem of shapeProblems(policy)) {
      const described = describeShape(problem);
      if (described !== undefined) {
        report({ ...described, at: problem.range, fixes: () => shapeFixes(policy, problem) });
      }
    }
    for (const part of invalidParts(policy)) {
      const severity = severityOf(part, profile);
      report({
        messageId: part.problem,
        at: part.at,
        data: { ...part.data, since: strictSince(profile) },
        ...(severity === undefined ? {} : { severity }),
        fixes: () => partFixes(policy, part),
      });
    }
  },
});

/** With a templated `apiVersion` it may be the NetworkPolicy of Calico, which has other fields. */
function shapeProblems({ object }: NetworkPolicy): readonly SchemaProblem[] {
  return object.group === undefined ? [] : checkSchema(object.node, networkPolicySchema, '');
}

/** What else the schema says of values is said better by the checks of the parts. */
function describeShape(problem: SchemaProblem) {
  switch (problem.is) {
    case 'duplicate field':
      return { messageId: 'duplicateField', data: { name: problem.name } } as const;
    case 'wrong type': {
      const { path, expected } = problem;
      const found = problem.found === undefined ? '' : `, but YAML reads this as ${problem.found}`;
      return { messageId: 'wrongType', data: { path, expected, found } } as const;
    }
    case 'unknown field': {
      const place = problem.path === '' ? 'at the top level' : `in "${problem.path}"`;
      const data = { name: problem.name, place, suggestion: suggestionFor(problem) };
      return { messageId: 'unknownField', data } as const;
    }
    default:
      return undefined;
  }
}

function suggestionFor(problem: UnknownField): string {
  const similar = similarField(problem);
  if (similar !== undefined) {
    return ` Did you mean "${similar}"?`;
  }
  return /Selector$/.test(problem.path) ? ' Labels belong under "matchLabels".' : '';
}

function severityOf({ problem }: InvalidPart, profile: ClusterProfile): Severity | undefined {
  switch (problem) {
    case 'cidrHostBits':
    case 'cidrLeadingZeros': {
      const isStrict = hasFeature(profile, 'strict-cidr-validation');
      return isStrict === 'yes' ? undefined : isStrict === 'no' ? 'info' : 'warning';
    }
    case 'nullNamespaceSelector':
      return 'warning';
    case 'podSelectorMissing':
      return 'info';
    default:
      return undefined;
  }
}

function strictSince(profile: ClusterProfile): string {
  return featureMinimum('strict-cidr-validation', profile.edition.value)?.kubernetes ?? '';
}
