/** A value of JSON. */
export type Value = null | boolean | number | string | readonly Value[] | Fields;
export interface Fields {
  readonly [name: string]: Value;
}

/** What the oracle and the rules judge: the text of a file with one policy. */
export interface Input {
  /** Stays the same, whatever else is added. */
  readonly id: string;
  readonly text: string;
}

/** A CiliumNetworkPolicy with this `spec`. */
export function namespaced(spec: Value): Fields {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'a-policy', namespace: 'shop' },
    spec,
  };
}

/** A CiliumClusterwideNetworkPolicy with this `spec`. */
export function clusterwide(spec: Value): Fields {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumClusterwideNetworkPolicy',
    metadata: { name: 'a-policy' },
    spec,
  };
}

/** A policy for some pods that allows what the rule says, to them. */
export function ingress(rule: Value): Fields {
  return namespaced({ endpointSelector: { matchLabels: { app: 'web' } }, ingress: [rule] });
}

/** A policy for some pods that allows what the rule says, from them. */
export function egress(rule: Value): Fields {
  return namespaced({ endpointSelector: { matchLabels: { app: 'web' } }, egress: [rule] });
}

/** A policy for some pods that denies what the rule says, from them. */
export function egressDeny(rule: Value): Fields {
  return namespaced({ endpointSelector: { matchLabels: { app: 'web' } }, egressDeny: [rule] });
}

/** A policy for some pods that denies what the rule says, to them. */
export function ingressDeny(rule: Value): Fields {
  return namespaced({ endpointSelector: { matchLabels: { app: 'web' } }, ingressDeny: [rule] });
}

/** A policy that allows what an item of `toPorts` says, from its pods. */
export function egressPorts(portRule: Value): Fields {
  return egress({ toPorts: [portRule] });
}

/** A policy that allows what an item of `toPorts` says, to its pods. */
export function ingressPorts(portRule: Value): Fields {
  return ingress({ toPorts: [portRule] });
}

/** A policy that allows one port, from its pods. */
export function port(of: Value): Fields {
  return egressPorts({ ports: [of] });
}

/** A policy with layer 7 rules on a TCP port, from its pods. */
export function layer7(rules: Value, of: Fields = { port: '80', protocol: 'TCP' }): Fields {
  return egressPorts({ ports: [of], rules });
}

/** The text in which a policy is judged. */
export function textOf(policy: Value): string {
  return `${JSON.stringify(policy, undefined, 1)}\n`;
}
