import type { FactView } from '../../facts/facts';
import { isTemplateText, type Requirement, requirementsOf } from '../../facts/subject';
import type { PodLabel } from '../../facts/workload-fact';
import { namespaceLabels } from '../../knowledge/policy-vocabulary';
import type { CiliumPolicy, CiliumRule } from '../../model/cilium-policy';
import type { LabelSelector } from '../../model/label-selector';
import type { NetworkPolicy, Peer } from '../../model/network-policy';
import { known, type Traced } from '../../model/traced';
import type { Answer } from '../../profile/profile';
import type { YamlDocument } from '../../syntax/yaml/document';

/** Pods that a policy means, by their labels and their namespaces. No template has a part in it. */
export interface PodSelection {
  readonly requirements: readonly Requirement[];
  /** The names of the namespaces; `own` is that of the policy, wherever it goes. */
  readonly namespaces: 'own' | 'any' | readonly string[];
}

/** The pods that a NetworkPolicy is for; undefined when a template decides. */
export function subjectSelection({ object, podSelector }: NetworkPolicy): PodSelection | undefined {
  const requirements = podSelector.state === 'absent' ? [] : readable(object.document, podSelector);
  return requirements && { requirements, namespaces: 'own' };
}

/** The pods that a `spec` of a Cilium policy is for; undefined when it is for nodes, or a template decides. */
export function endpointSelection(
  { object, scope }: CiliumPolicy,
  { nodeSelector, endpointSelector }: CiliumRule,
): PodSelection | undefined {
  const selector = known(endpointSelector);
  return nodeSelector.state === 'absent' && selector !== undefined
    ? endpointsSelection(object.document, selector, scope)
    : undefined;
}

/** The pods that a peer of a NetworkPolicy stands for; undefined for an ipBlock, and when they cannot be told. */
export function peerSelection(
  { object }: NetworkPolicy,
  { ipBlock, podSelector, namespaceSelector }: Peer,
  facts: FactView,
): PodSelection | undefined {
  if (ipBlock !== undefined) {
    return undefined;
  }
  const requirements = podSelector.state === 'absent' ? [] : readable(object.document, podSelector);
  const namespaces =
    namespaceSelector.state === 'absent'
      ? 'own'
      : namesOf(readable(object.document, namespaceSelector), facts);
  return requirements && namespaces && { requirements, namespaces };
}

/**
 * The pods that a selector of a Cilium policy stands for. Without the label of the namespace they are those of the
 * policy's own, and for a clusterwide policy those of all.
 */
export function endpointsSelection(
  document: YamlDocument,
  selector: LabelSelector,
  scope: CiliumPolicy['scope'],
): PodSelection | undefined {
  const all = readable(document, { state: 'known', value: selector, range: selector.range });
  if (all === undefined || all.some(({ key }) => key.startsWith(namespaceLabels.metaPrefix))) {
    return undefined;
  }
  const isNamespace = ({ key }: Requirement) => key === namespaceLabels.ofEndpoint;
  const [namespace, another] = all.filter(isNamespace);
  const requirements = all.filter((each) => !isNamespace(each));
  if (namespace === undefined) {
    return { requirements, namespaces: scope === 'clusterwide' ? 'any' : 'own' };
  }
  if (another !== undefined) {
    return undefined;
  }
  switch (namespace.operator) {
    case 'In':
      return { requirements, namespaces: namespace.values };
    case 'Exists':
      return { requirements, namespaces: 'any' };
    default:
      return undefined;
  }
}

function readable(
  document: YamlDocument,
  selector: Traced<LabelSelector>,
): readonly Requirement[] | undefined {
  const requirements =
    selector.state === 'known' ? requirementsOf(document, selector.value) : undefined;
  const isLiteral = requirements?.every(({ key, operator, values }) =>
    [key, operator, ...values].every((text) => !isTemplateText(text)),
  );
  return isLiteral === true ? requirements : undefined;
}

/** The namespaces that a selector for them means: by their name, or as the files at hand label them. */
function namesOf(
  requirements: readonly Requirement[] | undefined,
  facts: FactView,
): PodSelection['namespaces'] | undefined {
  if (requirements === undefined || requirements.length === 0) {
    return requirements && 'any';
  }
  const [first, another] = requirements;
  const isByName = first?.key === namespaceLabels.ofNamespace && another === undefined;
  if (isByName && first?.operator === 'In') {
    return first.values;
  }
  const names = facts
    .all('namespace')
    .filter(({ fact }) => {
      const name = { key: namespaceLabels.ofNamespace, value: fact.name };
      return fulfils([...fact.labels, name], fact.isComplete, requirements) === 'yes';
    })
    .map(({ fact }) => fact.name);
  return names.length > 0 ? names : undefined;
}

/** Whether labels fulfil all requirements. */
export function fulfils(
  labels: readonly PodLabel[],
  hasEveryLabel: boolean,
  requirements: readonly Requirement[],
): Answer {
  const answers = requirements.map((requirement) => fulfilsOne(labels, hasEveryLabel, requirement));
  if (answers.includes('no')) {
    return 'no';
  }
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

function fulfilsOne(
  labels: readonly PodLabel[],
  hasEveryLabel: boolean,
  { key, operator, values }: Requirement,
): Answer {
  const label = labels.find((each) => each.key === key);
  if (label === undefined) {
    const isMet = operator === 'NotIn' || operator === 'DoesNotExist';
    return hasEveryLabel ? answer(isMet) : 'unknown';
  }
  const { value } = label;
  switch (operator) {
    case 'Exists':
      return 'yes';
    case 'DoesNotExist':
      return 'no';
    case 'In':
      return value === undefined ? 'unknown' : answer(values.includes(value));
    case 'NotIn':
      return value === undefined ? 'unknown' : answer(!values.includes(value));
    default:
      return 'unknown';
  }
}

function answer(value: boolean): Answer {
  return value ? 'yes' : 'no';
}
