import { entryOf, type YamlNode } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import { known, readString } from '../traced';
import {
  loosened,
  newUnknown,
  transplanted,
  withEntry,
  withItems,
  withoutEntry,
} from './tree-changes';

/** One operation of a JSON patch. */
interface Operation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: readonly string[];
  readonly value: YamlNode | undefined;
}

/**
 * An object after the operations of a JSON patch (RFC 6902); undefined when one of them is not understood. One whose path
 * leads nowhere makes kustomize fail, so it changes nothing.
 */
export function jsonPatched(
  object: YamlNode,
  operations: readonly YamlNode[],
  at: Range,
): YamlNode | undefined {
  return operations.reduce<YamlNode | undefined>((node, each) => {
    const isTest = known(readString(each, 'op')) === 'test';
    const operation = isTest ? undefined : operationOf(each);
    if (node === undefined || isTest) {
      return node;
    }
    return operation && applied(node, operation.path, operation, at);
  }, object);
}

function operationOf(node: YamlNode): Operation | undefined {
  const op = known(readString(node, 'op'));
  const path = known(readString(node, 'path'));
  const value = node.kind === 'map' ? entryOf(node, 'value')?.value : undefined;
  const isKnown = op === 'add' || op === 'replace' || op === 'remove';
  return isKnown && path?.startsWith('/') === true && path !== '/kind' && path !== '/apiVersion'
    ? { op, path: path.slice(1).split('/').map(unescaped), value }
    : undefined;
}

function unescaped(part: string): string {
  return part.replace(/~1/g, '/').replace(/~0/g, '~');
}

function applied(
  node: YamlNode,
  [key = '', ...rest]: readonly string[],
  operation: Operation,
  at: Range,
): YamlNode {
  if (node.kind === 'map') {
    return appliedToMap(node, key, rest, operation, at);
  }
  return node.kind === 'sequence' ? appliedToList(node, key, rest, operation, at) : node;
}

function appliedToMap(
  map: Extract<YamlNode, { kind: 'map' }>,
  key: string,
  rest: readonly string[],
  operation: Operation,
  at: Range,
): YamlNode {
  const value = entryOf(map, key)?.value;
  if (rest.length > 0) {
    return value === undefined ? map : withEntry(map, key, applied(value, rest, operation, at), at);
  }
  if (operation.op === 'remove') {
    return withoutEntry(map, key);
  }
  return withEntry(map, key, newValue(operation, at), at);
}

function appliedToList(
  list: Extract<YamlNode, { kind: 'sequence' }>,
  key: string,
  rest: readonly string[],
  operation: Operation,
  at: Range,
): YamlNode {
  if (list.open) {
    return loosened(list);
  }
  const index = key === '-' ? list.items.length : Number(key);
  const isThere = /^(?:-|\d+)$/.test(key) && index <= list.items.length;
  const item = list.items[index];
  if (!isThere) {
    return list;
  }
  const { op } = operation;
  if (rest.length > 0 || op === 'replace') {
    const value =
      item && (rest.length > 0 ? applied(item, rest, operation, at) : newValue(operation, at));
    return value === undefined ? list : withItems(list, list.items.with(index, value), at);
  }
  const items =
    op === 'remove'
      ? list.items.filter((_, each) => each !== index)
      : list.items.toSpliced(index, 0, newValue(operation, at));
  return withItems(list, items, at);
}

function newValue({ value }: Operation, at: Range): YamlNode {
  return value === undefined ? newUnknown(at) : transplanted(value, at);
}
