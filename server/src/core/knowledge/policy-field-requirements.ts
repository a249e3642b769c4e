import { inferred, unsettled, verified } from './dated';
import { issues } from './issues';
import { sources } from './sources';
import type { Dated } from './types';
import type { VersionSpan } from './version-number';

/**
 * The setting of Advanced Container Networking that a field needs; `none` means no setting makes it
 * work.
 */
export type FieldNeed = 'fqdn' | 'l7' | 'none';

/**
 * denied: refused when it is applied; blocked: the traffic is dropped; invalid: stored, not
 * enforced; ineffective: accepted, without effect; undocumented: Microsoft says nothing of it.
 */
export type FieldOutcome = 'denied' | 'blocked' | 'invalid' | 'ineffective' | 'undocumented';

/**
 * What a field of a Cilium policy needs on AKS. Paths are relative to a rule of `ingress` or
 * `egress`.
 */
export interface PolicyFieldRequirement extends Dated {
  readonly path: string;
  readonly directions: readonly ('ingress' | 'egress')[];
  readonly needs: FieldNeed;
  readonly otherwise: FieldOutcome;
  readonly why: string;
  /** The Cilium versions that know the field, when not all. */
  readonly cilium?: VersionSpan;
}

const admission = { also: [issues.admissionDenied, issues.admissionField, sources.acnsOverview] };
const both = ['ingress', 'egress'] as const;

/**
 * Fields of CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy that need more than layers 3 and
 * 4.
 */
export const policyFieldRequirements: readonly PolicyFieldRequirement[] = [
  {
    ...verified(issues.requiredAuthentication, { also: [sources.ciliumConfigMap] }),
    path: 'authentication.mode',
    directions: both,
    needs: 'none',
    otherwise: 'blocked',
    why: 'AKS leaves mutual authentication off, and a rule that requires it then blocks what it selects.',
  },
  {
    ...verified(sources.ciliumRuleValidation, { also: [sources.ciliumConfigMap] }),
    path: 'fromNodes',
    directions: ['ingress'],
    needs: 'none',
    otherwise: 'invalid',
    why: 'AKS leaves node selectors in policies off, which makes the policy invalid.',
  },
  {
    ...verified(sources.acnsFqdn, admission),
    path: 'toFQDNs',
    directions: ['egress'],
    needs: 'fqdn',
    otherwise: 'denied',
    why: 'AKS refuses FQDN rules unless Advanced Container Networking security is on.',
  },
  {
    ...verified(sources.ciliumEgressRules, { also: [sources.ciliumRuleValidation] }),
    path: 'toGroups',
    directions: ['egress'],
    needs: 'none',
    otherwise: 'ineffective',
    why: 'Only AWS groups are implemented.',
  },
  {
    ...verified(sources.ciliumRuleValidation, { also: [sources.ciliumConfigMap] }),
    path: 'toNodes',
    directions: ['egress'],
    needs: 'none',
    otherwise: 'invalid',
    why: 'AKS leaves node selectors in policies off, which makes the policy invalid.',
  },
  {
    ...inferred(issues.gatewayApi, { also: [sources.ciliumConfigMap] }),
    path: 'toPorts.listener',
    directions: both,
    needs: 'none',
    otherwise: 'ineffective',
    why: 'Listeners come from Cilium Envoy configurations, which AKS cannot turn on.',
  },
  {
    ...inferred(sources.acnsL7),
    path: 'toPorts.originatingTLS',
    directions: both,
    needs: 'l7',
    otherwise: 'undocumented',
    why: 'TLS contexts need the L7 proxy; Microsoft does not document them.',
  },
  {
    ...verified(sources.acnsFqdn, admission),
    path: 'toPorts.rules.dns',
    directions: ['egress'],
    needs: 'fqdn',
    otherwise: 'denied',
    why: 'AKS refuses DNS rules unless Advanced Container Networking security is on.',
  },
  {
    ...verified(sources.acnsL7, admission),
    path: 'toPorts.rules.http',
    directions: both,
    needs: 'l7',
    otherwise: 'denied',
    why: 'AKS refuses HTTP rules unless advancedNetworkPolicies is L7.',
  },
  {
    ...verified(sources.acnsL7, admission),
    path: 'toPorts.rules.kafka',
    directions: both,
    needs: 'l7',
    otherwise: 'denied',
    why: 'AKS refuses Kafka rules unless advancedNetworkPolicies is L7; Cilium 1.20 drops them.',
    cilium: { before: '1.20' },
  },
  {
    ...unsettled(sources.ciliumRuleValidation),
    path: 'toPorts.rules.l7',
    directions: both,
    needs: 'none',
    otherwise: 'ineffective',
    why: 'The parser extensions it needs are not part of AKS; Cilium 1.20 drops the field.',
    cilium: { before: '1.20' },
  },
  {
    ...unsettled(sources.ciliumRuleValidation),
    path: 'toPorts.rules.l7proto',
    directions: both,
    needs: 'none',
    otherwise: 'ineffective',
    why: 'The parser extensions it needs are not part of AKS; Cilium 1.20 drops the field.',
    cilium: { before: '1.20' },
  },
  {
    ...inferred(sources.acnsL7),
    path: 'toPorts.serverNames',
    directions: both,
    needs: 'l7',
    otherwise: 'undocumented',
    why: 'Server names need the L7 proxy; Microsoft does not document them.',
  },
  {
    ...inferred(sources.acnsL7),
    path: 'toPorts.terminatingTLS',
    directions: both,
    needs: 'l7',
    otherwise: 'undocumented',
    why: 'TLS contexts need the L7 proxy; Microsoft does not document them.',
  },
];

/** The requirement of a field, by its path below a rule such as `toPorts.rules.http`. */
export function policyFieldRequirement(path: string): PolicyFieldRequirement | undefined {
  return policyFieldRequirements.find((entry) => entry.path === path);
}

/** The objects AKS refuses such policies with; people meet these names in error messages. */
export const admissionPolicy = {
  ...unsettled(issues.admissionField, { also: [issues.admissionDenied] }),
  name: 'advanced-networking-validating-policy',
  l7Binding: 'advanced-networking-cilium-l7-binding',
} as const satisfies Dated & { readonly name: string; readonly l7Binding: string };

/** Limits of FQDN and L7 rules that no version lifts, as the pages of the services state them. */
export interface AcnsLimit extends Dated {
  readonly id: string;
  readonly text: string;
}

/** Limits of FQDN filtering and L7 policies, sorted by id. */
export const acnsLimits: readonly AcnsLimit[] = [
  {
    ...verified(sources.acnsFqdn),
    id: 'fqdn-dns-rate',
    text: 'Above about 1000 DNS requests per second per node, answers get slower.',
  },
  {
    ...verified(sources.acnsFqdnHowTo),
    id: 'fqdn-needs-dns-rule',
    text: 'FQDN rules need a rule that sends DNS through the proxy with a matching `dns` pattern.',
  },
  {
    ...verified(sources.acnsFqdn),
    id: 'fqdn-not-for-services',
    text: 'Names of Kubernetes Services are not supported as FQDN targets.',
  },
  {
    ...unsettled(sources.acnsL7, { also: [sources.ciliumPage] }),
    id: 'l7-not-clusterwide',
    text: 'L7 rules are not supported in CiliumClusterwideNetworkPolicy: one page still says so, another stopped in May 2026.',
  },
  {
    ...verified(sources.acnsL7),
    id: 'l7-not-with-istio',
    text: 'L7 policies cannot be combined with the L7 policies of the Istio add-on.',
  },
  {
    ...verified(sources.acnsL7),
    id: 'l7-scale',
    text: 'L7 policies are supported up to 1000 nodes or 40000 pods; above 3000 requests per second latency grows.',
  },
  {
    ...verified(sources.acnsWireGuard),
    id: 'wireguard-exclusions',
    text: 'WireGuard does not cover hostNetwork pods, traffic within a node, or FIPS node pools.',
  },
];
