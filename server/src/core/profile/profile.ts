import type { Edition } from '../knowledge/types';
import type { Range } from '../text/range';

export type ProfileSource =
  | { readonly kind: 'default' }
  | { readonly kind: 'command line' }
  | { readonly kind: 'editor settings' }
  | { readonly kind: 'project file'; readonly uri: string; readonly range?: Range }
  | InfrastructureSource;

/** A template, a file of parameters or a script that defines the cluster. */
export interface InfrastructureSource {
  readonly kind: 'infrastructure';
  readonly uri: string;
  readonly range?: Range;
  /** Why it is so although nobody writes it: the default of a parameter, or that of AKS for what is left out. */
  readonly by?: 'parameter default' | 'left out';
  /** The parameter whose default it is. */
  readonly parameter?: string;
}

/** A value of the profile together with who said it. */
export interface Sourced<T> {
  readonly value: T;
  readonly source: ProfileSource;
}

export type Dataplane = 'cilium' | 'azure' | 'none';
export type IpamMode = 'overlay' | 'pod-subnet' | 'node-subnet';
export type IpFamily = 'IPv4' | 'IPv6';
export type AdvancedNetworkPolicies = 'None' | 'FQDN' | 'L7';

/** What is known of one cluster. An absent property is unknown, never "no". */
export interface ProfileValues {
  readonly edition: Sourced<Edition>;
  readonly dataplane: Sourced<Dataplane>;
  readonly name?: Sourced<string>;
  readonly kubernetesVersion?: Sourced<string>;
  readonly ciliumVersion?: Sourced<string>;
  readonly ipam?: Sourced<IpamMode>;
  readonly ipFamilies?: Sourced<readonly IpFamily[]>;
  readonly podCidrs?: Sourced<readonly string[]>;
  readonly serviceCidrs?: Sourced<readonly string[]>;
  readonly nodeCidrs?: Sourced<readonly string[]>;
  readonly acns?: Sourced<boolean>;
  readonly acnsNetworkPolicies?: Sourced<AdvancedNetworkPolicies>;
  readonly localDns?: Sourced<boolean>;
  readonly windowsPools?: Sourced<boolean>;
  readonly istioAddon?: Sourced<boolean>;
}

/** What is known of the cluster that the files are meant for. */
export interface ClusterProfile extends ProfileValues {
  /**
   * When they may be meant for one of several clusters that differ: each of them. The values beside are those that all
   * have in common, and a question has the answer that it has for every one.
   */
  readonly candidates?: readonly ProfileValues[];
}

/** The answer to a question about the cluster. */
export type Answer = 'yes' | 'no' | 'unknown';
