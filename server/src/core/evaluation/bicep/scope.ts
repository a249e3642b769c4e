import type {
  Expression,
  ModuleDeclaration,
  ResourceDeclaration,
  Statement,
} from '../../syntax/bicep/tree';
import type { StaticValue } from '../value';

/** What a name in a template stands for. */
export type Declaration =
  | ModuleDeclaration
  | Extract<Statement, { kind: 'param' | 'var' | 'func' | 'resource' | 'import' | 'output' }>;

/** The names a file declares at its top, by kind of name: outputs have a space of their own. */
export interface Declarations {
  readonly symbols: ReadonlyMap<string, Declaration>;
  readonly outputs: ReadonlyMap<string, Extract<Statement, { kind: 'output' }>>;
  /** Names that `import { a as b }` brings, and the name they have where they come from. */
  readonly imported: ReadonlyMap<string, { readonly from: Expression; readonly name: string }>;
  /** Of a resource that is declared inside of another one, that one. */
  readonly parents: ReadonlyMap<Statement, ResourceDeclaration>;
}

/** Collects the names a file declares, nested resources included. */
export function declarationsOf(statements: readonly Statement[]): Declarations {
  const symbols = new Map<string, Declaration>();
  const outputs = new Map<string, Extract<Statement, { kind: 'output' }>>();
  const imported = new Map<string, { from: Expression; name: string }>();
  const parents = new Map<Statement, ResourceDeclaration>();
  const pending = [...statements];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    switch (next.kind) {
      case 'output':
        outputs.set(next.name.name, next);
        break;
      case 'import':
        if (next.wildcard !== undefined) {
          symbols.set(next.wildcard.name, next);
        }
        for (const { name, alias } of next.names) {
          const original =
            name.kind === 'identifier' ? name.name : name.kind === 'string' ? name.value : '';
          imported.set(alias?.name ?? original, { from: next.path, name: original });
        }
        break;
      case 'param':
      case 'var':
      case 'func':
      case 'module':
        symbols.set(next.name.name, next);
        break;
      case 'resource':
        symbols.set(next.name.name, next);
        for (const nested of nestedIn(next.body)) {
          parents.set(nested, next);
          pending.push(nested);
        }
        break;
      default:
    }
  }
  return { symbols, outputs, imported, parents };
}

/** The resources declared inside the body of a resource. */
export function nestedIn(body: Expression): readonly Statement[] {
  switch (body.kind) {
    case 'if':
      return nestedIn(body.body);
    case 'for':
      return nestedIn(body.body);
    case 'object':
      return body.members.filter((member): member is Statement => member.kind === 'resource');
    default:
      return [];
  }
}

/** Names that only hold inside of a loop, a lambda or a function. */
export type Locals = ReadonlyMap<string, StaticValue>;

export const noLocals: Locals = new Map();
