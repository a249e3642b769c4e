import type { YamlDocument } from '../syntax/yaml/document';
import type { YamlMap, YamlNode } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import { readStrings, type StringMap } from './string-map';
import { fieldOf, known, nodeOf, readString, stringOf, type Traced } from './traced';

/** Anything with `apiVersion` and `kind`, in a document of its own or as an item of a `List`. */
export interface KubernetesObject {
  readonly document: YamlDocument;
  readonly node: YamlMap;
  readonly range: Range;
  /** The part of `apiVersion` before the slash; empty for the core group, undefined when a template writes it. */
  readonly group: string | undefined;
  /** Undefined when a template writes it. */
  readonly apiVersion: string | undefined;
  readonly kind: string;
  readonly kindRange: Range;
  readonly name: Traced<string>;
  /** As written; what kustomize or `kubectl -n` may set is not known here. */
  readonly namespace: Traced<string>;
  readonly labels: Traced<StringMap>;
  readonly annotations: Traced<StringMap>;
}

/** More objects than this in one `List` are left out; such a list can only come from an alias bomb. */
const maxObjects = 20_000;

/** The objects of a document, those inside a `List` included. Objects whose kind a template writes are left out. */
export function kubernetesObjects(document: YamlDocument): readonly KubernetesObject[] {
  return document.derived(readObjects);
}

const topLevelKeys = [/^\uFEFF?["']?apiVersion["']?\s*:/m, /^\uFEFF?["']?kind["']?\s*:/m] as const;
const keysInBraces = [/["'{,\s]apiVersion["']?\s*:/, /["'{,\s]kind["']?\s*:/] as const;
const bracesFirst = /^\uFEFF?(?:\s*(?:#[^\n]*|---[^\n]*)\n)*\s*\{/;

/**
 * Whether the document is meant to be an object, judged by its text alone, for one that does not parse. Values of a
 * chart and pipelines may hold the same words somewhere inside; ARM templates may hold the same keys.
 */
export function looksLikeObject({ text }: YamlDocument): boolean {
  const keys = bracesFirst.test(text) ? keysInBraces : topLevelKeys;
  return keys.every((key) => key.test(text)) && !text.includes('schema.management.azure.com');
}

/** Whether the object is of the group, or may be because a template writes its `apiVersion`. */
export function mayBeOfGroup(object: KubernetesObject, group: string): boolean {
  return object.group === undefined || object.group === group;
}

/** What the items of a typed list such as `NetworkPolicyList` are when they do not say it themselves. */
interface ItemType {
  readonly kind: string;
  readonly kindRange: Range;
  readonly apiVersion: Traced<string>;
}

interface Pending {
  readonly node: YamlNode;
  readonly itemType: ItemType | undefined;
}

function readObjects(document: YamlDocument): readonly KubernetesObject[] {
  const { root } = document;
  const objects: KubernetesObject[] = [];
  const pending: Pending[] = root === undefined ? [] : [{ node: root, itemType: undefined }];
  const seen = new Set<YamlNode>();
  for (
    let next = pending.pop();
    next !== undefined && objects.length < maxObjects;
    next = pending.pop()
  ) {
    const { node, itemType } = next;
    const object = readObject(document, node, itemType);
    if (object === undefined || seen.has(node)) {
      continue;
    }
    seen.add(node);
    const items = object.kind.endsWith('List') ? fieldOf(node, 'items')?.node : undefined;
    if (items?.kind === 'sequence') {
      const typeOfItems = itemTypeOf(object);
      for (const item of items.items.toReversed()) {
        pending.push({ node: item, itemType: typeOfItems });
      }
    } else {
      objects.push(object);
    }
  }
  return objects;
}

function itemTypeOf(list: KubernetesObject): ItemType | undefined {
  const kind = list.kind.slice(0, -'List'.length);
  return kind === ''
    ? undefined
    : { kind, kindRange: list.kindRange, apiVersion: readString(list.node, 'apiVersion') };
}

function readObject(
  document: YamlDocument,
  node: YamlNode,
  itemType: ItemType | undefined,
): KubernetesObject | undefined {
  if (node.kind !== 'map') {
    return undefined;
  }
  const kindField = fieldOf(node, 'kind');
  const kind = kindField === undefined ? itemType?.kind : stringOf(kindField.node);
  const written = readString(node, 'apiVersion');
  const apiVersion = written.state === 'absent' && itemType ? itemType.apiVersion : written;
  if (kind === undefined || (apiVersion.state !== 'known' && apiVersion.state !== 'unknown')) {
    return undefined;
  }
  const metadata = nodeOf(node, 'metadata');
  return {
    document,
    node,
    range: node.range,
    group: known(apiVersion)?.replace(/^[^/]*$|\/.*/s, ''),
    apiVersion: known(apiVersion),
    kind,
    kindRange: kindField?.node.range ?? itemType?.kindRange ?? node.range,
    name: readString(metadata, 'name'),
    namespace: readString(metadata, 'namespace'),
    labels: readStrings(metadata, 'labels'),
    annotations: readStrings(metadata, 'annotations'),
  };
}
