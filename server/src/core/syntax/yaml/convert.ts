import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { columnAt } from '../../text/lines';
import type { Range } from '../../text/range';
import { type Hole, placeholderCharacter } from './template';
import type { YamlEntry, YamlNode, YamlProblem, YamlScalar, YamlUnknown } from './tree';

/** Deeper than any manifest is; a tree cut off here loses nothing that a rule would look at. */
const maxDepth = 200;
/** Entries that merge keys may add to one document before the rest is left unknown. */
const maxMergedEntries = 10_000;

/** What a container may hold beyond what is written: everything from `start` to `end` belongs to it. */
type Extent = Range;

interface Context {
  readonly text: string;
  readonly isTemplate: boolean;
  readonly holes: readonly Hole[];
  readonly anchors: ReadonlyMap<string, Node>;
  readonly aliased: ReadonlySet<string>;
  readonly converted: Map<Node, YamlNode>;
  readonly problems: YamlProblem[];
  mergeBudget: number;
}

/** Turns the library's tree into ours: values resolved, aliases followed, templates made unknown. */
export function convertTree(
  document: Document.Parsed,
  text: string,
  template: { readonly isTemplate: boolean; readonly holes: readonly Hole[] },
): { readonly root: YamlNode | undefined; readonly problems: readonly YamlProblem[] } {
  if (document.contents === null) {
    return { root: undefined, problems: [] };
  }
  const context: Context = {
    text,
    ...template,
    ...anchorsOf(document.contents, 0),
    converted: new Map(),
    problems: [],
    mergeBudget: maxMergedEntries,
  };
  const root = convert(document.contents, { start: 0, end: text.length }, 0, false, context);
  return { root, problems: context.problems };
}

interface Anchors {
  readonly anchors: Map<string, Node>;
  readonly aliased: Set<string>;
}

function anchorsOf(root: Node, depthOfRoot: number): Anchors {
  const anchors = new Map<string, Node>();
  const aliased = new Set<string>();
  const pending: [unknown, number][] = [[root, depthOfRoot]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, depth] = next;
    if (isAlias(node)) {
      aliased.add(node.source);
      continue;
    }
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor !== undefined) {
      anchors.set(node.anchor, node);
    }
    if (isMap(node)) {
      for (const pair of node.items) {
        pending.push([pair.value, depth + 1], [pair.key, depth + 1]);
      }
    } else if (isSeq(node)) {
      for (const item of node.items) {
        pending.push([item, depth + 1]);
      }
    }
  }
  return { anchors, aliased };
}

function convert(
  node: unknown,
  extent: Extent,
  depth: number,
  shared: boolean,
  context: Context,
): YamlNode {
  if (isAlias(node)) {
    return convertAlias(node, depth, context);
  }
  if (!isMap(node) && !isSeq(node) && !isScalar(node)) {
    return emptyValue(extent, shared, context);
  }
  const known = context.converted.get(node);
  if (known !== undefined) {
    return known;
  }
  const range = rangeOf(node, extent);
  if (depth > maxDepth) {
    context.problems.push({ message: `More than ${maxDepth} levels of nesting.`, range });
    return unknown(range, 'depth');
  }
  const isShared = shared || (node.anchor !== undefined && context.aliased.has(node.anchor));
  if (isScalar(node)) {
    return convertScalar(node, range, extent, isShared, context);
  }
  return isMap(node)
    ? convertMap(node, range, extent, depth, isShared, context)
    : convertSequence(node, range, extent, depth, isShared, context);
}

/** The anchored node itself; it is converted when first met, also when an alias stands before it. */
function convertAlias(alias: Alias, depth: number, context: Context): YamlNode {
  const target = context.anchors.get(alias.source);
  const range = rangeOf(alias, { start: 0, end: 0 });
  if (target === undefined) {
    return unknown(range, 'alias');
  }
  const known = context.converted.get(target);
  return known ?? convert(target, rangeOf(target, range), depth + 1, true, context);
}

function convertMap(
  node: YAMLMap,
  range: Range,
  extent: Extent,
  depth: number,
  shared: boolean,
  context: Context,
): YamlNode {
  const entries: YamlEntry[] = [];
  const map = {
    kind: 'map' as const,
    range,
    shared,
    flow: node.flow === true,
    entries,
    open: hasHole(context, extent, columnAt(context.text, range.start)),
  };
  // Known before its content is, so that a cycle of aliases ends here.
  context.converted.set(node, map);
  const names = new Set<string>();
  for (const [index, pair] of node.items.entries()) {
    const next = node.items[index + 1];
    const end = next === undefined ? extent.end : keyStart(next, extent.end);
    const keyRange = rangeOf(pair.key, { start: keyStart(pair, extent.start), end: extent.start });
    const value = convert(pair.value, { start: keyRange.end, end }, depth + 1, shared, context);
    const name = nameOf(pair.key);
    if (name === '<<') {
      map.open = !mergeInto(entries, names, value, context) || map.open;
      continue;
    }
    if (name === undefined) {
      map.open = true;
    }
    const duplicate = name !== undefined && names.has(name);
    // In a template the two may stand in different branches: which one counts is not known.
    const isUncertain = duplicate && context.isTemplate;
    entries.push({
      name,
      keyRange,
      value: isUncertain ? unknown(value.range, 'template') : value,
      end: Math.max(keyRange.end, rangeOf(pair.value, keyRange).end),
      duplicate: duplicate && !context.isTemplate,
      merged: false,
    });
    if (name !== undefined) {
      names.add(name);
    }
  }
  return map;
}

/** Adds what a merge key brings; the map's own keys win. False when part of it is unknown. */
function mergeInto(
  entries: YamlEntry[],
  names: Set<string>,
  value: YamlNode,
  context: Context,
): boolean {
  const sources = value.kind === 'sequence' ? value.items : [value];
  let isComplete = value.kind !== 'sequence' || !value.open;
  for (const source of sources) {
    if (source.kind !== 'map') {
      isComplete = false;
      continue;
    }
    isComplete &&= !source.open;
    for (const entry of source.entries) {
      if (context.mergeBudget-- <= 0) {
        return false;
      }
      if (entry.name !== undefined && !names.has(entry.name)) {
        // In front, so that a key of the map's own, which may still follow, is found last and wins.
        entries.unshift({ ...entry, merged: true, duplicate: false });
      }
    }
  }
  return isComplete;
}

function convertSequence(
  node: YAMLSeq,
  range: Range,
  extent: Extent,
  depth: number,
  shared: boolean,
  context: Context,
): YamlNode {
  const items: YamlNode[] = [];
  const itemRanges: Range[] = [];
  const sequence = {
    kind: 'sequence' as const,
    range,
    shared,
    flow: node.flow === true,
    items,
    itemRanges,
    open: hasHole(context, extent, columnAt(context.text, range.start)),
  };
  context.converted.set(node, sequence);
  for (const [index, item] of node.items.entries()) {
    const start = index === 0 ? range.start : rangeOf(item, range).start;
    const next = node.items[index + 1];
    const end = next === undefined ? extent.end : rangeOf(next, extent).start;
    itemRanges.push(rangeOf(item, { start, end: start }));
    items.push(convert(item, { start, end }, depth + 1, shared, context));
  }
  return sequence;
}

function convertScalar(
  node: Scalar,
  range: Range,
  extent: Extent,
  shared: boolean,
  context: Context,
): YamlNode {
  const written = context.text.slice(range.start, range.end);
  const text = typeof node.value === 'string' ? node.value : (node.source ?? written);
  if (text.includes(placeholderCharacter)) {
    return unknown(range, 'template');
  }
  if (node.value === null && range.end === range.start) {
    return emptyValue({ start: range.start, end: extent.end }, shared, context);
  }
  if (typeof node.value === 'string' && isPlaceholder(text)) {
    return unknown(range, 'placeholder');
  }
  const isHoley = context.isTemplate && hasHole(context, range);
  const scalar: YamlScalar | YamlUnknown = isHoley
    ? unknown(range, 'template')
    : { kind: 'scalar', range, shared, style: styleOf(node), value: plainValue(node.value), text };
  context.converted.set(node, scalar);
  return scalar;
}

/** `key:` without a value: null, unless a template or a token replacer puts something there. */
function emptyValue(extent: Extent, shared: boolean, context: Context): YamlNode {
  const range = { start: extent.start, end: extent.start };
  const rest = context.text.slice(extent.start, extent.end);
  if (/^:?[ \t]*#\{/.test(rest)) {
    return unknown(range, 'placeholder');
  }
  return context.isTemplate && hasHole(context, extent)
    ? unknown(range, 'template')
    : { kind: 'scalar', range, shared, style: 'plain', value: null, text: '' };
}

/** `${X}`, `$(X)`, `<x>`, `__X__`, `#{X}#`: something else fills these in before Kubernetes sees them. */
function isPlaceholder(text: string): boolean {
  return /\$\{[^}]*\}|\$\([\w.-]+\)|^<[^<>]+>$|^__\w+__$|#\{[^}]*\}|^\$\w+$|@@\w+@@/.test(text);
}

/** Whether a template prints something in the extent; with a column, something that belongs to a container there. */
function hasHole(context: Context, extent: Extent, column?: number): boolean {
  return context.holes.some(
    (hole) =>
      hole.offset >= extent.start &&
      hole.offset <= extent.end &&
      (hole.column === undefined || column === undefined || hole.column === column),
  );
}

function nameOf(key: unknown): string | undefined {
  if (!isScalar(key)) {
    return undefined;
  }
  const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
  return name.includes(placeholderCharacter) ? undefined : name;
}

function keyStart(pair: Pair, fallback: number): number {
  return rangeOf(pair.key, { start: fallback, end: fallback }).start;
}

function rangeOf(node: unknown, fallback: Range): Range {
  if (isMap(node) || isSeq(node) || isScalar(node) || isAlias(node)) {
    const range = node.range;
    if (range) {
      return { start: range[0], end: range[1] };
    }
  }
  return { start: fallback.start, end: fallback.start };
}

function plainValue(value: unknown): YamlScalar['value'] {
  return typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    value === null
    ? value
    : String(value);
}

function styleOf(node: Scalar): YamlScalar['style'] {
  switch (node.type) {
    case 'QUOTE_DOUBLE':
      return 'double-quoted';
    case 'QUOTE_SINGLE':
      return 'single-quoted';
    case 'BLOCK_FOLDED':
    case 'BLOCK_LITERAL':
      return 'block';
    default:
      return 'plain';
  }
}

function unknown(range: Range, reason: YamlUnknown['reason']): YamlUnknown {
  return { kind: 'unknown', range, shared: false, reason };
}
