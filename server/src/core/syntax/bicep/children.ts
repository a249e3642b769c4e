import type { BicepFile, BicepNode } from './tree';

/** The nodes directly inside a node, in the order of the text. */
export function childrenOf(node: BicepNode): readonly BicepNode[] {
  const children: BicepNode[] = 'decorators' in node ? [...node.decorators] : [];
  for (const child of ownChildren(node)) {
    if (child !== undefined) {
      children.push(child);
    }
  }
  return children;
}

function ownChildren(node: BicepNode): readonly (BicepNode | undefined)[] {
  switch (node.kind) {
    case 'interpolation':
      return node.values;
    case 'array':
      return node.items;
    case 'object':
      return node.members;
    case 'unary':
    case 'non-null':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'ternary':
      return [node.condition, node.whenTrue, node.whenFalse];
    case 'property':
    case 'nested':
      return [node.base, node.name];
    case 'index':
      return [node.base, node.index];
    case 'call':
      return [node.base, node.name, ...node.arguments];
    case 'parenthesized':
      return [node.inner];
    case 'lambda':
      return [...node.parameters, node.body];
    case 'for':
      return [node.item, node.index, node.over, node.body];
    case 'if':
      return [node.condition, node.body];
    case 'union':
      return node.members;
    case 'nullable':
      return [node.of];
    case 'type':
      return [node.of, ...node.parameters];
    case 'decorated':
      return [node.type];
    case 'member':
      return [node.key, node.value];
    case 'spread':
      return [node.value];
    case 'decorator':
      return [node.expression];
    default:
      return statementChildren(node);
  }
}

function statementChildren(node: BicepNode): readonly (BicepNode | undefined)[] {
  switch (node.kind) {
    case 'targetScope':
      return [node.value];
    case 'metadata':
    case 'assert':
      return [node.name, node.value];
    case 'param':
    case 'var':
    case 'output':
      return [node.name, node.type, node.value];
    case 'resource':
      return [node.name, node.type, node.body];
    case 'module':
    case 'test':
      return [node.name, node.path, node.body];
    case 'typeDeclaration':
      return [node.name, node.type];
    case 'func':
      return [
        node.name,
        ...node.parameters.flatMap(({ name, type }) => [name, type]),
        node.returns,
        node.body,
      ];
    case 'import':
      return [node.wildcard, ...node.names.flatMap(({ name, alias }) => [name, alias]), node.path];
    case 'using':
      return [node.path, node.with];
    case 'extends':
      return [node.path];
    case 'extension':
      return [node.specification, node.with, node.alias];
    default:
      return [];
  }
}

/**
 * The text of the tree: what each node writes itself, with its children between. Equal to the text that was parsed, for
 * any text; a node that is out of order or out of its parent would show here.
 */
export function printTree(file: BicepFile): string {
  const { text } = file.tokens;
  const parts: string[] = [];
  let cursor = 0;
  const visit = (node: BicepNode): void => {
    parts.push(text.slice(cursor, node.start));
    cursor = node.start;
    for (const child of childrenOf(node)) {
      visit(child);
    }
    parts.push(text.slice(cursor, node.end));
    cursor = node.end;
  };
  for (const statement of file.statements) {
    visit(statement);
  }
  parts.push(text.slice(cursor));
  return parts.join('');
}
