import { edition2025Only, latestOnly, verified } from '../dated';
import { sources } from '../sources';
import type { Statement } from './statement';

const inBoth = verified(sources.ciliumPage, { also: [sources.ciliumPage2025] });
const in2025 = verified(sources.ciliumPage2025, { editions: edition2025Only });

/** The questions and answers of the page, in its order. */
export const questionStatements: readonly Statement[] = [
  {
    ...in2025,
    id: 'question-configuration-2025',
    kind: 'question',
    text: 'The Cilium configuration cannot be modified; bring your own CNI for more control.',
    change: { date: '2025-12-17', what: 'changed', note: 'Label exclusion became possible.' },
  },
  {
    ...verified(sources.ciliumPage, { date: '2025-12-17', editions: latestOnly }),
    id: 'question-configuration',
    kind: 'question',
    text: 'Only label exclusion can be changed in the Cilium configuration; bring your own CNI for more control.',
    change: { date: '2025-12-17', what: 'changed', note: 'Before, nothing could be changed.' },
  },
  {
    ...verified(sources.ciliumPage, { date: '2025-12-17', editions: latestOnly }),
    id: 'question-config-map',
    kind: 'question',
    text: 'Labels excluded in the ConfigMap kube-system/cilium-config survive restarts, upgrades and reconciliation.',
    change: { date: '2025-12-17', what: 'added', note: 'A separate question.' },
  },
  {
    ...in2025,
    id: 'question-cilium-network-policy-2025',
    kind: 'question',
    text: 'CiliumNetworkPolicy serves FQDN filtering and L7 policies with Advanced Container Networking Services.',
    change: {
      date: '2025-06-25',
      commit: 'b3abd07c4',
      what: 'changed',
      note: 'Layers 3 and 4 are named as supported.',
    },
  },
  {
    ...verified(sources.ciliumPage, { date: '2025-06-25', editions: latestOnly }),
    id: 'question-cilium-network-policy',
    kind: 'question',
    text: 'CiliumNetworkPolicy for layers 3 and 4 is supported alongside NetworkPolicy; FQDN and L7 rules with Advanced Container Networking Services.',
    change: {
      date: '2025-06-25',
      commit: 'b3abd07c4',
      what: 'changed',
      note: 'Before, only FQDN and L7 rules were named.',
    },
  },
  {
    ...in2025,
    id: 'question-clusterwide-policy-2025',
    kind: 'question',
    text: 'CiliumClusterwideNetworkPolicy, there called ClusterwideCiliumNetworkPolicy, is not supported.',
    change: {
      date: '2025-11-05',
      commit: '58987263c',
      what: 'changed',
      note: 'It is supported since.',
    },
  },
  {
    ...verified(sources.ciliumPage, { date: '2025-11-05', editions: latestOnly }),
    id: 'question-clusterwide-policy',
    kind: 'question',
    text: 'CiliumClusterwideNetworkPolicy is supported.',
    change: {
      date: '2025-11-05',
      commit: '58987263c',
      what: 'changed',
      note: 'Before, it was not supported.',
    },
  },
  {
    ...verified(sources.ciliumPage, { date: '2025-12-18', editions: latestOnly }),
    id: 'question-local-redirect-policy',
    kind: 'question',
    text: 'CiliumLocalRedirectPolicy is supported from Kubernetes 1.29; policies must then select the node-local DNS pods.',
    change: {
      date: '2025-12-18',
      commit: '096263fbb',
      what: 'added',
      note: 'A section of its own.',
    },
  },
  {
    ...inBoth,
    id: 'question-ip-block-blocked',
    kind: 'question',
    text: 'Traffic to pods and nodes stays blocked although an ipBlock contains their addresses.',
  },
  {
    ...inBoth,
    id: 'question-ip-block-workaround',
    kind: 'question',
    text: 'Peers with namespaceSelector and podSelector next to the ipBlock allow all pods.',
  },
  {
    ...inBoth,
    id: 'question-ip-block-nodes',
    kind: 'question',
    text: 'No NetworkPolicy with an ipBlock can allow traffic to nodes.',
  },
  {
    ...inBoth,
    id: 'question-daemonset-limits',
    kind: 'question',
    text: 'AKS sets no CPU or memory limits on the Cilium DaemonSet.',
  },
  {
    ...inBoth,
    id: 'question-kube-proxy',
    kind: 'question',
    text: 'Clusters with Cilium have no kube-proxy.',
  },
  {
    ...inBoth,
    id: 'question-kube-proxy-migration',
    kind: 'question',
    text: 'A cluster that is migrated to Cilium loses kube-proxy on every node.',
  },
  {
    ...verified(sources.ciliumPage, { also: [sources.localDns], editions: latestOnly }),
    id: 'question-local-dns',
    kind: 'question',
    text: 'LocalDNS is supported; policies must allow its address and the host entity on port 53.',
    change: {
      date: '2026-06-26',
      what: 'added',
      note: 'On the page by then; it came in steps since November 2025.',
    },
  },
];
