import { inferred, latestOnly, unsettled, verified } from './dated';
import { sources } from './sources';
import type { Dated } from './types';

/**
 * An annotation or label key, or a prefix of keys, that has no effect on AKS or needs something
 * first.
 */
export interface MetadataKey extends Dated {
  /** The key; a trailing `*` stands for the rest. */
  readonly key: string;
  readonly on: 'annotation' | 'label' | 'either';
  readonly topic:
    | 'address-pools'
    | 'cluster-mesh'
    | 'egress-gateway'
    | 'endpoint-slices'
    | 'mutual-tls'
    | 'node-configuration'
    | 'proxy-visibility';
  readonly effect: string;
}

/** Keys people set for Cilium, sorted by key. */
export const metadataKeys: readonly MetadataKey[] = [
  {
    ...verified(sources.ciliumPage, { also: [sources.ciliumPage2025] }),
    key: 'cilium.io/ces-namespace',
    on: 'either',
    topic: 'endpoint-slices',
    effect: 'AKS does not support priority namespaces for endpoint slices.',
  },
  {
    ...inferred(sources.ciliumPage),
    key: 'config.cilium.io/*',
    on: 'annotation',
    topic: 'node-configuration',
    effect: 'It changes the configuration of Cilium on a node, which AKS manages.',
  },
  {
    ...inferred(sources.ciliumConfigMap),
    key: 'egress.cilium.io*',
    on: 'either',
    topic: 'egress-gateway',
    effect: "AKS leaves Cilium's egress gateway off.",
  },
  {
    ...inferred(sources.ciliumConfigMap),
    key: 'io.cilium.proxy-visibility',
    on: 'annotation',
    topic: 'proxy-visibility',
    effect: 'A former spelling; Cilium has dropped the annotation.',
  },
  {
    ...verified(sources.ciliumConfigMap),
    key: 'io.cilium/global-service',
    on: 'annotation',
    topic: 'cluster-mesh',
    effect:
      'A former spelling of service.cilium.io/global; there is no cluster mesh outside Fleet.',
  },
  {
    ...verified(sources.ciliumConfigMap),
    key: 'io.cilium/lb-ipam-ips',
    on: 'annotation',
    topic: 'address-pools',
    effect: 'Load-balancer addresses come from Azure.',
  },
  {
    ...verified(sources.acnsOverview, { editions: latestOnly }),
    key: 'io.cilium/mtls-enabled',
    on: 'label',
    topic: 'mutual-tls',
    effect: 'Preview: needs Kubernetes 1.34, Cilium 1.18, and mTLS chosen as transit encryption.',
  },
  {
    ...verified(sources.ciliumConfigMap),
    key: 'lbipam.cilium.io/*',
    on: 'annotation',
    topic: 'address-pools',
    effect: 'Load-balancer addresses come from Azure.',
  },
  {
    ...unsettled(sources.ciliumConfigMap),
    key: 'policy.cilium.io/proxy-visibility',
    on: 'annotation',
    topic: 'proxy-visibility',
    effect: 'Cilium has dropped the annotation; use L7 rules or flow logs.',
  },
  ...['affinity', 'global', 'shared'].map(
    (name): MetadataKey => ({
      ...verified(sources.ciliumConfigMap),
      key: `service.cilium.io/${name}`,
      on: 'annotation',
      topic: 'cluster-mesh',
      effect: 'There is no cluster mesh outside Fleet.',
    }),
  ),
];

/** The entry of an annotation or label key. */
export function metadataKey(key: string): MetadataKey | undefined {
  return metadataKeys.find((entry) =>
    entry.key.endsWith('*') ? key.startsWith(entry.key.slice(0, -1)) : key === entry.key,
  );
}
