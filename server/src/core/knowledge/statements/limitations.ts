import { edition2025Only, latestOnly, verified } from '../dated';
import { issues } from '../issues';
import { sources } from '../sources';
import type { Statement } from './statement';

const inBoth = verified(sources.ciliumPage, { also: [sources.ciliumPage2025] });

/** Limitations and considerations of the page, in its order. */
export const limitationStatements: readonly Statement[] = [
  {
    ...verified(sources.ciliumPage, { also: [sources.ciliumPage2025, issues.windows] }),
    id: 'limitation-linux-only',
    kind: 'limitation',
    text: 'The dataplane exists only for Linux nodes.',
  },
  {
    ...inBoth,
    id: 'limitation-ip-block',
    kind: 'limitation',
    text: 'An ipBlock cannot allow traffic to node or pod addresses.',
  },
  {
    ...verified(sources.ciliumPage2025, {
      also: [issues.hostPortProtocols],
      editions: edition2025Only,
    }),
    id: 'limitation-host-port-2025',
    kind: 'limitation',
    text: 'Services cannot share a host port number for different protocols.',
    change: {
      date: '2025-06-12',
      commit: '13435a1ef',
      what: 'changed',
      note: 'Since then only for Cilium 1.16 and earlier.',
    },
  },
  {
    ...verified(sources.ciliumPage, { also: [issues.hostPortProtocols], editions: latestOnly }),
    id: 'limitation-host-port',
    kind: 'limitation',
    text: 'With Cilium 1.16 and earlier, Services cannot share a host port number for different protocols.',
    change: {
      date: '2025-06-12',
      commit: '13435a1ef',
      what: 'changed',
      note: 'Before, it held for every version.',
    },
  },
  {
    ...verified(sources.ciliumPage2025, { also: [issues.replyPackets], editions: edition2025Only }),
    id: 'limitation-reply-packets',
    kind: 'limitation',
    text: 'A policy may be applied to the replies when a pod reaches itself through a cluster IP.',
    change: {
      date: '2025-06-12',
      commit: '13435a1ef',
      what: 'removed',
      note: 'Resolved in Cilium.',
    },
  },
  {
    ...inBoth,
    id: 'limitation-host-network',
    kind: 'limitation',
    text: 'Policies do not apply to pods with hostNetwork, which share the identity of their node.',
  },
  {
    ...inBoth,
    id: 'limitation-endpoint-slices-version',
    kind: 'limitation',
    text: 'Cilium endpoint slices need Kubernetes 1.32.',
  },
  {
    ...inBoth,
    id: 'limitation-endpoint-slices-grouping',
    kind: 'limitation',
    text: 'How endpoints are grouped into slices cannot be configured.',
  },
  {
    ...inBoth,
    id: 'limitation-endpoint-slices-priority',
    kind: 'limitation',
    text: 'Priority namespaces for endpoint slices (cilium.io/ces-namespace) are not supported.',
  },
  {
    ...verified(sources.ciliumPage, { date: '2025-12-17', editions: latestOnly }),
    id: 'limitation-identities',
    kind: 'limitation',
    text: 'A cluster has 65535 identities; labels of workloads that come and go, such as Spark jobs, should be excluded from identities.',
    change: { date: '2025-12-17', what: 'added', note: 'With the two Spark labels to exclude.' },
  },
  {
    ...inBoth,
    id: 'consideration-acns',
    kind: 'consideration',
    text: 'Observability, FQDN filtering and L7 policies come with Advanced Container Networking Services.',
  },
  {
    ...verified(sources.ciliumPage, { date: '2026-08-06', editions: latestOnly }),
    id: 'consideration-azure-monitor',
    kind: 'consideration',
    text: 'Network security groups must let nodes reach the AzureMonitor service tag for diagnostics.',
    change: { date: '2026-08-06', commit: '46ddf7dbe', what: 'added', note: 'A note of its own.' },
  },
];
