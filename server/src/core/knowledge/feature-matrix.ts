import { edition2025Only, latestOnly, unsettled, verified } from './dated';
import { sources } from './sources';
import { type Dated, type Edition, inEdition } from './types';

export type FeatureRowId =
  | 'cilium-clusterwide-network-policy'
  | 'cilium-endpoint-slices'
  | 'cilium-network-policy'
  | 'container-network-observability'
  | 'ebpf-host-routing'
  | 'fqdn-filtering'
  | 'kubernetes-network-policy'
  | 'l7-policies'
  | 'local-redirect-policy'
  | 'mutual-tls'
  | 'wireguard';

export type FeatureSupport = 'yes' | 'no' | 'preview';

/** A row of the table "which features, with and without Advanced Container Networking Services". */
export interface FeatureRow extends Dated {
  readonly id: FeatureRowId;
  readonly title: string;
  readonly withoutAcns: FeatureSupport;
  readonly withAcns: FeatureSupport;
  /** What the feature needs besides, each a short phrase. */
  readonly conditions: readonly string[];
  /** The page says it elsewhere, not in this table. */
  readonly notInTable?: true;
}

const inBoth = verified(sources.ciliumPage, { also: [sources.ciliumPage2025] });
const in2025 = verified(sources.ciliumPage2025, { editions: edition2025Only });
const inLatest = verified(sources.ciliumPage, { editions: latestOnly });
const acnsPage = verified(sources.ciliumPage, {
  also: [sources.acnsOverview],
  editions: latestOnly,
});

/** The feature matrix, in the order of the page. */
export const featureMatrix: readonly FeatureRow[] = [
  {
    ...inBoth,
    id: 'cilium-endpoint-slices',
    title: 'Cilium endpoint slices',
    withoutAcns: 'yes',
    withAcns: 'yes',
    conditions: ['Kubernetes 1.32 or later'],
  },
  {
    ...inBoth,
    id: 'kubernetes-network-policy',
    title: 'Kubernetes NetworkPolicy',
    withoutAcns: 'yes',
    withAcns: 'yes',
    conditions: [],
  },
  {
    ...inLatest,
    id: 'local-redirect-policy',
    title: 'CiliumLocalRedirectPolicy',
    withoutAcns: 'yes',
    withAcns: 'yes',
    conditions: ['Kubernetes 1.29 or later'],
  },
  {
    ...inBoth,
    id: 'cilium-network-policy',
    title: 'CiliumNetworkPolicy, layers 3 and 4',
    withoutAcns: 'yes',
    withAcns: 'yes',
    conditions: [],
  },
  {
    ...verified(sources.ciliumPage, { date: '2025-11-05', editions: latestOnly }),
    id: 'cilium-clusterwide-network-policy',
    title: 'CiliumClusterwideNetworkPolicy',
    withoutAcns: 'yes',
    withAcns: 'yes',
    conditions: [],
  },
  // Not a row of that edition's table: its questions and answers say so.
  {
    ...in2025,
    id: 'cilium-clusterwide-network-policy',
    title: 'CiliumClusterwideNetworkPolicy',
    withoutAcns: 'no',
    withAcns: 'no',
    conditions: [],
    notInTable: true,
  },
  {
    ...inBoth,
    id: 'fqdn-filtering',
    title: 'FQDN filtering',
    withoutAcns: 'no',
    withAcns: 'yes',
    conditions: [
      'Kubernetes 1.29 or later',
      '`advancedNetworkPolicies` is `FQDN` (default) or `L7`',
    ],
  },
  {
    ...inBoth,
    id: 'l7-policies',
    title: 'L7 policies (HTTP, gRPC, Kafka)',
    withoutAcns: 'no',
    withAcns: 'yes',
    conditions: ['Kubernetes 1.29 or later', '`advancedNetworkPolicies` is `L7`'],
  },
  {
    ...inBoth,
    id: 'container-network-observability',
    title: 'Container network observability (metrics and flow logs)',
    withoutAcns: 'no',
    withAcns: 'yes',
    conditions: [],
  },
  {
    ...acnsPage,
    id: 'wireguard',
    title: 'WireGuard encryption between nodes',
    withoutAcns: 'no',
    withAcns: 'yes',
    conditions: ['turned on explicitly', 'UDP 51871 open between nodes', 'no FIPS node pools'],
  },
  // The page's table says "supported"; the feature's own pages and its feature flag say preview.
  {
    ...unsettled(sources.ciliumPage, { also: [sources.acnsOverview], editions: latestOnly }),
    id: 'mutual-tls',
    title: 'Mutual TLS between pods',
    withoutAcns: 'no',
    withAcns: 'preview',
    conditions: [
      'Kubernetes 1.34 or later',
      'Cilium 1.18 or later',
      'feature `AdvancedNetworkingmTLSPreview` registered',
    ],
  },
  {
    ...verified(sources.ciliumPage, { also: [sources.acnsHostRouting], editions: latestOnly }),
    id: 'ebpf-host-routing',
    title: 'eBPF host routing',
    withoutAcns: 'no',
    withAcns: 'yes',
    conditions: [
      'Kubernetes 1.33 or later',
      'all nodes on Azure Linux 3.0 or Ubuntu 24.04',
      '`accelerationMode` is `BpfVeth`',
    ],
  },
];

/** The rows an edition of the page has. */
export function featureRows(edition: Edition): readonly FeatureRow[] {
  return featureMatrix.filter((row) => inEdition(row, edition));
}

/** A row of the matrix; undefined when the edition does not have it. */
export function featureRow(id: FeatureRowId, edition: Edition): FeatureRow | undefined {
  return featureMatrix.find((row) => row.id === id && inEdition(row, edition));
}
