import type { Cursor } from './cursor';
import { parseArray, parseObject } from './parse-collection';
import { parsePostfix } from './parse-expression';
import { parseName, parsePrimary } from './parse-primary';
import { TokenKind } from './tokens';
import type { Expression } from './tree';

/** Reads the type of a declaration: unions, nullable types, arrays, tuples, objects, parametrized types. */
export function parseType(cursor: Cursor): Expression {
  return cursor.deeper(parseUnion);
}

function parseUnion(cursor: Cursor): Expression {
  const { start } = cursor;
  const hasLeadingPipe = cursor.take(TokenKind.Pipe);
  const members = [parseNullable(cursor)];
  let { height } = cursor;
  for (;;) {
    const ahead = cursor.pastNewLines();
    if (cursor.kindAt(ahead) !== TokenKind.Pipe) {
      break;
    }
    cursor.skipNewLines();
    cursor.advance();
    cursor.skipNewLines();
    members.push(parseNullable(cursor));
    height = Math.max(height, cursor.height);
  }
  const [only] = members;
  if (members.length === 1 && only !== undefined && !hasLeadingPipe) {
    return only;
  }
  return cursor.made({ kind: 'union', members, start, end: cursor.previousEnd }, height);
}

/** `string?`, `string[]?[]`, `foo!`. */
function parseNullable(cursor: Cursor): Expression {
  let type = parsePostfix(cursor, parseSingle(cursor));
  while (cursor.kind === TokenKind.Question && !cursor.isTooHigh) {
    const { start } = type;
    cursor.advance();
    type = cursor.made(
      { kind: 'nullable', of: type, start, end: cursor.previousEnd } as const,
      cursor.height,
    );
    type = parsePostfix(cursor, type);
  }
  return type;
}

function parseSingle(cursor: Cursor): Expression {
  const { start } = cursor;
  switch (cursor.kind) {
    case TokenKind.OpenBrace:
      return cursor.deeper(() => parseObject(cursor, parseType));
    case TokenKind.OpenBracket:
      return cursor.deeper(() => parseArray(cursor, parseType));
    case TokenKind.OpenParen: {
      cursor.advance();
      cursor.skipNewLines();
      const inner = parseType(cursor);
      const { height } = cursor;
      cursor.skipNewLines();
      cursor.expect(TokenKind.CloseParen, ')');
      return cursor.made({ kind: 'parenthesized', inner, start, end: cursor.previousEnd }, height);
    }
    case TokenKind.Identifier:
      return parseNamed(cursor);
    case TokenKind.Minus:
    case TokenKind.Exclamation: {
      const operator = cursor.kind === TokenKind.Minus ? '-' : '!';
      cursor.advance();
      const operand = cursor.deeper(parseSingle);
      return cursor.made(
        { kind: 'unary', operator, operand, start, end: cursor.previousEnd },
        cursor.height,
      );
    }
    default:
      return parsePrimary(cursor);
  }
}

/** A name, perhaps with parameters: `resourceInput<'Microsoft.X/y@2024-01-01'>`, or `resource 'x@y'`. */
function parseNamed(cursor: Cursor): Expression {
  const { start } = cursor;
  const isResource = cursor.isWord('resource') && isString(cursor.kindAt(1));
  // `sys.resourceInput<...>`: the parameters belong to the whole name.
  let named = parseName(cursor);
  while (
    cursor.kind === TokenKind.Dot &&
    cursor.kindAt(1) === TokenKind.Identifier &&
    !cursor.isTooHigh
  ) {
    const { height } = cursor;
    cursor.advance();
    const name = cursor.identifier('a name');
    named = cursor.made(
      {
        kind: 'property',
        base: named,
        name,
        isSafe: false,
        start,
        end: cursor.previousEnd,
      } as const,
      height,
    );
  }
  if (isResource) {
    const { height } = cursor;
    const parameter = parsePrimary(cursor);
    const node = {
      kind: 'type',
      of: named,
      parameters: [parameter],
      start,
      end: cursor.previousEnd,
    } as const;
    return cursor.made(node, height, cursor.height);
  }
  return cursor.kind === TokenKind.Less ? parseParameters(cursor, named) : named;
}

function parseParameters(cursor: Cursor, of: Expression): Expression {
  let { height } = cursor;
  cursor.advance();
  const parameters: Expression[] = [];
  cursor.skipNewLines();
  while (cursor.kind !== TokenKind.Greater && !cursor.isAtEnd) {
    const before = cursor.start;
    parameters.push(isString(cursor.kind) ? parsePrimary(cursor) : parseType(cursor));
    height = Math.max(height, cursor.height);
    cursor.skipNewLines();
    if (!cursor.take(TokenKind.Comma) && !cursor.is(TokenKind.Greater)) {
      if (cursor.start === before || cursor.kind === TokenKind.Assign) {
        break;
      }
    }
    cursor.skipNewLines();
  }
  cursor.expect(TokenKind.Greater, '>');
  const node = { kind: 'type', of, parameters, start: of.start, end: cursor.previousEnd } as const;
  return cursor.made(node, height);
}

function isString(kind: TokenKind): boolean {
  return kind === TokenKind.String || kind === TokenKind.StringHead;
}
