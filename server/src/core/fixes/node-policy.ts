import type { FactView } from '../facts/facts';
import { policyLimits } from '../knowledge/policy-vocabulary';
import { appendObject, type EditResult, type PlainValue } from '../model/edits';
import type { LabelSelector } from '../model/label-selector';
import type { NetworkPolicy, PolicyRule } from '../model/network-policy';
import { known } from '../model/traced';
import { firstPort, lastPort, type PortSet, portsOf } from '../policy/ports';
import { outsideTemplateBlocks } from './template-guard';

type Written = { readonly value: PlainValue } | { readonly disabledReason: string };

/** The most characters the name of an object may have. */
const maxName = 253;

/**
 * Adds a CiliumNetworkPolicy that allows the nodes, on the ports of the rule, for the pods of its policy: only there
 * can nodes be named. Says why not when a template decides which pods or ports are meant.
 */
export function addNodePolicy(
  policy: NetworkPolicy,
  rule: PolicyRule,
  facts: FactView,
): EditResult {
  const object = nodePolicyFor(policy, rule, facts);
  return 'disabledReason' in object
    ? object
    : outsideTemplateBlocks(
        policy,
        policy.object.range.start,
        appendObject(policy.object, object.value),
      );
}

function nodePolicyFor(policy: NetworkPolicy, rule: PolicyRule, facts: FactView): Written {
  const { namespace, name } = policy.object;
  const selector =
    policy.podSelector.state === 'absent' ? {} : plainSelector(known(policy.podSelector));
  if (selector === undefined || namespace.state === 'unknown' || name.state === 'unknown') {
    return { disabledReason: 'A template decides which pods this policy is for.' };
  }
  if (name.state !== 'known') {
    return { disabledReason: 'This policy has no name that the new one could take up.' };
  }
  const toPorts = toPortsFor(portsOf(rule));
  if ('disabledReason' in toPorts) {
    return toPorts;
  }
  const entities = rule.direction === 'egress' ? 'toEntities' : 'fromEntities';
  const allowed = { [entities]: ['host', 'remote-node'], ...toPorts.value };
  const metadata = {
    name: freeName(name.value, known(namespace) ?? '', facts),
    ...(namespace.state === 'known' ? { namespace: namespace.value } : {}),
  };
  return {
    value: {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata,
      spec: { endpointSelector: selector, [rule.direction]: [allowed] },
    },
  };
}

/** Another object of that name would be overwritten, such as the one for the nodes of another rule. */
function freeName(name: string, namespace: string, facts: FactView): string {
  const taken = new Set(
    facts
      .all('policy')
      .filter(({ fact }) => fact.kind === 'CiliumPolicy' && fact.namespace === namespace)
      .map(({ fact }) => fact.name),
  );
  for (let count = 1; ; count++) {
    const suffix = count === 1 ? '-nodes' : `-nodes-${count}`;
    const candidate = `${name.slice(0, maxName - suffix.length)}${suffix}`;
    if (!taken.has(candidate)) {
      return candidate;
    }
  }
}

/** The ports as `toPorts`, nothing for every port; the new policy must not allow more than the rule. */
function toPortsFor(
  ports: PortSet,
):
  | { readonly value: { readonly [key: string]: PlainValue } }
  | { readonly disabledReason: string } {
  if (ports === 'every') {
    return { value: {} };
  }
  const numbers = ports.spans.map(({ protocol, from, to }) =>
    from === firstPort && to === lastPort
      ? { port: '0', protocol }
      : { port: `${from}`, ...(to > from ? { endPort: to } : {}), protocol },
  );
  if (numbers.length === 0) {
    return {
      disabledReason: 'Nodes have no named ports, and this rule has no port numbers.',
    };
  }
  const most = policyLimits.portsPerRule.value;
  const items: PlainValue[] = [];
  for (let start = 0; start < numbers.length; start += most) {
    items.push({ ports: numbers.slice(start, start + most) });
  }
  return { value: { toPorts: items } };
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
