import {
  appendField,
  appendItems,
  type EditResult,
  type PlainValue,
  removeField,
  removeItem,
  replaceFieldValue,
  templatedPart,
} from './document-edits';
import type { IpBlock, NetworkPolicy, Peer, PolicyRule, PolicySection } from './network-policy';
import { known } from './traced';

export {
  appendObject,
  type EditResult,
  type PlainValue,
  replaceScalar,
  sharedPart,
  templatedPart,
} from './document-edits';

/** Adds peers to the `to` or `from` list of a rule. */
export function addPeers(
  policy: NetworkPolicy,
  rule: PolicyRule,
  peers: readonly PlainValue[],
): EditResult {
  const list = known(rule.peersList);
  return list === undefined ? templatedPart : appendItems(policy.object, list, peers);
}

/** Adds a rule to the `ingress` or `egress` list. */
export function addRule(
  policy: NetworkPolicy,
  section: PolicySection,
  rule: PlainValue,
): EditResult {
  const list = known(section.list);
  return list === undefined ? templatedPart : appendItems(policy.object, list, [rule]);
}

/** Takes the `to` or `from` list out of a rule, which then is for every peer. */
export function removePeers(policy: NetworkPolicy, rule: PolicyRule): EditResult {
  return rule.node === undefined || rule.peersField === undefined
    ? templatedPart
    : removeField(policy.object, rule.node, rule.peersField.entry);
}

/** Takes one peer out of a rule's list; the list keeps at least one other. */
export function removePeer(policy: NetworkPolicy, rule: PolicyRule, peer: Peer): EditResult {
  const list = known(rule.peersList);
  return list === undefined || list.items.length < 2
    ? templatedPart
    : removeItem(policy.object, list, peer.index);
}

/** Adds ranges to the `except` list of an ipBlock, which need not exist yet. */
export function addExcept(
  policy: NetworkPolicy,
  block: IpBlock,
  cidrs: readonly string[],
): EditResult {
  const { node, exceptField } = block;
  if (node.kind !== 'map' || !block.isComplete) {
    return templatedPart;
  }
  if (exceptField?.node.kind === 'sequence') {
    return appendItems(policy.object, exceptField.node, cidrs);
  }
  return exceptField === undefined
    ? appendField(policy.object, node, 'except', cidrs)
    : replaceFieldValue(policy.object, exceptField.entry, cidrs);
}

/** Takes a whole section (`ingress` or `egress`) out of a policy. */
export function removeSection(policy: NetworkPolicy, section: PolicySection): EditResult {
  return policy.spec === undefined || section.field === undefined
    ? templatedPart
    : removeField(policy.object, policy.spec, section.field.entry);
}

/** Adds a value to `policyTypes`. */
export function addPolicyType(policy: NetworkPolicy, type: 'Ingress' | 'Egress'): EditResult {
  const list = policy.policyTypesField?.node;
  return list?.kind === 'sequence' ? appendItems(policy.object, list, [type]) : templatedPart;
}
