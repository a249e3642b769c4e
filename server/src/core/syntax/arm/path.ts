import type { JsonNode } from './json';

/**
 * The nodes of a JSON text around an offset, from the outermost to the innermost; a caret behind the last character of a
 * node counts as inside of it. Properties without a value have their name as their only child.
 */
export function pathTo(root: JsonNode, offset: number): readonly JsonNode[] {
  const path: JsonNode[] = [];
  for (let next: JsonNode | undefined = isAround(root, offset) ? root : undefined; next; ) {
    path.push(next);
    next = next.children?.find((child) => isAround(child, offset));
  }
  return path;
}

function isAround({ offset: start, length }: JsonNode, offset: number): boolean {
  return start <= offset && offset <= start + length;
}
