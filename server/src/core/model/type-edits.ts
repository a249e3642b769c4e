import { type EditResult, replaceScalar, sharedPart, templatedPart } from './edits';
import type { KubernetesObject } from './kubernetes-object';
import { fieldOf } from './traced';

/**
 * Writes another `kind` or `apiVersion` of an object. Says why not where the object does not say it itself, as in a
 * typed list, or where an alias stands for it.
 */
export function writeType(
  object: KubernetesObject,
  name: 'apiVersion' | 'kind',
  value: string,
): EditResult {
  const field = fieldOf(object.node, name);
  if (field?.node.kind !== 'scalar') {
    return templatedPart;
  }
  return object.node.shared || field.node.shared || field.entry.merged
    ? sharedPart
    : replaceScalar(object, field.node.range, value);
}
