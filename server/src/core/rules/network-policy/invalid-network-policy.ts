import { defineRule } from '../../engine/define-rule';
import type { Fix } from '../../engine/finding';
import { fixFrom } from '../../fixes/fix-from';
import { sources } from '../../knowledge/sources';
import { replaceScalar } from '../../model/edits';
import type { KubernetesObject } from '../../model/kubernetes-object';
import { networkPolicyShape } from '../../model/network-policy-shape';
import { checkShape, type ShapeProblem } from '../../model/shape';
import { invalidParts } from '../../policy/network-policy-validity';
import { didYouMean } from '../../text/did-you-mean';
import type { Range } from '../../text/range';

/** What the API server refuses never reaches Cilium, and what it drops in silence is worse. */
export default defineRule({
  meta: {
    name: 'invalid-network-policy',
    title: 'NetworkPolicy that the API server refuses',
    category: 'network-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'NetworkPolicy',
    messages: {
      unknownField:
        'A NetworkPolicy has no field "{{name}}" {{place}}: kubectl refuses it, other clients drop it in silence and apply the rest.{{suggestion}}',
      duplicateField:
        'The key "{{name}}" stands here twice: YAML forbids it, and tools differ in which one counts.',
      wrongType: '"{{path}}" must be {{expected}}; the API server refuses this policy.',
      emptyPeer:
        'An empty peer is refused by the API server ("must specify a peer"). For every peer, leave out the whole list.',
      mixedPeer:
        'A peer holds either an ipBlock or selectors; the API server refuses both in one. Make them two items of the list.',
      cidrMissing: 'An ipBlock needs a "cidr"; the API server refuses this policy.',
      cidrWithoutPrefix:
        '"{{value}}" has no prefix length; the API server refuses it. One address is {{single}}.',
      cidrInvalid: '"{{value}}" is no range in CIDR notation; the API server refuses it.',
      exceptInvalid: 'except "{{value}}" is no range in CIDR notation; the API server refuses it.',
      exceptOutside: 'except {{value}} does not lie in {{cidr}}; the API server refuses it.',
      exceptWhole:
        'except {{value}} takes out all of {{cidr}}; the API server takes only strict parts of it.',
      protocol: 'Protocol "{{value}}" is refused by the API server: it must be TCP, UDP or SCTP.',
      portNumber: 'Port {{value}} is refused by the API server: it must lie between 1 and 65535.',
      portName:
        '"{{value}}" is no port name (at most 15 lower-case letters, digits and single dashes, with a letter); the API server refuses it.',
      quotedPort:
        'A quoted number is taken as a port name, and "{{value}}" is none; the API server refuses it. Write the number without quotes.',
      endPortWithoutPort:
        'endPort {{end}} needs a "port" to start from; the API server refuses it.',
      endPortNamed: 'endPort cannot go with the named port "{{port}}"; the API server refuses it.',
      endPortTooSmall: 'endPort {{end}} lies below port {{port}}; the API server refuses it.',
      endPortNumber: 'endPort {{end}} is refused by the API server: it must be at most 65535.',
      policyType:
        'Policy type "{{value}}" is refused by the API server: there are Ingress and Egress.',
      policyTypeCase:
        'Policy type "{{value}}" is refused by the API server: it is spelt {{proper}}.',
      operator:
        'Operator "{{value}}" is refused by the API server: there are In, NotIn, Exists and DoesNotExist.',
      valuesMissing: 'Operator {{value}} needs "values"; the API server refuses it.',
      valuesForbidden: 'Operator {{value}} takes no "values"; the API server refuses it.',
      labelKey: '"{{value}}" is no label key; the API server refuses it.',
      labelValue: '"{{value}}" is no label value; the API server refuses it.',
    },
    references: [sources.kubernetesValidation.url],
  },
  check(policy, { report }) {
    for (const problem of checkShape(policy.object.node, networkPolicyShape, '')) {
      reportShape(policy.object, problem, report);
    }
    for (const { problem, at, data, replacement } of invalidParts(policy)) {
      report({
        messageId: problem,
        at,
        data,
        fixes: () => (replacement === undefined ? [] : [replace(policy.object, at, replacement)]),
      });
    }
  },
});

type ReportShape = (report: {
  readonly messageId: 'unknownField' | 'duplicateField' | 'wrongType';
  readonly at: Range;
  readonly data: Readonly<Record<string, string>>;
  readonly fixes?: () => readonly Fix[];
}) => void;

function reportShape(object: KubernetesObject, problem: ShapeProblem, report: ReportShape): void {
  const at = problem.range;
  switch (problem.is) {
    case 'duplicate field':
      report({ messageId: 'duplicateField', at, data: { name: problem.name } });
      return;
    case 'wrong type':
      report({
        messageId: 'wrongType',
        at,
        data: { path: problem.path, expected: problem.expected },
      });
      return;
    case 'unknown field': {
      const similar =
        swappedPeers(problem.name, problem.known) ?? didYouMean(problem.name, problem.known)?.text;
      report({
        messageId: 'unknownField',
        at,
        data: {
          name: problem.name,
          place: problem.path === '' ? 'at its top' : `in "${problem.path}"`,
          suggestion: similar === undefined ? '' : ` Did you mean "${similar}"?`,
        },
        fixes: () => (similar === undefined ? [] : [replace(object, at, similar)]),
      });
    }
  }
}

/** `from` under egress and `to` under ingress: without its peers the rule would allow everybody. */
function swappedPeers(name: string, known: readonly string[]): string | undefined {
  const other = { from: 'to', to: 'from' }[name];
  return other !== undefined && known.includes(other) ? other : undefined;
}

function replace(object: KubernetesObject, range: Range, text: string): Fix {
  return fixFrom(`Replace by ${text}`, 'suggestion', replaceScalar(object, range, text), true);
}
