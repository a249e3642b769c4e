import type { Tokens } from './tokens';

/**
 * The tree of a Bicep file. Offsets are 0-based UTF-16 in the file's text, ranges half-open. Nodes nest and stand in the
 * order of the text; every token belongs to the innermost node around it. No tree is higher than `maxHeight`,
 * so whoever walks one may recurse.
 */
export interface BicepFile {
  readonly tokens: Tokens;
  readonly statements: readonly Statement[];
  /** Complaints, in the order of the text. Bicep's own tools show them to users; here they tell what is not to be trusted. */
  readonly problems: readonly BicepProblem[];
}

export interface BicepProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

interface NodeBase {
  readonly start: number;
  readonly end: number;
}

export interface Identifier extends NodeBase {
  readonly kind: 'identifier';
  /** Empty where a name is missing. */
  readonly name: string;
}

export interface StringLiteral extends NodeBase {
  readonly kind: 'string';
  /** Without quotes and escapes. */
  readonly value: string;
}

/** `'a${b}c'`: one part more than there are values. */
export interface Interpolation extends NodeBase {
  readonly kind: 'interpolation';
  readonly parts: readonly string[];
  readonly values: readonly Expression[];
}

/** Expressions, and the types of declarations, which are written alike. */
export type Expression =
  | StringLiteral
  | Interpolation
  | (NodeBase & { readonly kind: 'number'; readonly value: number })
  | (NodeBase & { readonly kind: 'boolean'; readonly value: boolean })
  | (NodeBase & { readonly kind: 'null' })
  | (NodeBase & { readonly kind: 'variable'; readonly name: string })
  | ArrayNode
  | ObjectNode
  | (NodeBase & {
      readonly kind: 'unary';
      readonly operator: UnaryOperator;
      readonly operand: Expression;
    })
  | (NodeBase & {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (NodeBase & {
      readonly kind: 'ternary';
      readonly condition: Expression;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
    })
  | (NodeBase & {
      readonly kind: 'property';
      readonly base: Expression;
      readonly name: Identifier;
      /** `.?` */
      readonly isSafe: boolean;
    })
  | (NodeBase & {
      readonly kind: 'index';
      readonly base: Expression;
      readonly index: Expression;
      /** `[?` */
      readonly isSafe: boolean;
      /** `[^1]`: counted from the end. */
      readonly fromEnd: boolean;
    })
  | (NodeBase & { readonly kind: 'nested'; readonly base: Expression; readonly name: Identifier })
  | CallNode
  | (NodeBase & { readonly kind: 'non-null'; readonly operand: Expression })
  | (NodeBase & { readonly kind: 'parenthesized'; readonly inner: Expression })
  | (NodeBase & {
      readonly kind: 'lambda';
      readonly parameters: readonly Identifier[];
      readonly body: Expression;
    })
  | ForNode
  | (NodeBase & { readonly kind: 'if'; readonly condition: Expression; readonly body: Expression })
  | (NodeBase & { readonly kind: 'union'; readonly members: readonly Expression[] })
  | (NodeBase & { readonly kind: 'nullable'; readonly of: Expression })
  /** `string[]`, `resourceInput<'...'>`, `foo[*]`, `foo.*`, and types of `resource 'x@y'`. */
  | (NodeBase & {
      readonly kind: 'type';
      readonly of: Expression;
      readonly parameters: readonly Expression[];
    })
  /** Nothing stands where an expression must. */
  | (NodeBase & { readonly kind: 'missing' })
  /** Tokens that make no sense here. */
  | (NodeBase & { readonly kind: 'skipped' });

export type UnaryOperator = '!' | '-' | '+';
export type BinaryOperator =
  | '??'
  | '||'
  | '&&'
  | '=='
  | '!='
  | '=~'
  | '!~'
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%';

export interface CallNode extends NodeBase {
  readonly kind: 'call';
  /** `sys` in `sys.union(...)`; undefined for `union(...)`. */
  readonly base: Expression | undefined;
  readonly name: Identifier;
  readonly arguments: readonly Expression[];
}

export interface ForNode extends NodeBase {
  readonly kind: 'for';
  readonly item: Identifier;
  readonly index: Identifier | undefined;
  readonly over: Expression;
  readonly body: Expression;
}

export interface ArrayNode extends NodeBase {
  readonly kind: 'array';
  readonly items: readonly (Expression | Spread | DecoratedType)[];
}

/** An item of a tuple type with its decorators. */
export interface DecoratedType extends NodeBase {
  readonly kind: 'decorated';
  readonly decorators: readonly Decorator[];
  readonly type: Expression;
}

export interface ObjectNode extends NodeBase {
  readonly kind: 'object';
  readonly members: readonly Member[];
}

/** What may stand in braces; nested declarations only in resources. */
export type Member = PropertyNode | Spread | Statement;

export interface PropertyNode extends NodeBase {
  readonly kind: 'member';
  readonly decorators: readonly Decorator[];
  /** `*` of an object type is the identifier `*`. */
  readonly key: Identifier | StringLiteral | Interpolation;
  readonly value: Expression;
}

export interface Spread extends NodeBase {
  readonly kind: 'spread';
  readonly value: Expression;
}

export interface Decorator extends NodeBase {
  readonly kind: 'decorator';
  readonly expression: Expression;
}

interface DeclarationBase extends NodeBase {
  readonly decorators: readonly Decorator[];
}

export type Statement =
  | (DeclarationBase & { readonly kind: 'targetScope'; readonly value: Expression })
  | (DeclarationBase & {
      readonly kind: 'metadata';
      readonly name: Identifier;
      readonly value: Expression;
    })
  | ParamDeclaration
  | VarDeclaration
  | OutputDeclaration
  | ResourceDeclaration
  | ModuleDeclaration
  | (DeclarationBase & {
      readonly kind: 'typeDeclaration';
      readonly name: Identifier;
      readonly type: Expression;
    })
  | FuncDeclaration
  | ImportDeclaration
  | (DeclarationBase & {
      readonly kind: 'using';
      readonly path: Expression;
      readonly with: Expression | undefined;
    })
  | (DeclarationBase & { readonly kind: 'extends'; readonly path: Expression })
  | ExtensionDeclaration
  | (DeclarationBase & {
      readonly kind: 'assert';
      readonly name: Identifier;
      readonly value: Expression;
    })
  /** Tokens that begin no declaration, or a line that only says something to the parser. */
  | (DeclarationBase & { readonly kind: 'skippedStatement' });

export interface ParamDeclaration extends DeclarationBase {
  readonly kind: 'param';
  readonly name: Identifier;
  /** Absent in a parameters file. */
  readonly type: Expression | undefined;
  /** The default; in a parameters file the value. */
  readonly value: Expression | undefined;
}

export interface VarDeclaration extends DeclarationBase {
  readonly kind: 'var';
  readonly name: Identifier;
  readonly type: Expression | undefined;
  readonly value: Expression;
}

export interface OutputDeclaration extends DeclarationBase {
  readonly kind: 'output';
  readonly name: Identifier;
  readonly type: Expression;
  readonly value: Expression;
}

export interface ResourceDeclaration extends DeclarationBase {
  readonly kind: 'resource';
  readonly name: Identifier;
  /** `'Microsoft.ContainerService/managedClusters@2025-08-01'` */
  readonly type: Expression;
  readonly isExisting: boolean;
  readonly body: Expression;
}

export interface ModuleDeclaration extends DeclarationBase {
  /** A `test` of the test framework has the same form. */
  readonly kind: 'module' | 'test';
  readonly name: Identifier;
  readonly path: Expression;
  readonly body: Expression;
}

export interface FuncDeclaration extends DeclarationBase {
  readonly kind: 'func';
  readonly name: Identifier;
  readonly parameters: readonly { readonly name: Identifier; readonly type: Expression }[];
  readonly returns: Expression;
  readonly body: Expression;
}

export interface ImportDeclaration extends DeclarationBase {
  readonly kind: 'import';
  /** `* as name`: the name; undefined when names are listed. */
  readonly wildcard: Identifier | undefined;
  readonly names: readonly {
    readonly name: Identifier | StringLiteral | Interpolation;
    readonly alias: Identifier | undefined;
  }[];
  readonly path: Expression;
}

export interface ExtensionDeclaration extends DeclarationBase {
  readonly kind: 'extension';
  readonly specification: Expression;
  readonly with: Expression | undefined;
  readonly alias: Identifier | undefined;
}

/** No path from the root to a leaf is longer; what is nested deeper is `skipped`. */
export const maxHeight = 400;

export type BicepNode = Statement | Expression | Identifier | Decorator | Member | DecoratedType;
