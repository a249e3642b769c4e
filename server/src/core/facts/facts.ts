import type { Range } from '../text/range';
import type { BalancedPortFact } from './balanced-port-fact';
import type { DnsRedirectFact } from './dns-redirect-fact';
import type { HostPortFact } from './host-port-fact';
import type { LabelFilterFact } from './label-filter-fact';
import type { NamedPortFact } from './named-port-fact';
import type { NamespaceFact } from './namespace-fact';
import type { NodeAgentFact } from './node-agent-fact';
import type { PolicyFact } from './policy-fact';
import type { ServiceFact } from './service-fact';
import type { WorkloadFact } from './workload-fact';

/** What one object tells the others about itself: plain data, so that it may outlive the object. */
export interface Facts {
  readonly policy: PolicyFact;
  readonly namespace: NamespaceFact;
  readonly namedPort: NamedPortFact;
  readonly labelFilter: LabelFilterFact;
  readonly workload: WorkloadFact;
  readonly service: ServiceFact;
  readonly hostPort: HostPortFact;
  readonly balancedPort: BalancedPortFact;
  readonly nodeAgent: NodeAgentFact;
  readonly dnsRedirect: DnsRedirectFact;
}
export type FactKind = keyof Facts;

/** Kinds of facts about objects that have a namespace. */
export type NamespacedFactKind = {
  [K in FactKind]: Facts[K] extends { readonly namespace: string } ? K : never;
}[FactKind];

/** A fact, and the place of the object it comes from in its file. */
export interface Located<F> {
  readonly fact: F;
  readonly uri: string;
  readonly range: Range;
}

/** The facts a rule may look at: those of its own file and of the workspace. */
export interface FactView {
  all<K extends FactKind>(kind: K): readonly Located<Facts[K]>[];
  /**
   * Those of objects that may be in the namespace: in it, clusterwide, or in one that is not known. All of them when the
   * namespace itself is not known, and others as well where there are too many lists to keep. A verdict that asks for no
   * more holds whatever happens in other namespaces.
   */
  near<K extends NamespacedFactKind>(kind: K, namespace: string): readonly Located<Facts[K]>[];
}
