import type { Rule } from '../engine/define-rule';
import allPodsPeer from './network-policy/all-pods-peer';
import invalidNetworkPolicy from './network-policy/invalid-network-policy';
import ipblockAnyExcludesPods from './network-policy/ipblock-any-excludes-pods';
import ipblockInClusterRange from './network-policy/ipblock-in-cluster-range';
import ipblockServiceRange from './network-policy/ipblock-service-range';
import ipblockWorkaroundExcludesNodes from './network-policy/ipblock-workaround-excludes-nodes';
import policyTypesMismatch from './network-policy/policy-types-mismatch';
import redundantPodSelectorPeer from './network-policy/redundant-pod-selector-peer';
import uselessExcept from './network-policy/useless-except';

/** Every rule, by category and name; a test holds this list against the folder. */
export const rules: readonly Rule[] = [
  allPodsPeer,
  invalidNetworkPolicy,
  ipblockAnyExcludesPods,
  ipblockInClusterRange,
  ipblockServiceRange,
  ipblockWorkaroundExcludesNodes,
  policyTypesMismatch,
  redundantPodSelectorPeer,
  uselessExcept,
];
