import { latestOnly, verified } from './dated';
import { issues } from './issues';
import { sources } from './sources';
import type { Dated } from './types';

/** The number behind a rule about sizes and ranges. */
export interface NumericLimit extends Dated {
  readonly value: number;
  readonly text: string;
}

const overview = verified(sources.cniOverview);
const overlay = verified(sources.overlayConcepts);

/** Sizes of ranges, subnets and pools. */
export const cidrLimits = {
  dualStackServicePrefixMin: {
    ...overlay,
    value: 108,
    text: 'An IPv6 service range is /108 or smaller.',
  },
  maxNodes: { ...overview, value: 5000, text: 'A cluster has at most 5000 nodes.' },
  maxPodsMax: { ...overview, value: 250, text: 'A node runs at most 250 pods.' },
  maxPodsMin: { ...overview, value: 10, text: 'maxPods is at least 10.' },
  overlayNodePrefix: {
    ...overlay,
    value: 24,
    text: 'In overlay mode every node takes a /24 of the pod range, whatever its maxPods.',
  },
  servicePrefixMin: {
    ...overview,
    value: 13,
    text: 'A service range is smaller than /12.',
  },
  staticBlockSize: {
    ...verified(sources.podSubnet),
    value: 16,
    text: 'Static block allocation hands out blocks of 16 addresses: maxPods of 16 N - 1 wastes none.',
  },
  subnetReserved: {
    ...overview,
    value: 5,
    text: 'Azure reserves 5 addresses in every subnet.',
  },
  wireGuardPort: {
    ...verified(sources.acnsWireGuard),
    value: 51871,
    text: 'WireGuard needs UDP 51871 between nodes.',
  },
} as const satisfies Readonly<Record<string, NumericLimit>>;

export type CidrRuleId =
  | 'delegated-node-subnet'
  | 'dns-service-ip-first-address'
  | 'dns-service-ip-outside'
  | 'dns-service-ip-without-range'
  | 'node-subnet-too-small'
  | 'overlapping-ranges'
  | 'pod-range-not-private'
  | 'pod-range-too-small'
  | 'reserved-range'
  | 'security-group'
  | 'service-range-over-subnet'
  | 'service-range-too-large';

/** A rule about the ranges of a cluster, in words. */
export interface CidrRule extends Dated {
  readonly id: CidrRuleId;
  readonly text: string;
  readonly severity: 'error' | 'warning';
  /** The code of the refusal, where it is publicly known. */
  readonly code?: string;
}

/** Rules about ranges, sorted by id. */
export const cidrRules: readonly CidrRule[] = [
  {
    ...overview,
    id: 'delegated-node-subnet',
    severity: 'error',
    text: 'The node subnet must not be delegated. AKS itself delegates the pod subnet.',
  },
  {
    ...verified(issues.dnsServiceIp, { also: [sources.cniOverview] }),
    id: 'dns-service-ip-first-address',
    severity: 'error',
    text: 'The DNS address must be neither the network address nor the first address of the service range, which belongs to the API server.',
  },
  {
    ...overview,
    id: 'dns-service-ip-outside',
    severity: 'error',
    text: 'The DNS address must be inside the service range.',
  },
  {
    ...overview,
    id: 'dns-service-ip-without-range',
    severity: 'warning',
    text: 'Set the service range and the DNS address together: if you change one, the default of the other no longer fits.',
  },
  {
    ...overview,
    id: 'node-subnet-too-small',
    severity: 'error',
    text: 'In node subnet mode the subnet must hold an address for every node and every pod it may run, surge nodes included.',
  },
  {
    ...verified(sources.overlayConcepts, { also: [sources.cniOverview] }),
    id: 'overlapping-ranges',
    severity: 'error',
    text: 'The pod range, the service range, the virtual network and networks connected to it must not overlap.',
  },
  {
    ...overlay,
    id: 'pod-range-not-private',
    severity: 'warning',
    text: 'The pod range is private (RFC 1918 or RFC 6598).',
  },
  {
    ...overlay,
    id: 'pod-range-too-small',
    severity: 'error',
    text: 'The pod range must hold a /24 for every node, surge nodes included; it generally cannot be changed later.',
  },
  {
    ...verified(sources.cniOverview, { also: [sources.aksReleaseNotes] }),
    id: 'reserved-range',
    severity: 'error',
    text: 'No range may overlap one that AKS keeps for itself.',
  },
  {
    ...verified(sources.overlayConcepts, { editions: latestOnly }),
    id: 'security-group',
    severity: 'warning',
    text: 'Security groups allow traffic between nodes and pods, and among pods.',
  },
  {
    ...verified(issues.serviceRangeOverSubnet, { also: [sources.cniOverview] }),
    id: 'service-range-over-subnet',
    severity: 'error',
    text: 'The service range must not overlap any subnet of the virtual network.',
    code: 'ServiceCidrOverlapExistingSubnetsCidr',
  },
  {
    ...overview,
    id: 'service-range-too-large',
    severity: 'error',
    text: 'A service range is smaller than /12.',
  },
];

/** The entry of a rule about ranges. */
export function cidrRule(id: CidrRuleId): CidrRule {
  const entry = cidrRules.find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Error(`No rule ${id}`);
  return entry;
}

/** How many nodes an overlay pod range holds. */
export function overlayNodeCapacity(podPrefix: number): number {
  const bits = cidrLimits.overlayNodePrefix.value - podPrefix;
  return bits < 0 ? 0 : 2 ** bits;
}
