import type { Cursor } from './cursor';
import { parseCall } from './parse-call';
import { parseArray, parseObject } from './parse-collection';
import { parseString } from './parse-string';
import { TokenKind } from './tokens';
import type { Expression, Identifier } from './tree';

/** Reads a value without operators. */
export function parsePrimary(cursor: Cursor): Expression {
  const { start } = cursor;
  switch (cursor.kind) {
    case TokenKind.Identifier:
      return parseWord(cursor);
    case TokenKind.String:
    case TokenKind.StringHead:
      return parseString(cursor);
    case TokenKind.Number: {
      const value = Number(cursor.text);
      cursor.advance();
      return cursor.made({ kind: 'number', value, start, end: cursor.previousEnd });
    }
    case TokenKind.OpenBrace:
      return cursor.deeper(parseObjectOfValues);
    case TokenKind.OpenBracket:
      return cursor.deeper(parseArrayOfValues);
    case TokenKind.OpenParen:
      return isLambda(cursor) ? parseLambda(cursor) : parseParenthesized(cursor);
    default:
      cursor.complain('Expected a value.');
      return cursor.missing();
  }
}

const parseObjectOfValues = (cursor: Cursor) => parseObject(cursor);
const parseArrayOfValues = (cursor: Cursor) => parseArray(cursor);

function parseWord(cursor: Cursor): Expression {
  const { start } = cursor;
  if (cursor.kindAt(1) === TokenKind.Arrow) {
    const parameter = cursor.identifier('a name');
    cursor.advance();
    return lambda(cursor, start, [parameter]);
  }
  if (cursor.kindAt(1) === TokenKind.OpenParen) {
    return parseCall(cursor, undefined, cursor.identifier('a name'), 0);
  }
  return parseName(cursor);
}

/** A name that stands for itself: of a variable, of a type, or of `true`, `false` and `null`. */
export function parseName(cursor: Cursor): Expression {
  const { start, text } = cursor;
  cursor.advance();
  const end = cursor.previousEnd;
  switch (text) {
    case 'true':
    case 'false':
      return cursor.made({ kind: 'boolean', value: text === 'true', start, end });
    case 'null':
      return cursor.made({ kind: 'null', start, end });
    default:
      return cursor.made({ kind: 'variable', name: text, start, end });
  }
}

function parseParenthesized(cursor: Cursor): Expression {
  const { start } = cursor;
  cursor.advance();
  cursor.skipNewLines();
  const inner = cursor.grammar.expression(cursor);
  const { height } = cursor;
  cursor.skipNewLines();
  cursor.expect(TokenKind.CloseParen, ')');
  return cursor.made({ kind: 'parenthesized', inner, start, end: cursor.previousEnd }, height);
}

/** `(a, b) =>`: names and commas only, so the look ahead ends at any other token. */
function isLambda(cursor: Cursor): boolean {
  let ahead = 1;
  const isPart = (kind: TokenKind) =>
    kind === TokenKind.Identifier || kind === TokenKind.Comma || kind === TokenKind.NewLine;
  while (isPart(cursor.kindAt(ahead))) {
    ahead++;
  }
  return (
    cursor.kindAt(ahead) === TokenKind.CloseParen && cursor.kindAt(ahead + 1) === TokenKind.Arrow
  );
}

function parseLambda(cursor: Cursor): Expression {
  const { start } = cursor;
  cursor.advance();
  const parameters: Identifier[] = [];
  while (cursor.kind !== TokenKind.CloseParen) {
    if (cursor.kind === TokenKind.Identifier) {
      parameters.push(cursor.identifier('a name'));
    } else {
      cursor.advance();
    }
  }
  cursor.advance();
  cursor.advance();
  return lambda(cursor, start, parameters);
}

function lambda(cursor: Cursor, start: number, parameters: readonly Identifier[]): Expression {
  cursor.skipNewLines();
  const body = cursor.grammar.expression(cursor);
  return cursor.made(
    { kind: 'lambda', parameters, body, start, end: cursor.previousEnd },
    cursor.height,
  );
}
