import { edition2025Only, latestOnly, verified } from '../dated';
import { sources } from '../sources';
import type { Statement } from './statement';

const inBoth = verified(sources.ciliumPage, { also: [sources.ciliumPage2025] });
const in2025 = verified(sources.ciliumPage2025, {
  also: [sources.bicepTypes],
  editions: edition2025Only,
});
const removedInMay2026 = {
  date: '2026-05-01',
  commit: 'b35b4d2c2',
  what: 'removed',
} as const;

/**
 * Benefits, address management, enforcement, prerequisites and the three ways to create a cluster.
 */
export const setupStatements: readonly Statement[] = [
  {
    ...inBoth,
    id: 'benefit-equivalent',
    kind: 'benefit',
    text: 'It does what Azure CNI and Azure CNI Overlay do without Cilium.',
  },
  {
    ...inBoth,
    id: 'benefit-service-routing',
    kind: 'benefit',
    text: 'Service traffic is routed better.',
  },
  {
    ...inBoth,
    id: 'benefit-policy-enforcement',
    kind: 'benefit',
    text: 'Policies are enforced more efficiently.',
  },
  {
    ...inBoth,
    id: 'benefit-observability',
    kind: 'benefit',
    text: 'Cluster traffic can be observed better.',
  },
  {
    ...inBoth,
    id: 'benefit-scale',
    kind: 'benefit',
    text: 'Clusters can have more nodes, pods and Services.',
  },
  {
    ...inBoth,
    id: 'ipam-overlay',
    kind: 'ipam',
    text: 'Pod addresses can come from an overlay network.',
  },
  {
    ...inBoth,
    id: 'ipam-virtual-network',
    kind: 'ipam',
    text: 'Pod addresses can come from the virtual network.',
  },
  {
    ...inBoth,
    id: 'enforcement-built-in',
    kind: 'enforcement',
    text: 'Cilium enforces NetworkPolicies; no other policy engine is needed.',
  },
  {
    ...inBoth,
    id: 'prerequisite-cli',
    kind: 'prerequisite',
    text: 'Overlay and pod subnet need Azure CLI 2.48.1.',
  },
  {
    ...inBoth,
    id: 'prerequisite-cli-node-subnet',
    kind: 'prerequisite',
    text: 'Node subnet needs Azure CLI 2.69.0.',
  },
  {
    ...in2025,
    id: 'prerequisite-api-version',
    kind: 'prerequisite',
    text: 'Templates and REST calls need the API version 2022-09-02-preview or later.',
    change: {
      ...removedInMay2026,
      note: 'A date alone is wrong: stable versions know the dataplane since 2023-02-01 only.',
    },
  },
  {
    ...in2025,
    id: 'prerequisite-ebpf-dataplane',
    kind: 'prerequisite',
    text: 'API versions 2022-09-02-preview to 2023-01-02-preview call the field ebpfDataplane; later ones networkDataplane.',
    change: { ...removedInMay2026, note: 'The field had been gone for years.' },
  },
  {
    ...verified(sources.ciliumPage, { also: [sources.updateCni], editions: latestOnly }),
    id: 'prerequisite-migration',
    kind: 'prerequisite',
    text: 'A cluster that is migrated to Cilium has no Windows pools, and node auto-provisioning is off.',
    change: { date: '2026-06-26', what: 'added', note: 'On the page by then.' },
  },
  {
    ...inBoth,
    id: 'option-overlay',
    kind: 'option',
    text: 'Overlay: network plugin azure, mode overlay, a pod range, dataplane cilium.',
  },
  {
    ...inBoth,
    id: 'option-deprecated-flag',
    kind: 'option',
    text: 'The flag --network-dataplane cilium replaces --enable-ebpf-dataplane from older previews.',
  },
  {
    ...inBoth,
    id: 'option-pod-subnet',
    kind: 'option',
    text: 'Pod subnet: network plugin azure, a subnet for nodes and one for pods, dataplane cilium.',
  },
  {
    ...inBoth,
    id: 'option-node-subnet',
    kind: 'option',
    text: 'Node subnet: network plugin azure and dataplane cilium, without mode and pod subnet.',
  },
  {
    ...verified(sources.ciliumPage, { also: [sources.automatic], editions: latestOnly }),
    id: 'option-automatic',
    kind: 'option',
    text: 'AKS Automatic clusters use the overlay with Cilium by default.',
    change: { date: '2026-06-26', what: 'added', note: 'On the page by then.' },
  },
  {
    ...verified(sources.ciliumPage, { editions: latestOnly }),
    id: 'option-dual-stack',
    kind: 'option',
    text: 'Dual-stack clusters need Kubernetes 1.29.',
    change: {
      date: '2026-06-26',
      what: 'added',
      note: 'On the page by then, in a section of its own.',
    },
  },
];
