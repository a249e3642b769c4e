import { entryOf, type YamlEntry, type YamlNode } from '../../syntax/yaml/tree';
import { type Range, shiftRange } from '../../text/range';

/** A tree of values and the place of its file's document; ranges of the tree count from `start`. */
export interface ValuesTree {
  readonly uri: string;
  readonly start: number;
  readonly root: YamlNode;
}

/** Values of one chart. */
export interface ChartValues {
  /** Defaults, those that win first: of the charts around it, then its own. */
  readonly layers: readonly ValuesTree[];
  /** What else somebody installs the chart with: where it says something else, the default says nothing. */
  readonly rivals: readonly ValuesTree[];
}

/** What a path of values leads to. */
export interface ValueAt {
  /** As people write it, without `.Values`; empty for all values. */
  readonly path: string;
  /** Those that win first; what is written below a scalar or a list is gone. */
  readonly layers: readonly Layer[];
  readonly rivals: readonly YamlNode[];
}

interface Layer {
  readonly node: YamlNode;
  readonly uri: string;
  /** Where it is written, with its key, in the whole file. */
  readonly range: Range;
}

/** All values of a chart. */
export function allValues({ layers, rivals }: ChartValues): ValueAt {
  return {
    path: '',
    layers: layers.map(({ uri, start, root }) => ({
      node: root,
      uri,
      range: { start, end: start },
    })),
    rivals: rivals.map(({ root }) => root),
  };
}

/**
 * The value of a key; without layers when no file has it. As in Helm, maps are joined, and whatever else an outer chart
 * says takes the place of what an inner one says. `startOf` tells where the document of a file begins.
 */
export function childValue(at: ValueAt, name: string, startOf: (uri: string) => number): ValueAt {
  const path = at.path === '' ? name : `${at.path}.${name}`;
  const layers: Layer[] = [];
  for (const { node, uri, range } of at.layers) {
    if (node.kind !== 'map') {
      // Whatever else stands here hides what is below.
      layers.push(...(node.kind === 'unknown' ? [{ node, uri, range }] : []));
      break;
    }
    const entry = entryOf(node, name);
    if (entry !== undefined) {
      layers.push({ node: entry.value, uri, range: placeOf(entry, startOf(uri)) });
    } else if (node.open) {
      layers.push({ node: unknownIn(node), uri, range });
    }
  }
  return { path, layers, rivals: at.rivals.flatMap((node) => rivalOf(node, name)) };
}

/** Of a map or a list, the key says where it is. */
function placeOf({ keyRange, value, valueRange, merged }: YamlEntry, start: number): Range {
  const isShort = value.kind === 'scalar' && !merged;
  const end = isShort ? Math.max(keyRange.end, valueRange.end) : keyRange.end;
  return shiftRange({ start: keyRange.start, end }, start);
}

function unknownIn({ range }: YamlNode): YamlNode {
  return { kind: 'unknown', range, shared: false, reason: 'template' };
}

/** The item of a list that is not joined with others. */
export function itemOf(at: ValueAt, index: number, startOf: (uri: string) => number): ValueAt {
  const [top] = at.layers;
  const node = top?.node.kind === 'sequence' ? top.node.items[index] : undefined;
  const written = top?.node.kind === 'sequence' ? top.node.itemRanges[index] : undefined;
  if (top === undefined || node === undefined || written === undefined) {
    return { path: at.path, layers: [], rivals: [] };
  }
  const end = node.kind === 'scalar' ? written.end : written.start;
  const range = shiftRange({ start: written.start, end }, startOf(top.uri));
  return { path: `${at.path}[${index}]`, layers: [{ node, uri: top.uri, range }], rivals: [] };
}

function rivalOf(node: YamlNode, name: string): readonly YamlNode[] {
  if (node.kind !== 'map') {
    return [unknownIn(node)];
  }
  const entry = entryOf(node, name);
  return entry === undefined ? (node.open ? [unknownIn(node)] : []) : [entry.value];
}

export type Scalar = string | number | boolean | null;

/** What a value is. `missing`: no file says it; `unknown`: a template or somebody else's values may decide it. */
export type Resolved =
  | { readonly kind: 'scalar'; readonly value: Scalar }
  | { readonly kind: 'list'; readonly at: ValueAt; readonly items: readonly YamlNode[] }
  | { readonly kind: 'map'; readonly at: ValueAt; readonly names: readonly string[] }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown' };

const unknown: Resolved = { kind: 'unknown' };

/** What the value comes to by the defaults. */
export function resolve(at: ValueAt): Resolved {
  const node = at.layers[0]?.node;
  if (node === undefined) {
    return at.rivals.length === 0 ? { kind: 'missing' } : unknown;
  }
  switch (node.kind) {
    case 'unknown':
      return unknown;
    case 'scalar': {
      const isSame = at.rivals.every((each) => each.kind === 'scalar' && each.value === node.value);
      return isSame ? { kind: 'scalar', value: node.value } : unknown;
    }
    case 'sequence':
      return at.rivals.length === 0 && !node.open
        ? { kind: 'list', at, items: node.items }
        : unknown;
    case 'map': {
      const names = namesOf(at);
      return names === undefined ? unknown : { kind: 'map', at, names };
    }
  }
}

/** The keys of joined maps in the order of Go's templates; undefined when not all of them are known. */
function namesOf({ layers }: ValueAt): readonly string[] | undefined {
  const names = new Set<string>();
  for (const { node } of layers) {
    if (node.kind !== 'map') {
      break;
    }
    if (node.open || node.entries.some(({ name }) => name === undefined)) {
      return undefined;
    }
    for (const { name } of node.entries) {
      names.add(name ?? '');
    }
  }
  return [...names].sort(compareCode);
}

function compareCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
