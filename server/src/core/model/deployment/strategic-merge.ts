import {
  entryOf,
  isNull,
  type YamlMap,
  type YamlNode,
  type YamlSequence,
} from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import { known, readString } from '../traced';
import {
  loosened,
  newMap,
  newUnknown,
  transplanted,
  withEntry,
  withItems,
  withoutEntry,
} from './tree-changes';

/** How a part is merged into an object. */
interface Merging {
  /** The range that new nodes get. */
  readonly at: Range;
  /** The object is of a kind of Kubernetes, of whose lists kustomize knows how to merge them. */
  readonly isBuiltIn: boolean;
}

/**
 * A map with a part of a strategic merge patch merged into it: maps are merged, null takes away, everything else is
 * replaced, but for lists whose items are told apart by a key. Undefined when the part takes the whole map away.
 */
export function merged(into: YamlMap, part: YamlMap, merging: Merging): YamlMap | undefined {
  const { at } = merging;
  const directive = entryOf(part, '$patch');
  const kind = directive && known(readString(part, '$patch'));
  if (kind === 'delete') {
    return undefined;
  }
  if (kind === 'replace') {
    const whole = transplanted(withoutEntry(part, '$patch'), at);
    return whole.kind === 'map' ? { ...whole, range: into.range } : undefined;
  }
  const isOdd =
    part.open ||
    (directive !== undefined && kind !== 'merge') ||
    part.entries.some(({ name }) => name === undefined || /^\$(?!patch$)/.test(name));
  let result = into;
  for (const { name, value } of part.entries) {
    if (name !== undefined && !name.startsWith('$')) {
      result = withPart(result, name, value, merging);
    }
  }
  if (!isOdd) {
    return result;
  }
  const loose = loosened(result);
  return loose.kind === 'map' ? loose : result;
}

function withPart(map: YamlMap, name: string, part: YamlNode, merging: Merging): YamlMap {
  const { at } = merging;
  if (isNull(part)) {
    return withoutEntry(map, name);
  }
  const written = entryOf(map, name)?.value;
  if (written?.kind === 'unknown') {
    return map;
  }
  if (part.kind === 'map') {
    const into = written?.kind === 'map' ? written : { ...newMap(at), open: map.open };
    const value = merged(into, part, merging);
    return value === undefined ? withoutEntry(map, name) : withEntry(map, name, value, at);
  }
  const value =
    part.kind === 'sequence' && written?.kind === 'sequence'
      ? mergedList(written, part, name, merging)
      : transplanted(part.kind === 'sequence' ? withoutDirectives(part) : part, at);
  return withEntry(map, name, value, at);
}

/** What tells the items of a list apart, by the name of the list. */
const keysOfLists: ReadonlyMap<string, readonly string[]> = new Map([
  ['containers', ['name']],
  ['initContainers', ['name']],
  ['ephemeralContainers', ['name']],
  // Those of containers, and those of Services.
  ['ports', ['containerPort', 'port']],
]);

/** Lists of Kubernetes that are replaced as a whole, as all lists are whose items are no maps. */
const wholeLists: ReadonlySet<string> = new Set(['ingress', 'egress', 'from', 'to']);

function mergedList(
  into: YamlSequence,
  part: YamlSequence,
  name: string,
  merging: Merging,
): YamlNode {
  const { at, isBuiltIn } = merging;
  const directives = part.items.map(directiveOf);
  const whole = transplanted(withoutDirectives(part), at);
  if (directives.includes('replace') || !isBuiltIn || wholeLists.has(name)) {
    return whole;
  }
  const keys = keysOfLists.get(name);
  const areMaps = [...into.items, ...part.items].every(({ kind }) => kind === 'map');
  if (keys === undefined && part.items.every(({ kind }) => kind === 'scalar')) {
    return whole;
  }
  if (keys === undefined || !areMaps || part.open || into.open) {
    return newUnknown(at);
  }
  const left = new Map(into.items.map((item) => [identityOf(item, keys), item]));
  if (left.has(undefined)) {
    return newUnknown(at);
  }
  // Those of the part come first, in their order, as operations that go by an index may find out.
  const first: YamlNode[] = [];
  for (const [index, item] of part.items.entries()) {
    const own = identityOf(item, keys);
    if (own === undefined || item.kind !== 'map') {
      return newUnknown(at);
    }
    const before = left.get(own);
    left.delete(own);
    const isGone = directives[index] === 'delete';
    const value = before?.kind === 'map' ? merged(before, item, merging) : transplanted(item, at);
    first.push(...(isGone || value === undefined ? [] : [value]));
  }
  return withItems(into, [...first, ...left.values()], at);
}

function directiveOf(item: YamlNode): string | undefined {
  return item.kind === 'map' ? known(readString(item, '$patch')) : undefined;
}

function withoutDirectives(list: YamlSequence): YamlSequence {
  const items = list.items.filter((item) => directiveOf(item) === undefined);
  return withItems(list, items, list.range);
}

/** The value of the key, and the protocol beside it; undefined when it cannot be told. */
function identityOf(item: YamlNode, keys: readonly string[]): string | undefined {
  if (item.kind !== 'map') {
    return undefined;
  }
  const key = keys.map((each) => entryOf(item, each)?.value).find((each) => each !== undefined);
  const protocol = readString(item, 'protocol');
  const isReadable = protocol.state === 'absent' || protocol.state === 'known';
  return key?.kind === 'scalar' && isReadable && key.value !== null
    ? JSON.stringify([key.text, known(protocol) ?? 'TCP'])
    : undefined;
}
