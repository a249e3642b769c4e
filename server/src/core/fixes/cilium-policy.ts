import type { FactView } from '../facts/facts';
import { namespaceText } from '../facts/subject';
import { writtenName } from '../model/deployment/deployed-document';
import { appendObject, type EditResult, type PlainValue } from '../model/edits';
import type { KubernetesObject } from '../model/kubernetes-object';
import type { LabelSelector } from '../model/label-selector';
import type { NetworkPolicy } from '../model/network-policy';
import { known } from '../model/traced';
import { longestName } from '../policy/label-syntax';
import { outsideTemplateBlocks } from './template-guard';

/** A CiliumNetworkPolicy to be written beside an object, in its namespace. */
export interface NewCiliumPolicy {
  /** What its name has behind that of the object. */
  readonly suffix: string;
  /** Undefined when it is not known which pods are meant. */
  readonly endpointSelector: PlainValue | undefined;
  readonly sections: { readonly [name: string]: PlainValue };
}

/** Adds a CiliumNetworkPolicy behind an object. Says why not when a template decides for which pods, or where. */
export function addCiliumPolicy(
  object: KubernetesObject,
  { suffix, endpointSelector, sections }: NewCiliumPolicy,
  facts: FactView,
): EditResult {
  const { namespace } = object;
  // A kustomization puts what it adds to names before and behind that of the new object as well.
  const name = writtenName(object);
  const what = object.kind === 'Service' ? 'Service' : 'policy';
  const isUnclear = namespace.state === 'unknown' || object.name.state === 'unknown';
  if (endpointSelector === undefined || isUnclear) {
    return { disabledReason: `A template decides which pods this ${what} applies to.` };
  }
  if (name.state !== 'known') {
    return { disabledReason: `This ${what} has no name that the new one could use.` };
  }
  const metadata = {
    name: freeName(name.value, suffix, object, facts),
    ...(namespace.state === 'known' ? { namespace: namespace.value } : {}),
  };
  const added = appendObject(object, {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata,
    spec: { endpointSelector, ...sections },
  });
  return outsideTemplateBlocks({ object }, object.range.start, added);
}

/** Another object of that name would be overwritten, such as the one for another rule. */
function freeName(name: string, suffix: string, object: KubernetesObject, facts: FactView): string {
  const namespace = namespaceText(object);
  const isRenamed = known(object.name) !== known(writtenName(object));
  const taken = facts
    .all('policy')
    .filter(({ fact }) => fact.kind === 'CiliumPolicy' && fact.namespace === namespace)
    .map(({ fact }) => fact.name);
  for (let count = 1; ; count++) {
    const end = count === 1 ? `-${suffix}` : `-${suffix}-${count}`;
    const candidate = `${name.slice(0, longestName - end.length)}${end}`;
    // The others are called what they are called where they are deployed.
    const isFree = isRenamed
      ? taken.every((each) => !`${each}`.includes(candidate))
      : !taken.includes(candidate);
    if (isFree) {
      return candidate;
    }
  }
}

/** The pods a NetworkPolicy is for, as a selector; undefined when part of it is not known. */
export function plainSubject({ podSelector }: NetworkPolicy): PlainValue | undefined {
  return podSelector.state === 'absent' ? {} : plainSelector(known(podSelector));
}

/** The selector as it was written; undefined when part of it is not known. */
function plainSelector(selector: LabelSelector | undefined): PlainValue | undefined {
  if (selector?.isComplete !== true) {
    return undefined;
  }
  const labels = selector.matchLabels.map(({ key, value }) => [key, known(value)] as const);
  const expressions = selector.matchExpressions.map(({ key, operator, values }) => ({
    key: known(key),
    operator: known(operator),
    values: values.map(known),
  }));
  const texts = [
    ...labels.map(([, value]) => value),
    ...expressions.flatMap(({ key, operator, values }) => [key, operator, ...values]),
  ];
  if (texts.includes(undefined)) {
    return undefined;
  }
  return {
    ...(labels.length > 0 ? { matchLabels: Object.fromEntries(labels) } : {}),
    ...(expressions.length > 0
      ? {
          matchExpressions: expressions.map(({ key, operator, values }) => ({
            key,
            operator,
            ...(values.length > 0 ? { values } : {}),
          })),
        }
      : {}),
  } as PlainValue;
}
