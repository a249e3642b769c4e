import type { Range } from '../../text/range';
import { childrenOf } from './children';
import { TokenKind } from './tokens';
import type { BicepFile, BicepNode, Expression, ObjectNode, PropertyNode } from './tree';

/** The nodes around an offset, from the outermost to the innermost. */
export function pathTo({ statements }: BicepFile, offset: number): readonly BicepNode[] {
  const path: BicepNode[] = [];
  let among: readonly BicepNode[] = statements;
  for (;;) {
    const next = among.find(({ start, end }) => start <= offset && offset < end);
    if (next === undefined) {
      return path;
    }
    path.push(next);
    among = childrenOf(next);
  }
}

/** The object that is written at exactly this range. */
export function objectAt(file: BicepFile, { start, end }: Range): ObjectNode | undefined {
  return pathTo(file, start).find(
    (node): node is ObjectNode =>
      node.kind === 'object' && node.start === start && node.end === end,
  );
}

/** The property whose key begins at the offset, and the object that it stands in. */
export function propertyAt(
  file: BicepFile,
  keyStart: number,
): { readonly object: ObjectNode; readonly property: PropertyNode } | undefined {
  const path = pathTo(file, keyStart);
  const index = path.findIndex((node) => node.kind === 'member' && node.key.start === keyStart);
  const [object, property] = [path[index - 1], path[index]];
  return object?.kind === 'object' && property?.kind === 'member'
    ? { object, property }
    : undefined;
}

/** What a variable of the file is set to. */
export function variableValue({ statements }: BicepFile, name: string): Expression | undefined {
  const found = statements.find(
    (statement) => statement.kind === 'var' && statement.name.name === name,
  );
  return found?.kind === 'var' ? found.value : undefined;
}

/** Whether a name is a parameter of the file. */
export function isParameter({ statements }: BicepFile, name: string): boolean {
  return statements.some((statement) => statement.kind === 'param' && statement.name.name === name);
}

/** How often a name stands in the file, its declaration included. */
export function countOfName({ tokens }: BicepFile, name: string): number {
  const { text, count, kinds, starts, ends } = tokens;
  let found = 0;
  for (let index = 0; index < count; index++) {
    const start = starts[index] ?? 0;
    const isName =
      kinds[index] === TokenKind.Identifier &&
      (ends[index] ?? 0) - start === name.length &&
      text.startsWith(name, start);
    found += isName ? 1 : 0;
  }
  return found;
}
