import { entryOf, isNull, type YamlMap, type YamlNode, type YamlScalar } from '../syntax/yaml/tree';
import type { Range } from '../text/range';

/** What may be written at a place, as the API server's schema has it. */
export type Shape =
  | {
      readonly is: 'object';
      readonly fields: Readonly<Record<string, Shape>>;
      /** Has further fields, which are not looked at. */
      readonly open?: true;
    }
  | { readonly is: 'list'; readonly of: Shape }
  | { readonly is: 'map of strings' }
  /** With `free` any text will do; otherwise it is one of a few, or has a form of its own. */
  | { readonly is: 'string'; readonly free?: true }
  | { readonly is: 'integer' | 'integer or string' | 'anything' };

export type ShapeProblem =
  | {
      readonly is: 'unknown field';
      readonly name: string;
      readonly path: string;
      readonly range: Range;
      /** The fields that could stand there instead: not written yet, and for a value of this kind. */
      readonly known: readonly string[];
    }
  | { readonly is: 'duplicate field'; readonly name: string; readonly range: Range }
  | {
      readonly is: 'wrong type';
      readonly path: string;
      readonly expected: string;
      /** What YAML makes of the value, where that surprises: `a number`, `a boolean`. */
      readonly found?: string;
      readonly range: Range;
      /** The value is right once it is quoted. */
      readonly needsQuotes: boolean;
    };

/** Objects seen more often than this stand there through aliases; each was checked already. */
const maxVisits = 50_000;

/**
 * Holds a node against a shape. Places that a template or placeholder fills in are left out, and so is
 * `null`, which Kubernetes takes for a field that is not written.
 */
export function checkShape(node: YamlNode, shape: Shape, path: string): readonly ShapeProblem[] {
  const problems: ShapeProblem[] = [];
  const pending: Visit[] = [{ node, shape, path }];
  const seen = new Set<YamlNode>();
  for (let count = 0, next = pending.pop(); next !== undefined; count++, next = pending.pop()) {
    if (next.node.kind === 'unknown' || isNull(next.node) || seen.has(next.node)) {
      continue;
    }
    if (count > maxVisits) {
      break;
    }
    seen.add(next.node);
    const children = visit(next, problems);
    pending.push(...children.reverse());
  }
  return problems;
}

interface Visit {
  readonly node: YamlNode;
  readonly shape: Shape;
  readonly path: string;
}

function visit({ node, shape, path }: Visit, problems: ShapeProblem[]): Visit[] {
  const wrong = (expected: string, isFree = false): Visit[] => {
    problems.push(wrongType(node, path, expected, isFree));
    return [];
  };
  switch (shape.is) {
    case 'object':
      return node.kind === 'map' ? visitFields(node, shape, path, problems) : wrong('a map');
    case 'list':
      return node.kind === 'sequence'
        ? node.items.map((item, index) => ({
            node: item,
            shape: shape.of,
            path: `${path}[${index}]`,
          }))
        : wrong('a list');
    case 'map of strings':
      return node.kind === 'map' ? visitStrings(node, path, problems) : wrong('a map of strings');
    case 'string':
      return isString(node) ? [] : wrong('a string', shape.free);
    case 'integer':
      return isInteger(node) ? [] : wrong('a whole number');
    case 'integer or string':
      return isInteger(node) || isString(node) ? [] : wrong('a port number or a port name');
    case 'anything':
      return [];
  }
}

function visitFields(
  node: YamlMap,
  { fields, open }: Extract<Shape, { is: 'object' }>,
  path: string,
  problems: ShapeProblem[],
): Visit[] {
  const children: Visit[] = [];
  for (const { name, value, keyRange } of writtenEntries(node, problems)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field !== undefined) {
      children.push({ node: value, shape: field, path: path === '' ? name : `${path}.${name}` });
    } else if (!open) {
      const known = Object.entries(fields)
        .filter(([key, of]) => entryOf(node, key) === undefined && maySuit(value, of))
        .map(([key]) => key);
      problems.push({ is: 'unknown field', name, path, range: keyRange, known });
    }
  }
  return children;
}

/** Whether the value is of the kind that a field takes: a map, a list or a scalar. */
function maySuit(value: YamlNode, { is }: Shape): boolean {
  if (value.kind === 'unknown' || isNull(value) || is === 'anything') {
    return true;
  }
  const kinds = { object: 'map', 'map of strings': 'map', list: 'sequence' } as const;
  return value.kind === (is in kinds ? kinds[is as keyof typeof kinds] : 'scalar');
}

function visitStrings(node: YamlMap, path: string, problems: ShapeProblem[]): Visit[] {
  return writtenEntries(node, problems).map(({ name, value }) => ({
    node: value,
    shape: { is: 'string', free: true },
    path: `${path}["${name}"]`,
  }));
}

interface WrittenEntry {
  readonly name: string;
  readonly keyRange: Range;
  readonly value: YamlNode;
}

/** The entries that are written at this place, repeated ones once; each repetition is a problem. */
function writtenEntries(node: YamlMap, problems: ShapeProblem[]): readonly WrittenEntry[] {
  return node.entries.flatMap(({ name, keyRange, value, duplicate, merged }) => {
    // `$patch` and its like are directives of a strategic merge patch.
    if (name === undefined || merged || name.startsWith('$')) {
      return [];
    }
    if (duplicate) {
      problems.push({ is: 'duplicate field', name, range: keyRange });
    }
    return [{ name, keyRange, value }];
  });
}

function wrongType(node: YamlNode, path: string, expected: string, isFree: boolean): ShapeProblem {
  const found = node.kind === 'scalar' ? typeName(node) : undefined;
  return {
    is: 'wrong type',
    path,
    expected,
    ...(found === undefined ? {} : { found }),
    range: node.range,
    needsQuotes: found !== undefined && isFree,
  };
}

/** What YAML makes of an unquoted word; `yes` and `on` are booleans for Kubernetes. */
function typeName(node: YamlScalar): string | undefined {
  switch (typeof node.value) {
    case 'number':
      return 'a number';
    case 'boolean':
      return 'a boolean';
    default:
      return undefined;
  }
}

function isString(node: YamlNode): boolean {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

function isInteger(node: YamlNode): boolean {
  return node.kind === 'scalar' && Number.isInteger(node.value);
}
