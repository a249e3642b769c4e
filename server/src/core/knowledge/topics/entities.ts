import { type CiliumEntity, ciliumEntities } from '../policy-vocabulary';
import { sources } from '../sources';
import { sourcesOf } from '../types';
import { within } from '../version-number';
import { type HoverTopic, paragraphs, sentences, type TopicTarget } from './topic';

/** What people get wrong, by entity. */
const traps: Readonly<Record<string, string>> = {
  all: 'It opens the rule to everybody, the Internet and nodes included. A rule without a peer does the same.',
  cluster:
    'Takes in nodes and `hostNetwork` pods as well as pods. Nothing outside the cluster, and no private endpoint, belongs to it.',
  'cluster-mesh':
    'Clusters that Azure Kubernetes Fleet Manager connects; elsewhere AKS has no cluster mesh, and this is `cluster`.',
  health: 'Cilium allows its own health checks without a rule; nobody needs to write it on AKS.',
  host: 'The **other** nodes are `remote-node`. On ingress the own node is allowed without a rule, so probes of the kubelet work. From Cilium 1.17 on LocalDNS (`169.254.10.10`) belongs to it.',
  ingress:
    'The proxy belongs to the Ingress and Gateway support of Cilium, which AKS does not offer. An ingress controller that runs as pods is selected by its labels.',
  init: 'A pod has it for a moment after its start, until its labels are known.',
  'kube-apiserver':
    'On egress it works, whatever the address is, and is better than a range: port 443 over TCP. The API server of AKS is outside the cluster, so it belongs to `world` as well.',
  none: 'It makes a rule that selects no peer, so the rule allows nothing, and only closes the direction for the pods of the policy.',
  'remote-node':
    'The own node is `host`. A client of a load balancer that enters at another node arrives as `remote-node`, unless `externalTrafficPolicy` is `Local`.',
  unmanaged:
    'On AKS all pods are managed by Cilium, except `hostNetwork` pods, which are nodes to it.',
  world:
    'No pod, no node and no Service of this cluster belongs to it. It takes in IPv4 and IPv6; `0.0.0.0/0` as a range is IPv4 only.',
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
        'An entity: Cilium knows such peers by itself, without labels and without addresses.',
        sentences(
          versionNote(entity, target),
          onAks && `On ${onAks.direction} it is different: ${onAks.text}`,
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
    ? `Known from Cilium ${cilium.from} on; **your cluster refuses it**.`
    : `Known from Cilium ${cilium.from} on; before, the API server refuses it.`;
}
