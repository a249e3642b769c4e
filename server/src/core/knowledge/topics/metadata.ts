import type { FeatureRowId } from '../feature-matrix';
import { type FeatureId, featureAvailability } from '../feature-minimums';
import { type MetadataKey, metadataKeys } from '../metadata-keys';
import { sources } from '../sources';
import { sourcesOf } from '../types';
import { type HoverTopic, here, paragraphs, sentences, type TopicTarget } from './topic';

/** What the keys of a subject are for upstream, and what to do instead. */
const subjects: Readonly<
  Record<
    MetadataKey['topic'],
    {
      readonly meant: string;
      readonly advice: string;
      readonly row?: FeatureRowId;
      readonly feature?: FeatureId;
    }
  >
> = {
  'address-pools': {
    meant: 'Meant to request a Service address from the address pools of Cilium.',
    advice: 'Use the annotations of the Azure load balancer instead.',
  },
  'cluster-mesh': {
    meant: 'Meant to share a Service between clusters.',
    advice: 'Does nothing without the cross-cluster networking of Azure Kubernetes Fleet Manager.',
  },
  'egress-gateway': {
    meant: 'Meant to send pod traffic out through chosen nodes.',
    advice: 'AKS has its own static egress gateway.',
  },
  'endpoint-slices': {
    meant: 'Meant to put the endpoints of a namespace into slices ahead of others.',
    advice: 'It is ignored and can be deleted; slices are filled first come, first served.',
    row: 'cilium-endpoint-slices',
    feature: 'cilium-endpoint-slices',
  },
  'mutual-tls': {
    meant: 'Turns on mutual TLS for the pods of a namespace.',
    advice: 'TCP only, not for `hostNetwork` pods, and not together with WireGuard or Istio.',
    row: 'mutual-tls',
    feature: 'mutual-tls',
  },
  'node-configuration': {
    meant: 'Meant to give a node a different Cilium configuration.',
    advice: 'To configure Cilium yourself, bring your own network plugin.',
  },
  'proxy-visibility': {
    meant: 'Meant to show the HTTP and DNS requests of a pod in its flows.',
    advice: 'Use the flow logs of ACNS instead; HTTP or DNS rules make requests visible.',
  },
};

/** A topic for every annotation and label key that people set for Cilium. */
export const metadataTopics: readonly HoverTopic[] = metadataKeys.map((entry) => {
  const { source, date, confidence, editions, key, effect, on, topic } = entry;
  const { meant, advice, row } = subjects[topic];
  const [, ...others] = sourcesOf(entry);
  return {
    ...{ source, date, confidence, editions },
    also: topic === 'endpoint-slices' ? [...others, sources.ciliumConfigMap] : others,
    id: `key:${key}`,
    title: `${key.replace('*', '…')}: ${placeOf(on)} for Cilium`,
    ...(row === undefined ? {} : { featureRow: row }),
    text: (target: TopicTarget) =>
      paragraphs(sentences(meant, effect), sentences(versionHere(entry, target), advice)),
  };
});

function placeOf(on: MetadataKey['on']): string {
  switch (on) {
    case 'annotation':
      return 'an annotation';
    case 'label':
      return 'a label';
    case 'either':
      return 'an annotation or label';
  }
}

function versionHere({ topic }: MetadataKey, target: TopicTarget): string | undefined {
  const { feature } = subjects[topic];
  return (
    feature &&
    here(
      featureAvailability(feature, target),
      undefined,
      '**The versions of your cluster are too old for this feature.**',
      undefined,
    )
  );
}
