import type { Range } from '../../text/range';
import { childrenOf } from './children';
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

/** How often the value of a name is used in the file. */
export function countOfUses({ statements }: BicepFile, name: string): number {
  let count = 0;
  const visit = (node: BicepNode): void => {
    count += node.kind === 'variable' && node.name === name ? 1 : 0;
    for (const child of childrenOf(node)) {
      visit(child);
    }
  };
  for (const statement of statements) {
    visit(statement);
  }
  return count;
}
