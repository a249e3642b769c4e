import * as yaml from '../syntax/yaml/edit';
import type { PlainValue } from '../syntax/yaml/style';
import type { Range, TextEdit } from '../text/range';
import type { KubernetesObject } from './kubernetes-object';
import type { IpBlock, NetworkPolicy, Peer, PolicyRule, PolicySection } from './network-policy';
import { known } from './traced';

export type { PlainValue };

/** Edits, or why they cannot be made here. */
export type EditResult =
  | { readonly edits: readonly TextEdit[] }
  | { readonly disabledReason: string };

/** Why a part that an alias uses elsewhere is left alone. */
export const sharedPart = {
  disabledReason:
    'This part is written once and used in several places through a YAML alias; change it by hand.',
} as const;
/** Why a part that a template writes is left alone. */
export const templatedPart = {
  disabledReason: 'A template writes this part; change it by hand.',
} as const;

const textOf = (object: KubernetesObject) => object.document.text;

/** Adds peers to the `to` or `from` list of a rule. */
export function addPeers(
  policy: NetworkPolicy,
  rule: PolicyRule,
  peers: readonly PlainValue[],
): EditResult {
  const list = known(rule.peersList);
  if (list === undefined) {
    return templatedPart;
  }
  return list.shared ? sharedPart : { edits: yaml.appendItems(textOf(policy.object), list, peers) };
}

/** Adds a rule to the `ingress` or `egress` list. */
export function addRule(
  policy: NetworkPolicy,
  section: PolicySection,
  rule: PlainValue,
): EditResult {
  const list = known(section.list);
  if (list === undefined) {
    return templatedPart;
  }
  return list.shared
    ? sharedPart
    : { edits: yaml.appendItems(textOf(policy.object), list, [rule]) };
}

/** Takes the `to` or `from` list out of a rule, which then is for every peer. */
export function removePeers(policy: NetworkPolicy, rule: PolicyRule): EditResult {
  if (rule.node === undefined || rule.peersField === undefined) {
    return templatedPart;
  }
  return rule.node.shared || rule.peersField.entry.merged
    ? sharedPart
    : { edits: yaml.removeEntry(textOf(policy.object), rule.node, rule.peersField.entry) };
}

/** Takes one peer out of a rule's list; the list keeps at least one other. */
export function removePeer(policy: NetworkPolicy, rule: PolicyRule, peer: Peer): EditResult {
  const list = known(rule.peersList);
  if (list === undefined || list.items.length < 2) {
    return templatedPart;
  }
  return list.shared
    ? sharedPart
    : { edits: yaml.removeItem(textOf(policy.object), list, peer.index) };
}

/** Adds ranges to the `except` list of an ipBlock, which need not exist yet. */
export function addExcept(
  policy: NetworkPolicy,
  block: IpBlock,
  cidrs: readonly string[],
): EditResult {
  const { node } = block;
  if (node.kind !== 'map' || !block.isComplete) {
    return templatedPart;
  }
  if (node.shared) {
    return sharedPart;
  }
  const text = textOf(policy.object);
  const list = block.exceptField?.node;
  if (list?.kind === 'sequence') {
    return list.shared ? sharedPart : { edits: yaml.appendItems(text, list, cidrs) };
  }
  return block.exceptField === undefined
    ? { edits: yaml.appendEntry(text, node, 'except', cidrs) }
    : { edits: yaml.replaceEntryValue(text, block.exceptField.entry, cidrs) };
}

/** Takes a whole section (`ingress` or `egress`) out of a policy. */
export function removeSection(policy: NetworkPolicy, section: PolicySection): EditResult {
  if (policy.spec === undefined || section.field === undefined) {
    return templatedPart;
  }
  return policy.spec.shared || section.field.entry.merged
    ? sharedPart
    : { edits: yaml.removeEntry(textOf(policy.object), policy.spec, section.field.entry) };
}

/** Adds a value to `policyTypes`. */
export function addPolicyType(policy: NetworkPolicy, type: 'Ingress' | 'Egress'): EditResult {
  const list = policy.policyTypesField?.node;
  if (list?.kind !== 'sequence') {
    return templatedPart;
  }
  return list.shared
    ? sharedPart
    : { edits: yaml.appendItems(textOf(policy.object), list, [type]) };
}

/** Writes another value or key in place of a scalar, in quotes where it had them and is no number. */
export function replaceScalar(object: KubernetesObject, range: Range, value: string): EditResult {
  const quote = /^["']/.exec(textOf(object).slice(range.start, range.end))?.[0] ?? '';
  const newText = /^\d+$/.test(value) ? value : `${quote}${value}${quote}`;
  return { edits: [{ range, newText }] };
}

/** Adds an object as a document of its own behind the one that holds `object`. */
export function appendObject(object: KubernetesObject, value: PlainValue): EditResult {
  const text = textOf(object);
  return /^\uFEFF?\s*[{[]/.test(text)
    ? { disabledReason: 'A JSON file holds one object; put the new one into a file of its own.' }
    : { edits: yaml.appendDocument(text, value) };
}
