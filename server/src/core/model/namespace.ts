import { type KubernetesObject, mayBeOfGroup } from './kubernetes-object';
import type { StringMap } from './string-map';
import type { Traced } from './traced';

/** A Namespace. */
export interface Namespace {
  readonly object: KubernetesObject;
  readonly labels: Traced<StringMap>;
  readonly annotations: Traced<StringMap>;
}

/** Views an object as a Namespace; undefined when it is another kind. */
export function namespaceOf(object: KubernetesObject): Namespace | undefined {
  return object.kind === 'Namespace' && mayBeOfGroup(object, '')
    ? { object, labels: object.labels, annotations: object.annotations }
    : undefined;
}
