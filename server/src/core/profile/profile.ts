import type { Edition } from '../knowledge/types';
import type { Range } from '../text/range';

export type ProfileSource =
  | { readonly kind: 'default' }
  | { readonly kind: 'command line' }
  | { readonly kind: 'editor settings' }
  | { readonly kind: 'project file'; readonly uri: string; readonly range?: Range }
  | { readonly kind: 'infrastructure'; readonly uri: string; readonly range?: Range };

/** A value of the profile together with who said it. */
export interface Sourced<T> {
  readonly value: T;
  readonly source: ProfileSource;
}

export type Dataplane = 'cilium' | 'azure' | 'none';
export type IpamMode = 'overlay' | 'pod-subnet' | 'node-subnet';
export type IpFamily = 'IPv4' | 'IPv6';
export type AdvancedNetworkPolicies = 'None' | 'FQDN' | 'L7';

/** What is known of the cluster that the files are meant for. An absent property is unknown, never "no". */
export interface ClusterProfile {
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

/** The answer to a question about the cluster. */
export type Answer = 'yes' | 'no' | 'unknown';
