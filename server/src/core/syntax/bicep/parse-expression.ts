import type { Cursor } from './cursor';
import { parseCall } from './parse-call';
import { parsePrimary } from './parse-primary';
import { TokenKind } from './tokens';
import type { BinaryOperator, Expression, UnaryOperator } from './tree';

/** Reads an expression with everything that belongs to it; something that is none gives `missing`. */
export function parseExpression(cursor: Cursor): Expression {
  return cursor.deeper(parseTernary);
}

function parseTernary(cursor: Cursor): Expression {
  const condition = parseBinary(cursor, 0);
  const { height } = cursor;
  if (!takePastNewLines(cursor, TokenKind.Question)) {
    return condition;
  }
  cursor.skipNewLines();
  const whenTrue = parseExpression(cursor);
  const trueHeight = cursor.height;
  if (!takePastNewLines(cursor, TokenKind.Colon)) {
    cursor.complain('Expected ":".');
  }
  cursor.skipNewLines();
  const whenFalse = parseExpression(cursor);
  const { start } = condition;
  return cursor.made(
    { kind: 'ternary', condition, whenTrue, whenFalse, start, end: cursor.previousEnd },
    height,
    trueHeight,
    cursor.height,
  );
}

/** The parts of a ternary and of a chain of `&&` may stand on lines of their own. */
function takePastNewLines(cursor: Cursor, kind: TokenKind): boolean {
  const ahead = cursor.pastNewLines();
  if (cursor.kindAt(ahead) !== kind) {
    return false;
  }
  cursor.skipNewLines();
  cursor.advance();
  return true;
}

interface Operator {
  readonly text: BinaryOperator;
  readonly precedence: number;
  /** Cannot begin an item of an array, so it may stand at the start of a line. */
  readonly mayFollowNewLine: boolean;
}

const operators: ReadonlyMap<TokenKind, Operator> = new Map(
  (
    [
      [TokenKind.Coalesce, '??', 1],
      [TokenKind.Or, '||', 2],
      [TokenKind.And, '&&', 3],
      [TokenKind.Equal, '==', 4],
      [TokenKind.NotEqual, '!=', 4],
      [TokenKind.EqualInsensitive, '=~', 4],
      [TokenKind.NotEqualInsensitive, '!~', 4],
      [TokenKind.Greater, '>', 5],
      [TokenKind.GreaterOrEqual, '>=', 5],
      [TokenKind.Less, '<', 5],
      [TokenKind.LessOrEqual, '<=', 5],
      [TokenKind.Plus, '+', 6],
      [TokenKind.Minus, '-', 6],
      [TokenKind.Star, '*', 7],
      [TokenKind.Slash, '/', 7],
      [TokenKind.Percent, '%', 7],
    ] as const
  ).map(([kind, text, precedence]) => [
    kind,
    { text, precedence, mayFollowNewLine: text !== '-' && text !== '+' },
  ]),
);

/** Climbs precedences; operators of one precedence are left-associative. */
function parseBinary(cursor: Cursor, minimum: number): Expression {
  let left = parseUnary(cursor);
  for (;;) {
    const ahead = cursor.pastNewLines();
    const operator = operators.get(cursor.kindAt(ahead));
    if (operator === undefined || operator.precedence <= minimum) {
      return left;
    }
    if (ahead > 0 && !operator.mayFollowNewLine) {
      return left;
    }
    const leftHeight = cursor.height;
    if (cursor.isTooHigh) {
      return tooHigh(cursor, left);
    }
    cursor.skipNewLines();
    cursor.advance();
    cursor.skipNewLines();
    const right = parseBinary(cursor, operator.precedence);
    const { start } = left;
    const end = cursor.previousEnd;
    left = cursor.made(
      { kind: 'binary', operator: operator.text, left, right, start, end },
      leftHeight,
      cursor.height,
    );
  }
}

/** A chain longer than a tree may be high is cut off: the whole of it is unknown. */
function tooHigh(cursor: Cursor, node: Expression): Expression {
  cursor.complain('This expression is too long.');
  const { end } = cursor.skipBalanced();
  return cursor.made({ kind: 'skipped', start: node.start, end: Math.max(node.end, end) });
}

const unaryOperators: ReadonlyMap<TokenKind, UnaryOperator> = new Map<TokenKind, UnaryOperator>([
  [TokenKind.Exclamation, '!'],
  [TokenKind.Minus, '-'],
  [TokenKind.Plus, '+'],
]);

function parseUnary(cursor: Cursor): Expression {
  const operator = unaryOperators.get(cursor.kind);
  if (operator === undefined) {
    return parsePostfix(cursor, parsePrimary(cursor));
  }
  const { start } = cursor;
  cursor.advance();
  const operand = cursor.deeper(parseUnary);
  return cursor.made(
    { kind: 'unary', operator, operand, start, end: cursor.previousEnd },
    cursor.height,
  );
}

/** What may follow a value: properties, indexes, calls, nested resources, `!`. */
export function parsePostfix(cursor: Cursor, first: Expression): Expression {
  let base = first;
  for (;;) {
    if (cursor.isTooHigh) {
      return tooHigh(cursor, base);
    }
    const next = parseAccess(cursor, base);
    if (next === undefined) {
      return base;
    }
    base = next;
  }
}

function parseAccess(cursor: Cursor, base: Expression): Expression | undefined {
  const baseHeight = cursor.height;
  const { start } = base;
  switch (cursor.kind) {
    case TokenKind.Dot:
    case TokenKind.SafeDot: {
      const isSafe = cursor.kind === TokenKind.SafeDot;
      cursor.advance();
      if (cursor.take(TokenKind.Star)) {
        const node = {
          kind: 'type',
          of: base,
          parameters: [],
          start,
          end: cursor.previousEnd,
        } as const;
        return cursor.made(node, baseHeight);
      }
      const name = cursor.identifier('a name');
      if (cursor.is(TokenKind.OpenParen)) {
        return parseCall(cursor, base, name, baseHeight);
      }
      const end = cursor.previousEnd;
      return cursor.made({ kind: 'property', base, name, isSafe, start, end }, baseHeight);
    }
    case TokenKind.DoubleColon: {
      cursor.advance();
      const name = cursor.identifier('the name of a nested resource');
      const end = cursor.previousEnd;
      return cursor.made({ kind: 'nested', base, name, start, end }, baseHeight);
    }
    case TokenKind.OpenBracket:
      return parseIndex(cursor, base, baseHeight);
    case TokenKind.Exclamation: {
      cursor.advance();
      const end = cursor.previousEnd;
      return cursor.made({ kind: 'non-null', operand: base, start, end }, baseHeight);
    }
    default:
      return undefined;
  }
}

function parseIndex(cursor: Cursor, base: Expression, baseHeight: number): Expression {
  cursor.advance();
  const { start } = base;
  const isSafe = cursor.take(TokenKind.Question);
  const fromEnd = cursor.take(TokenKind.Caret);
  cursor.skipNewLines();
  const index =
    cursor.kind === TokenKind.CloseBracket || cursor.kind === TokenKind.Star
      ? undefined
      : parseExpression(cursor);
  const indexHeight = index === undefined ? 0 : cursor.height;
  if (index === undefined) {
    cursor.take(TokenKind.Star);
  }
  cursor.skipNewLines();
  cursor.expect(TokenKind.CloseBracket, ']');
  const end = cursor.previousEnd;
  // `string[]` and `foo[*]` are types.
  return index === undefined
    ? cursor.made({ kind: 'type', of: base, parameters: [], start, end }, baseHeight)
    : cursor.made(
        { kind: 'index', base, index, isSafe, fromEnd, start, end },
        baseHeight,
        indexHeight,
      );
}
