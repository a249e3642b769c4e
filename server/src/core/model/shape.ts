import { isNull, type YamlNode } from '../syntax/yaml/tree';
import type { Range } from '../text/range';

/** What may be written at a place, as the API server's schema has it. */
export type Shape =
  | { readonly is: 'object'; readonly fields: Readonly<Record<string, Shape>> }
  | { readonly is: 'list'; readonly of: Shape }
  | { readonly is: 'map of strings' }
  | { readonly is: 'string' | 'integer' | 'integer or string' | 'anything' };

export type ShapeProblem =
  | {
      readonly is: 'unknown field';
      readonly name: string;
      readonly path: string;
      readonly range: Range;
      readonly known: readonly string[];
    }
  | { readonly is: 'duplicate field'; readonly name: string; readonly range: Range }
  | {
      readonly is: 'wrong type';
      readonly path: string;
      readonly expected: string;
      readonly range: Range;
    };

/** Objects seen more often than this stand there through aliases; each was checked already. */
const maxVisits = 50_000;

/** Holds a node against a shape. Places that a template or placeholder fills in are left out. */
export function checkShape(node: YamlNode, shape: Shape, path: string): readonly ShapeProblem[] {
  const problems: ShapeProblem[] = [];
  const pending: { node: YamlNode; shape: Shape; path: string }[] = [{ node, shape, path }];
  const seen = new Set<YamlNode>();
  for (let count = 0, next = pending.pop(); next !== undefined; count++, next = pending.pop()) {
    if (next.node.kind === 'unknown' || isNull(next.node) || seen.has(next.node)) {
      continue;
    }
    if (count > maxVisits) {
      break;
    }
    seen.add(next.node);
    const children = visit(next.node, next.shape, next.path, problems);
    pending.push(...children.reverse());
  }
  return problems;
}

type Visit = { node: YamlNode; shape: Shape; path: string };

function visit(node: YamlNode, shape: Shape, path: string, problems: ShapeProblem[]): Visit[] {
  const wrong = (expected: string): Visit[] => {
    problems.push({ is: 'wrong type', path, expected, range: node.range });
    return [];
  };
  switch (shape.is) {
    case 'object':
      return node.kind === 'map' ? visitFields(node, shape.fields, path, problems) : wrong('a map');
    case 'list':
      return node.kind === 'sequence'
        ? node.items.map((item, index) => ({
            node: item,
            shape: shape.of,
            path: `${path}[${index}]`,
          }))
        : wrong('a list');
    case 'map of strings':
      return node.kind === 'map'
        ? node.entries.map(({ name, value }) => ({
            node: value,
            shape: { is: 'string' },
            path: `${path}.${name ?? '?'}`,
          }))
        : wrong('a map of strings');
    case 'string':
      return node.kind === 'scalar' && typeof node.value === 'string' ? [] : wrong('a string');
    case 'integer':
      return node.kind === 'scalar' && Number.isInteger(node.value) ? [] : wrong('a whole number');
    case 'integer or string':
      return node.kind === 'scalar' &&
        (Number.isInteger(node.value) || typeof node.value === 'string')
        ? []
        : wrong('a port number or a port name');
    case 'anything':
      return [];
  }
}

function visitFields(
  node: Extract<YamlNode, { kind: 'map' }>,
  fields: Readonly<Record<string, Shape>>,
  path: string,
  problems: ShapeProblem[],
): Visit[] {
  const children: Visit[] = [];
  for (const { name, keyRange, value, duplicate, merged } of node.entries) {
    // `$patch` and its like are directives of a strategic merge patch.
    if (name === undefined || merged || name.startsWith('$')) {
      continue;
    }
    if (duplicate) {
      problems.push({ is: 'duplicate field', name, range: keyRange });
    }
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) {
      const known = Object.keys(fields);
      problems.push({ is: 'unknown field', name, path, range: keyRange, known });
    } else {
      children.push({ node: value, shape: field, path: path === '' ? name : `${path}.${name}` });
    }
  }
  return children;
}
