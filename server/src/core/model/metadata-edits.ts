import { type EditResult, removeField, sharedPart, templatedPart } from './document-edits';
import type { KubernetesObject } from './kubernetes-object';
import { fieldOf } from './traced';

/**
 * Takes a key out of the annotations or labels of an object; a map that held no other key goes with it. Says why not
 * where a template or an alias writes that part.
 */
export function removeMetadata(
  object: KubernetesObject,
  name: 'annotations' | 'labels',
  key: string,
): EditResult {
  const metadata = fieldOf(object.node, 'metadata')?.node;
  const map = fieldOf(metadata, name);
  const field = fieldOf(map?.node, key);
  if (metadata?.kind !== 'map' || map?.node.kind !== 'map' || field === undefined) {
    return templatedPart;
  }
  const { node } = map;
  if (metadata.shared || node.shared || map.entry.merged) {
    return sharedPart;
  }
  const isOnly = node.entries.length === 1 && node.mergeKeys.length === 0 && !node.open;
  return isOnly && metadata.entries.length > 1
    ? removeField(object, metadata, map.entry)
    : removeField(object, node, field.entry);
}
