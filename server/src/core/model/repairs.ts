import type { YamlEntry } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import {
  appendField,
  type EditResult,
  type PlainValue,
  removeField,
  removeItem,
  replaceFieldValue,
  templatedPart,
} from './document-edits';
import type { KubernetesObject } from './kubernetes-object';
import type { IpBlock, NetworkPolicy } from './network-policy';

/** Takes the entry at `index` out of `except`; a list that held no other goes with it. */
export function removeExcept(policy: NetworkPolicy, block: IpBlock, index: number): EditResult {
  const { node, exceptField } = block;
  const list = exceptField?.node;
  if (node.kind !== 'map' || exceptField === undefined || list?.kind !== 'sequence') {
    return templatedPart;
  }
  return list.items.length === 1
    ? removeField(policy.object, node, exceptField.entry)
    : removeItem(policy.object, list, index);
}

/** Writes `{}` behind a key that has no value. */
export function writeEmptyMap(object: KubernetesObject, entry: YamlEntry): EditResult {
  return replaceFieldValue(object, entry, {});
}

/** Adds `podSelector: {}` to a policy that has none, behind what it has. */
export function addPodSelector(policy: NetworkPolicy): EditResult {
  return addToSpec(policy, 'podSelector', {});
}

/** Adds `policyTypes` to a policy that has none, behind what it has. */
export function addPolicyTypes(
  policy: NetworkPolicy,
  types: readonly ('Ingress' | 'Egress')[],
): EditResult {
  return addToSpec(policy, 'policyTypes', types);
}

function addToSpec(policy: NetworkPolicy, name: string, value: PlainValue): EditResult {
  const { spec } = policy;
  if (spec === undefined || spec.open) {
    return templatedPart;
  }
  return appendField(policy.object, spec, name, value);
}

/** Puts a plain scalar in quotes. */
export function quoteScalar(object: KubernetesObject, range: Range): EditResult {
  const written = object.document.text.slice(range.start, range.end);
  return { edits: [{ range, newText: JSON.stringify(written) }] };
}
