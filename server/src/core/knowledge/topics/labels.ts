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
      'The API server puts it on every Namespace, with the name as its value, so it is the reliable way to select one in a `namespaceSelector`. A label such as `name: kube-system` exists only if someone set it.',
      `It is a label of the Namespace, **not of its pods**: in a \`podSelector\` or a Cilium endpoint selector it never matches. Use \`${ofEndpoint}\` there on Cilium.`,
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
      'Cilium gives every pod this label. In `fromEndpoints` and `toEndpoints` it selects another namespace, or all of them with the operator `Exists`. The prefix `k8s:` is optional.',
      'Trap: in the `endpointSelector` of a CiliumNetworkPolicy, the namespace of the policy overrides it. Kubernetes does not know the label, so a NetworkPolicy cannot use it.',
    ),
};

/** Labels of the Namespace in an endpoint selector. */
export const labelNamespaceLabelsTopic: HoverTopic = {
  ...verified(sources.ciliumLabelFilter, { also: [sources.ciliumRuleValidation] }),
  id: 'label-namespace-labels',
  title: `${metaPrefix}…: a label of the pod's namespace`,
  text: () =>
    paragraphs(
      'Cilium copies the labels of a Namespace to its pods under this prefix, so an endpoint selector can match them: the counterpart of `namespaceSelector` in a NetworkPolicy.',
      'These labels are part of identities, so a label that changes often gives all pods of the namespace new identities each time.',
    ),
};

/** A pod label that is no part of an identity. */
export const labelDroppedTopic: HoverTopic = {
  ...verified(sources.ciliumLabelFilter, { also: [sources.ciliumPage] }),
  id: 'label-dropped',
  title: 'A label that no policy can see',
  text: () =>
    paragraphs(
      'Cilium leaves this label out of pod identities, so selecting by it **never matches**, and `NotIn` or `DoesNotExist` always does. Use a label of your own.',
      `Keys that begin with ${droppedKeys()} are left out; \`app.kubernetes.io/…\` is kept.`,
      'The reason: each combination of kept labels is a separate identity, and these labels differ from pod to pod or say nothing.',
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
