import type { PlainValue } from '../model/edits';
import type { LabelSelector } from '../model/label-selector';
import type { Direction, NetworkPolicy } from '../model/network-policy';
import { known } from '../model/traced';

type NodePolicy = { readonly value: PlainValue } | { readonly disabledReason: string };

/**
 * A CiliumNetworkPolicy that allows the nodes for the pods of a NetworkPolicy: only there can nodes be named.
 * It says nothing when a template decides which pods are meant.
 */
export function nodePolicyFor(policy: NetworkPolicy, direction: Direction): NodePolicy {
  const name = known(policy.object.name);
  const { namespace } = policy.object;
  const selector =
    policy.podSelector.state === 'absent' ? {} : plainSelector(known(policy.podSelector));
  if (name === undefined || selector === undefined || namespace.state === 'unknown') {
    return { disabledReason: 'A template decides which pods this policy is for.' };
  }
  const rule = direction === 'egress' ? 'toEntities' : 'fromEntities';
  return {
    value: {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: {
        name: `${name}-nodes`,
        ...(namespace.state === 'known' ? { namespace: namespace.value } : {}),
      },
      spec: {
        endpointSelector: selector,
        [direction]: [{ [rule]: ['host', 'remote-node'] }],
      },
    },
  };
}

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
