import type { YamlDocument } from '../syntax/yaml/document';
import type { YamlMap, YamlNode } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import { fieldOf, known, readString, readStringMap, stringOf, type Traced } from './traced';

/** Anything with `apiVersion` and `kind`, in a document of its own or as an item of a `List`. */
export interface KubernetesObject {
  readonly document: YamlDocument;
  readonly node: YamlMap;
  readonly range: Range;
  /** The part of `apiVersion` before the slash; empty for the core group. */
  readonly group: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly kindRange: Range;
  readonly name: Traced<string>;
  /** As written; what kustomize or `kubectl -n` may set is not known here. */
  readonly namespace: Traced<string>;
  readonly labels: ReadonlyMap<string, Traced<string>>;
  readonly annotations: ReadonlyMap<string, Traced<string>>;
}

/** More objects than this in one `List` are left out; such a list can only come from an alias bomb. */
const maxObjects = 20_000;

/** The objects of a document, those inside a `List` included. Templated kinds are left out. */
export function kubernetesObjects(document: YamlDocument): readonly KubernetesObject[] {
  return document.derived(readObjects);
}

function readObjects(document: YamlDocument): readonly KubernetesObject[] {
  const objects: KubernetesObject[] = [];
  const pending: (YamlNode | undefined)[] = [document.root];
  const seen = new Set<YamlNode>();
  for (
    let node = pending.pop();
    node !== undefined && objects.length < maxObjects;
    node = pending.pop()
  ) {
    const object = readObject(document, node);
    if (object === undefined || seen.has(node)) {
      continue;
    }
    seen.add(node);
    const items = object.kind.endsWith('List') ? fieldOf(node, 'items')?.node : undefined;
    if (items?.kind === 'sequence') {
      pending.push(...[...items.items].reverse());
    } else {
      objects.push(object);
    }
  }
  return objects;
}

function readObject(document: YamlDocument, node: YamlNode): KubernetesObject | undefined {
  if (node.kind !== 'map') {
    return undefined;
  }
  const kind = fieldOf(node, 'kind');
  const kindName = kind && stringOf(kind.node);
  const apiVersion = known(readString(node, 'apiVersion'));
  if (kind === undefined || kindName === undefined || apiVersion === undefined) {
    return undefined;
  }
  const metadata = fieldOf(node, 'metadata')?.node;
  const slash = apiVersion.indexOf('/');
  return {
    document,
    node,
    range: node.range,
    group: slash === -1 ? '' : apiVersion.slice(0, slash),
    apiVersion,
    kind: kindName,
    kindRange: kind.node.range,
    name: readString(metadata, 'name'),
    namespace: readString(metadata, 'namespace'),
    labels: readStringMap(metadata, 'labels'),
    annotations: readStringMap(metadata, 'annotations'),
  };
}
