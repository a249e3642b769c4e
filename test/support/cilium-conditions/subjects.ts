import type { Condition } from './condition';
import {
  anyName,
  anyRequest,
  ignored,
  ingress,
  inNew,
  inOld,
  lookup,
  refused,
  spec,
  web,
} from './snippets';

/** Whom a policy is for, and that it has rules. */
export const subjects: readonly Condition[] = [
  {
    says: 'rule must have at least one of Ingress, IngressDeny, Egress, EgressDeny',
    rule: 'empty-policy',
    consequence: ignored,
    bad: spec('ingress: []'),
    good: spec('ingress: [{}]'),
    settings: inNew,
  },
  {
    says: 'spec must validate at least one of the required lists (anyOf)',
    rule: 'empty-policy',
    consequence: refused,
    bad: 'spec: {endpointSelector: {}}',
    good: spec('egressDeny: [{}]'),
    settings: inNew,
  },
  {
    says: 'an empty policy, with neither spec nor specs',
    rule: 'empty-policy',
    consequence: ignored,
    bad: '# nothing',
    good: ingress('fromEntities: [all]'),
  },
  {
    says: 'rule must have one of EndpointSelector or NodeSelector',
    rule: 'invalid-policy-subject',
    consequence: refused,
    bad: 'spec: {ingress: [{}]}',
    good: 'spec: {endpointSelector: {}, ingress: [{}]}',
  },
  {
    says: 'rule cannot have both EndpointSelector and NodeSelector',
    rule: 'invalid-policy-subject',
    consequence: refused,
    bad: 'spec: {endpointSelector: {}, nodeSelector: {}, ingress: [{}]}',
    good: 'spec: {nodeSelector: {}, ingress: [{}]}',
    kind: 'CiliumClusterwideNetworkPolicy',
  },
  {
    says: 'a CiliumNetworkPolicy cannot have NodeSelector',
    rule: 'invalid-policy-subject',
    consequence: ignored,
    bad: 'spec: {nodeSelector: {}, ingress: [{}]}',
    good: 'spec: {endpointSelector: {}, ingress: [{}]}',
  },
  {
    says: 'a CiliumNetworkPolicy cannot have NodeSelector in specs, from 1.18 on',
    rule: 'invalid-policy-subject',
    consequence: 'not enforced with Cilium 1.18 and newer',
    bad: 'specs: [{nodeSelector: {}, ingress: [{}]}]',
    good: 'specs: [{endpointSelector: {}, ingress: [{}]}]',
  },
  {
    says: 'policies for nodes are off on AKS',
    rule: 'host-policy-not-enforced',
    consequence: 'is stored, but has no effect',
    bad: 'spec: {nodeSelector: {}, ingress: [{}]}',
    good: 'spec: {endpointSelector: {}, ingress: [{}]}',
    kind: 'CiliumClusterwideNetworkPolicy',
  },
];

const nodes = (sections: string) => `spec: {nodeSelector: {}, ${sections}}`;

/** Rules for layer 7 in policies for nodes. */
export const layer7OfNodes: readonly Condition[] = [
  {
    says: 'L7 policy is not supported on host ingress yet',
    rule: 'host-policy-not-enforced',
    consequence: ignored,
    bad: nodes(`ingress: [{toPorts: [{${web}, ${anyRequest}}]}]`),
    good: nodes(`ingress: [{toPorts: [{${web}}]}]`),
  },
  {
    says: 'L7 protocol HTTP is not supported on host egress yet',
    rule: 'host-policy-not-enforced',
    consequence: ignored,
    bad: nodes(`egress: [{toPorts: [{${web}, ${anyRequest}}]}]`),
    good: nodes(`egress: [{toPorts: [{${lookup}, ${anyName}}]}]`),
    settings: inNew,
  },
  {
    says: 'host policies do not support L7 rules yet, before 1.17',
    rule: 'host-policy-not-enforced',
    consequence: ignored,
    bad: nodes(`egress: [{toPorts: [{${lookup}, ${anyName}}]}]`),
    good: nodes(`egress: [{toPorts: [{${lookup}}]}]`),
    settings: inOld,
  },
];
