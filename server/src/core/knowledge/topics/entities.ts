import { type CiliumEntity, ciliumEntities } from '../policy-vocabulary';
import { sources } from '../sources';
import { sourcesOf } from '../types';
import { within } from '../version-number';
import { type HoverTopic, paragraphs, sentences, type TopicTarget } from './topic';

/** What people get wrong, by entity. */
const traps: Readonly<Record<string, string>> = {
  all: 'Opens the rule to everyone, the Internet and nodes included. A rule without a peer does the same.',
  cluster:
    'Includes nodes and `hostNetwork` pods as well as pods. It does not include anything outside the cluster, such as private endpoints.',
  'cluster-mesh':
    'Covers clusters that Azure Kubernetes Fleet Manager connects; elsewhere AKS has no cluster mesh, and this is the same as `cluster`.',
  health: 'Cilium allows its own health checks without a rule; you never need this on AKS.',
  host: 'The **other** nodes are `remote-node`. On ingress the node of the pod is allowed without a rule, so kubelet probes work. Since Cilium 1.17 LocalDNS (`169.254.10.10`) belongs to it.',
  ingress:
    'The proxy is part of the Ingress and Gateway support of Cilium, which AKS does not offer. Select an ingress controller that runs as pods by its labels.',
  init: 'A pod has this identity for a moment after it starts, until its labels are known.',
  'kube-apiserver':
    'On egress it works whatever the address is, so prefer it to a range: port 443 over TCP. The AKS API server is outside the cluster, so it also belongs to `world`.',
  none: 'Selects no peer, so the rule allows nothing and only closes the direction for the pods of the policy.',
  'remote-node':
    'The node of the pod itself is `host`. A load balancer client that enters at another node arrives as `remote-node`, unless `externalTrafficPolicy` is `Local`.',
  unmanaged: 'On AKS Cilium manages all pods except `hostNetwork` pods, which it treats as nodes.',
  world:
    'Includes no pod, node or Service of this cluster. It covers IPv4 and IPv6; the range `0.0.0.0/0` is IPv4 only.',
};

/** A topic for every entity. */
export const entityTopics: readonly HoverTopic[] = ciliumEntities.map((entity) => {
  const { source, date, confidence, editions, name, covers, onAks } = entity;
  const [, ...others] = sourcesOf(entity);
  return {
    ...{ source, date, confidence, editions },
    also: [...new Set([...others, sources.ciliumLayer3, sources.npmMigration])],
    id: `entity:${name}`,
    title: `${name}: ${covers}`,
    featureRow: 'cilium-network-policy',
    text: (target: TopicTarget) =>
      paragraphs(
        'An entity: a group of peers that Cilium knows without labels or addresses.',
        sentences(
          versionNote(entity, target),
          onAks && `On AKS, ${onAks.direction} is different: ${onAks.text}`,
        ) || undefined,
        traps[name],
      ),
  };
});

function versionNote(
  { cilium }: CiliumEntity,
  { ciliumVersions }: TopicTarget,
): string | undefined {
  if (cilium?.from === undefined) {
    return undefined;
  }
  const isMissing =
    ciliumVersions.length > 0 &&
    ciliumVersions.every((version) => within(version, cilium) === 'no');
  return isMissing
    ? `Exists since Cilium ${cilium.from}; **your cluster refuses it**.`
    : `Exists since Cilium ${cilium.from}; with older versions the API server refuses it.`;
}
