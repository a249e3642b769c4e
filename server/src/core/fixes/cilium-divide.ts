import { divideListItem } from '../model/cilium-item-edits';
import type { EditResult } from '../model/edits';
import { templatedPart } from '../model/edits';
import type { KubernetesObject } from '../model/kubernetes-object';
import type { PlacedEntry } from '../policy/validity/cilium-entries';

/**
 * Makes several rules of one: each gets one of the named fields, and a copy of everything that none of them is. Fields
 * that stand together in one of the lists stay together.
 */
export function divideEntry(
  object: KubernetesObject,
  { entry, list, index }: PlacedEntry,
  fields: readonly (readonly string[])[],
): EditResult {
  const { node } = entry;
  if (node.kind !== 'map' || node.open) {
    return templatedPart;
  }
  const divided = fields.flat();
  const parts = fields.map((names) =>
    node.entries.filter(
      ({ name }) => name !== undefined && (names.includes(name) || !divided.includes(name)),
    ),
  );
  return divideListItem(object, list, index, parts);
}
