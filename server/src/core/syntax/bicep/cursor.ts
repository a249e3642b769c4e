import { TokenKind, type Tokens } from './tokens';
import {
  type BicepProblem,
  type Expression,
  type Identifier,
  maxHeight,
  type Statement,
} from './tree';

/** Nested deeper than this, brackets are skipped: every level costs several frames of the stack. */
const maxDepth = 200;

const declarationWords: ReadonlySet<string> = new Set([
  'param',
  'var',
  'output',
  'resource',
  'module',
  'type',
  'func',
  'metadata',
  'assert',
  'test',
  'extension',
  'provider',
  'import',
  'using',
  'extends',
  'targetScope',
]);

/** What parts of the grammar need of others that contain them: an array holds expressions, which may be arrays. */
export interface Grammar {
  expression(cursor: Cursor): Expression;
  /** A value and what follows it, but no operators. */
  operand(cursor: Cursor): Expression;
  /** What may follow a value: properties, indexes, calls. */
  postfix(cursor: Cursor, base: Expression): Expression;
  declaration(cursor: Cursor): Statement;
}

/** Walks the tokens of a file for the parser, collects problems, and keeps trees from growing too high. */
export class Cursor {
  readonly tokens: Tokens;
  readonly problems: BicepProblem[] = [];
  /** The height of the node that was made last. */
  height = 0;
  depth = 0;
  readonly grammar: Grammar;
  readonly #isBalanced: boolean;
  #index = 0;

  constructor(tokens: Tokens, grammar: Grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.#isBalanced = hasBalancedBrackets(tokens);
  }

  get kind(): TokenKind {
    return this.tokens.kinds[this.#index] as TokenKind;
  }

  /** The same as comparing `kind`, but not remembered by the type checker after the cursor moved. */
  is(kind: TokenKind): boolean {
    return this.kind === kind;
  }

  /** Where the token at hand starts. */
  get start(): number {
    return this.tokens.starts[this.#index] as number;
  }

  /** Where the token before ended. */
  get previousEnd(): number {
    return this.#index === 0 ? 0 : (this.tokens.ends[this.#index - 1] as number);
  }

  get text(): string {
    return this.tokens.text.slice(this.start, this.tokens.ends[this.#index]);
  }

  get isAtEnd(): boolean {
    return this.kind === TokenKind.EndOfFile;
  }

  kindAt(ahead: number): TokenKind {
    const index = Math.min(this.#index + ahead, this.tokens.count - 1);
    return this.tokens.kinds[index] as TokenKind;
  }

  textAt(ahead: number): string {
    const index = Math.min(this.#index + ahead, this.tokens.count - 1);
    return this.tokens.text.slice(this.tokens.starts[index], this.tokens.ends[index]);
  }

  advance(): void {
    if (this.#index < this.tokens.count - 1) {
      this.#index++;
    }
  }

  /** Steps over the token if it is of the kind. */
  take(kind: TokenKind): boolean {
    if (this.kind !== kind) {
      return false;
    }
    this.advance();
    return true;
  }

  /** Steps over the word if it stands here. */
  takeWord(word: string): boolean {
    if (!this.isWord(word)) {
      return false;
    }
    this.advance();
    return true;
  }

  isWord(word: string): boolean {
    return this.kind === TokenKind.Identifier && this.text === word;
  }

  expect(kind: TokenKind, spelling: string): boolean {
    const found = this.take(kind);
    if (!found) {
      this.complain(`Expected "${spelling}".`);
    }
    return found;
  }

  skipNewLines(): void {
    while (this.kind === TokenKind.NewLine) {
      this.advance();
    }
  }

  /** How many tokens ahead the first one stands that is no line end. */
  pastNewLines(): number {
    let ahead = 0;
    while (this.kindAt(ahead) === TokenKind.NewLine) {
      ahead++;
    }
    return ahead;
  }

  complain(
    message: string,
    start = this.start,
    end = this.tokens.ends[this.#index] as number,
  ): void {
    const last = this.problems.at(-1);
    // One complaint at a place is enough; what follows from it helps nobody.
    if (last === undefined || start > last.start) {
      this.problems.push({ message, start, end });
    }
  }

  /** Remembers how high the node is that has just been made of parts of these heights. */
  made<T>(node: T, first = 0, second = 0, third = 0): T {
    this.height = 1 + Math.max(first, second, third);
    return node;
  }

  /** Whether a node above the last one would be too high; the rest of the line is then to be skipped. */
  get isTooHigh(): boolean {
    return this.height >= maxHeight;
  }

  /** Runs `parse` one level deeper; too deep, it skips what stands here and says so. */
  deeper(parse: (cursor: Cursor) => Expression): Expression {
    if (this.depth >= maxDepth) {
      this.complain('This is nested too deeply.');
      return this.skipBalanced();
    }
    this.depth++;
    const node = parse(this);
    this.depth--;
    return node;
  }

  identifier(what: string): Identifier {
    const { start } = this;
    const before = this.previousEnd;
    if (this.kind === TokenKind.Identifier) {
      const name = this.text;
      this.advance();
      return this.made({ kind: 'identifier', name, start, end: this.previousEnd });
    }
    this.complain(`Expected ${what}.`);
    return this.made({ kind: 'identifier', name: '', start: before, end: before });
  }

  /** Stands behind the token before, so that it lies inside of what is being read. */
  missing(): Expression {
    const at = this.previousEnd;
    return this.made({ kind: 'missing', start: at, end: at });
  }

  /** Takes the tokens up to the end of the line, or up to a closing bracket that was opened before. */
  skipBalanced(): Expression {
    const { start } = this;
    let end = this.previousEnd;
    for (let open = 0; !this.isAtEnd; this.advance()) {
      const { kind } = this;
      if (kind === TokenKind.NewLine && (open === 0 || this.#declarationFollows(1))) {
        break;
      }
      if (isOpening(kind)) {
        open++;
      } else if (isClosing(kind) && open-- === 0) {
        break;
      }
      end = this.tokens.ends[this.#index] as number;
    }
    return this.made({ kind: 'skipped', start: Math.min(start, end), end });
  }

  /**
   * Whether brackets that are open here were meant to be closed: a declaration begins at the start of the line. Only
   * asked where brackets do not match, since a nested resource may be written like that.
   */
  get isLostInBrackets(): boolean {
    return !this.#isBalanced && this.#declarationFollows(0);
  }

  #declarationFollows(ahead: number): boolean {
    const index = this.#index + ahead;
    const { kinds, starts, ends, count } = this.tokens;
    if (index >= count || index === 0) {
      return false;
    }
    const beginsLine = kinds[index - 1] === TokenKind.NewLine && ends[index - 1] === starts[index];
    if (!beginsLine || kinds[index] !== TokenKind.Identifier) {
      return beginsLine && kinds[index] === TokenKind.At;
    }
    return (
      declarationWords.has(this.textAt(ahead)) &&
      (this.kindAt(ahead + 1) === TokenKind.Identifier || this.textAt(ahead) === 'targetScope')
    );
  }
}

function isOpening(kind: TokenKind): boolean {
  return (
    kind === TokenKind.OpenBrace ||
    kind === TokenKind.OpenBracket ||
    kind === TokenKind.OpenParen ||
    kind === TokenKind.StringHead
  );
}

function isClosing(kind: TokenKind): boolean {
  return (
    kind === TokenKind.CloseBrace ||
    kind === TokenKind.CloseBracket ||
    kind === TokenKind.CloseParen ||
    kind === TokenKind.StringTail ||
    kind === TokenKind.StringMiddle
  );
}

function hasBalancedBrackets({ kinds, count }: Tokens): boolean {
  let open = 0;
  for (let index = 0; index < count; index++) {
    const kind = kinds[index] as TokenKind;
    if (kind === TokenKind.StringMiddle) {
      continue;
    }
    if (isOpening(kind)) {
      open++;
    } else if (isClosing(kind) && --open < 0) {
      return false;
    }
  }
  return open === 0;
}
