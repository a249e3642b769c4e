import { verified } from '../dated';
import { issues } from '../issues';
import { defaultLabelFilter } from '../labels';
import { namespaceLabels } from '../policy-vocabulary';
import { sources } from '../sources';
import { type HoverTopic, paragraphs } from './topic';

const { ofNamespace, ofEndpoint, metaPrefix } = namespaceLabels;

/** `kubernetes.io/metadata.name` in a selector. */
export const labelOfNamespaceTopic: HoverTopic = {
  ...verified(sources.kubernetesPolicies, {
    also: [issues.emptySelector, sources.ciliumLabelFilter],
  }),
  id: 'label-of-namespace',
  title: `${ofNamespace}: the label every namespace has`,
  text: () =>
    paragraphs(
      'The API server puts it on every Namespace, with its name as the value, so it is the dependable way to name one in a `namespaceSelector`. A label such as `name: kube-system` is not there unless somebody set it.',
      `It is a label of the Namespace, **not of its pods**: in a \`podSelector\` or an endpoint selector of Cilium it never matches. Cilium has \`${ofEndpoint}\` for that.`,
    ),
};

/** `io.kubernetes.pod.namespace` in an endpoint selector. */
export const labelPodNamespaceTopic: HoverTopic = {
  ...verified(issues.emptySelector, {
    also: [sources.ciliumRuleValidation, sources.ciliumLabelFilter],
  }),
  id: 'label-pod-namespace',
  title: `${ofEndpoint}: the namespace of a pod, for Cilium`,
  text: () =>
    paragraphs(
      'Cilium gives every pod this label; in `fromEndpoints` and `toEndpoints` it names another namespace, and with operator `Exists` all of them. The prefix `k8s:` may be left out.',
      'Trap: in the `endpointSelector` of a CiliumNetworkPolicy it is overridden by the namespace of the policy. Kubernetes knows nothing of the label, so a NetworkPolicy cannot use it.',
    ),
};

/** Labels of the Namespace in an endpoint selector. */
export const labelNamespaceLabelsTopic: HoverTopic = {
  ...verified(sources.ciliumLabelFilter, { also: [sources.ciliumRuleValidation] }),
  id: 'label-namespace-labels',
  title: `${metaPrefix}…: a label of the namespace of a pod`,
  text: () =>
    paragraphs(
      'Cilium copies the labels of a Namespace to its pods under this prefix, so that an endpoint selector can ask for them: what a `namespaceSelector` does in a NetworkPolicy.',
      'Cilium keeps them in identities, so a label that changes often gives all pods of the namespace new identities each time.',
    ),
};

/** A pod label that is no part of an identity. */
export const labelDroppedTopic: HoverTopic = {
  ...verified(sources.ciliumLabelFilter, { also: [sources.ciliumPage] }),
  id: 'label-dropped',
  title: 'A label that no policy can see',
  text: () =>
    paragraphs(
      'Cilium leaves this label out of the identity of pods, so selecting by it **never matches**, and `NotIn` or `DoesNotExist` always does. Use a label of your own.',
      `Left out are keys that begin with ${droppedKeys()}; \`app.kubernetes.io/…\` is kept.`,
      'The reason: each combination of kept labels is an identity of its own, and these differ from pod to pod or say nothing.',
    ),
};

function droppedKeys(): string {
  return defaultLabelFilter
    .filter(({ action }) => action === 'drop')
    .map(
      ({ pattern }) =>
        `\`${pattern.replaceAll('\\', '').replace(/^\.\*/, '…').replace(/\.\*$/, '')}\``,
    )
    .join(', ');
}
