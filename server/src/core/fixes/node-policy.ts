import type { FactView } from '../facts/facts';
import { policyLimits } from '../knowledge/policy-vocabulary';
import type { EditResult, PlainValue } from '../model/edits';
import type { NetworkPolicy, PolicyRule } from '../model/network-policy';
import { firstPort, lastPort, type PortSet, portsOf } from '../policy/ports/ports';
import { addCiliumPolicy, plainSubject } from './cilium-policy';

/**
 * Adds a CiliumNetworkPolicy that allows the nodes, on the ports of the rule, for the pods of its policy: only there
 * can nodes be named. Says why not when a template decides which pods or ports are meant.
 */
export function addNodePolicy(
  policy: NetworkPolicy,
  rule: PolicyRule,
  facts: FactView,
): EditResult {
  const toPorts = toPortsFor(portsOf(rule));
  if ('disabledReason' in toPorts) {
    return toPorts;
  }
  const entities = rule.direction === 'egress' ? 'toEntities' : 'fromEntities';
  const allowed = { [entities]: ['host', 'remote-node'], ...toPorts.value };
  const added = {
    suffix: 'nodes',
    endpointSelector: plainSubject(policy),
    sections: { [rule.direction]: [allowed] },
  };
  return addCiliumPolicy(policy.object, added, facts);
}

/** The ports as `toPorts`, nothing for every port; the new policy must not allow more than the rule. */
export function toPortsFor(
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
