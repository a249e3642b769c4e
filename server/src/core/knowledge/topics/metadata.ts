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
    meant: 'Meant to ask the address pools of Cilium for an address of a Service.',
    advice: 'Use the annotations of the Azure load balancer instead.',
  },
  'cluster-mesh': {
    meant: 'Meant to share a Service between clusters.',
    advice: 'Without cross-cluster networking of Azure Kubernetes Fleet Manager it does nothing.',
  },
  'egress-gateway': {
    meant: 'Meant to send the traffic of pods out through chosen nodes.',
    advice: 'AKS has a static egress gateway of its own.',
  },
  'endpoint-slices': {
    meant: 'Meant to bring the endpoints of a namespace into slices before others.',
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
    meant: 'Meant to give a node another configuration of Cilium.',
    advice: 'To configure Cilium yourself, bring your own network plugin.',
  },
  'proxy-visibility': {
    meant: 'Meant to show HTTP and DNS requests of a pod in its flows.',
    advice: 'With ACNS there are flow logs, and rules for HTTP or DNS make requests visible.',
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
      '**The versions of your cluster are too old for the feature.**',
      undefined,
    )
  );
}
