import { inferred, verified } from './dated';
import { sources } from './sources';
import type { Dated } from './types';
import type { VersionSpan } from './version-number';

/** A condition for valid Cilium policies that holds for some Cilium versions only. */
export interface PolicyCondition extends Dated {
  readonly id: PolicyConditionId;
  readonly text: string;
  readonly cilium: VersionSpan;
}

export type PolicyConditionId =
  | 'except-size'
  | 'fqdn-length'
  | 'host-layer-7'
  | 'node-selector-in-specs'
  | 'port-in-code'
  | 'port-in-schema'
  | 'port-of-ip-protocol'
  | 'rule-lists';

const schema = verified(sources.ciliumPolicySchema);
const code = verified(sources.ciliumRuleValidation);

/** The conditions, sorted by id. */
export const policyConditions: readonly PolicyCondition[] = [
  {
    ...code,
    id: 'except-size',
    text: 'An exception that is larger than its range makes Cilium fail.',
    cilium: { before: '1.17' },
  },
  {
    ...schema,
    id: 'fqdn-length',
    text: 'The schema limits the length of names and patterns.',
    cilium: { from: '1.17' },
  },
  {
    ...code,
    id: 'host-layer-7',
    text: 'Policies for nodes may have no rules for layer 7 at all; later, `dns` rules on egress are allowed.',
    cilium: { before: '1.17' },
  },
  {
    ...verified(sources.ciliumPolicyParser),
    id: 'node-selector-in-specs',
    text: 'A CiliumNetworkPolicy may have no `nodeSelector` in `specs`, as it never could in `spec`.',
    cilium: { from: '1.18' },
  },
  {
    ...code,
    id: 'port-in-code',
    text: 'The schema lets a missing port through, and Cilium itself asks for it.',
    cilium: { from: '1.19' },
  },
  {
    ...schema,
    id: 'port-in-schema',
    text: 'The schema requires the port of every item of `ports`.',
    cilium: { before: '1.19' },
  },
  {
    ...code,
    id: 'port-of-ip-protocol',
    text: 'VRRP and IGMP have no ports.',
    cilium: { from: '1.19' },
  },
  {
    ...verified(sources.ciliumRuleValidation, { also: [sources.ciliumPolicySchema] }),
    id: 'rule-lists',
    text: 'A rule needs an item in `ingress`, `ingressDeny`, `egress` or `egressDeny`.',
    cilium: { from: '1.17' },
  },
];

/** The versions that a condition holds for. */
export function conditionSpan(id: PolicyConditionId): VersionSpan {
  return policyConditions.find((entry) => entry.id === id)?.cilium ?? {};
}

/** The layer 3 members of a rule, without `from` and `to`: a rule may have one of them. */
export const layer3Members = {
  ...code,
  ingress: ['Endpoints', 'CIDR', 'CIDRSet', 'Entities', 'Nodes', 'Groups'],
  egress: ['Endpoints', 'CIDR', 'CIDRSet', 'Entities', 'FQDNs', 'Services', 'Nodes', 'Groups'],
  egressDeny: ['Endpoints', 'CIDR', 'CIDRSet', 'Entities', 'Services', 'Nodes', 'Groups'],
} as const satisfies Dated & Readonly<Record<string, unknown>>;

/** What people write for entities that have another name; the first two are names that Cilium's code has, and its schema has not. */
export const misnamedEntities = {
  ...inferred(sources.ciliumPolicySchema, { also: [sources.ciliumRuleValidation] }),
  names: {
    'world-ipv4': 'world',
    'world-ipv6': 'world',
    internet: 'world',
    external: 'world',
    localhost: 'host',
    node: 'remote-node',
    nodes: 'remote-node',
    apiserver: 'kube-apiserver',
    'api-server': 'kube-apiserver',
    'kube-api-server': 'kube-apiserver',
  },
} as const satisfies Dated & Readonly<Record<string, unknown>>;

/** Names of ports as Cilium takes them (RFC 6335, section 5.1). */
export const portNames = {
  ...code,
  longest: 15,
} as const satisfies Dated & Readonly<Record<string, unknown>>;
