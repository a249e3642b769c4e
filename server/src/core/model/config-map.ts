import { type KubernetesObject, mayBeOfGroup } from './kubernetes-object';
import { readStrings, type StringMap } from './string-map';
import type { Traced } from './traced';

/** A ConfigMap. */
export interface ConfigMap {
  readonly object: KubernetesObject;
  readonly data: Traced<StringMap>;
}

/** Views an object as a ConfigMap; undefined when it is another kind. */
export function configMapOf(object: KubernetesObject): ConfigMap | undefined {
  return object.kind === 'ConfigMap' && mayBeOfGroup(object, '')
    ? { object, data: readStrings(object.node, 'data') }
    : undefined;
}
