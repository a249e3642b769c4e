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
export declare function namespaced(spec: Value): Fields;
/** A CiliumClusterwideNetworkPolicy with this `spec`. */
export declare function clusterwide(spec: Value): Fields;
/** A policy for some pods that allows what the rule says, to them. */
export declare function ingress(rule: Value): Fields;
/** A policy for some pods that allows what the rule says, from them. */
export declare function egress(rule: Value): Fields;
/** A policy for some pods that denies what the rule says, from them. */
export declare function egressDeny(rule: Value): Fields;
/** A policy for some pods that denies what the rule says, to them. */
export declare function ingressDeny(rule: Value): Fields;
/** A policy that allows what an item of `toPorts` says, from its pods. */
export declare function egressPorts(portRule: Value): Fields;
/** A policy that allows what an item of `toPorts` says, to its pods. */
export declare function ingressPorts(portRule: Value): Fields;
/** A policy that allows one port, from its pods. */
export declare function port(of: Value): Fields;
/** A policy with layer 7 rules on a TCP port, from its pods. */
export declare function layer7(rules: Value, of?: Fields): Fields;
/** The text in which a policy is judged. */
export declare function textOf(policy: Value): string;
