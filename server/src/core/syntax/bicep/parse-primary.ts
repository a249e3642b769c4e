import type { Cursor } from './cursor';
import { parseArray, parseObject } from './parse-collection';
import { parseCall, parseExpression } from './parse-expression';
import { replaceEscapes, withoutFirstLineEnd } from './string-value';
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
      return cursor.deeper(() => parseObject(cursor));
    case TokenKind.OpenBracket:
      return cursor.deeper(() => parseArray(cursor));
    case TokenKind.OpenParen:
      return isLambda(cursor) ? parseLambda(cursor) : parseParenthesized(cursor);
    default:
      cursor.complain('Expected a value.');
      return cursor.missing();
  }
}

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
  const inner = parseExpression(cursor);
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
  const body = parseExpression(cursor);
  return cursor.made(
    { kind: 'lambda', parameters, body, start, end: cursor.previousEnd },
    cursor.height,
  );
}

/** A string, with the values of its interpolations. */
export function parseString(cursor: Cursor): Expression {
  const { start } = cursor;
  const style = styleOf(cursor.text);
  if (cursor.kind === TokenKind.String) {
    const value = pieceOf(cursor.text, style, true, true);
    cursor.advance();
    return cursor.made({ kind: 'string', value, start, end: cursor.previousEnd });
  }
  const parts = [pieceOf(cursor.text, style, true, false)];
  const values: Expression[] = [];
  let height = 0;
  cursor.advance();
  for (;;) {
    cursor.skipNewLines();
    values.push(parseExpression(cursor));
    height = Math.max(height, cursor.height);
    cursor.skipNewLines();
    const isTail = cursor.kind === TokenKind.StringTail;
    if (!isTail && cursor.kind !== TokenKind.StringMiddle) {
      cursor.complain('Expected "}".');
      parts.push('');
      break;
    }
    parts.push(pieceOf(cursor.text, style, false, isTail));
    cursor.advance();
    if (isTail) {
      break;
    }
  }
  return cursor.made(
    { kind: 'interpolation', parts, values, start, end: cursor.previousEnd },
    height,
  );
}

interface StringStyle {
  readonly isMultiline: boolean;
  /** How many `$` begin an interpolation. */
  readonly dollars: number;
}

function styleOf(opening: string): StringStyle {
  const dollars = /^\$*/.exec(opening)?.[0].length ?? 0;
  const isMultiline = opening.startsWith("'''", dollars);
  return { isMultiline, dollars: isMultiline ? dollars : 1 };
}

function pieceOf(text: string, style: StringStyle, isFirst: boolean, isLast: boolean): string {
  const quotes = style.isMultiline ? 3 : 1;
  const opening = isFirst ? quotes + (style.isMultiline ? style.dollars : 0) : 1;
  const closesHere = isLast && text.length >= opening + quotes && text.endsWith("'".repeat(quotes));
  const closing = isLast ? (closesHere ? quotes : 0) : style.dollars + 1;
  const piece = text.slice(opening, Math.max(opening, text.length - closing));
  if (!style.isMultiline) {
    return replaceEscapes(piece);
  }
  return isFirst ? withoutFirstLineEnd(piece) : piece;
}
