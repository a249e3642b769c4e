import type { CiliumPolicy } from '../model/cilium-policy';
import type { NetworkPolicy } from '../model/network-policy';

/** A policy of either API: whatever has a `scope` is one of Cilium's. */
export type AnyPolicy = NetworkPolicy | CiliumPolicy;

/** Whether the policy is a CiliumNetworkPolicy or CiliumClusterwideNetworkPolicy. */
export function isCiliumPolicy(policy: AnyPolicy): policy is CiliumPolicy {
  return 'scope' in policy;
}
