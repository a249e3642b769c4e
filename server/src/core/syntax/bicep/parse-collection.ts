import type { Cursor } from './cursor';
import { parseString } from './parse-string';
import { TokenKind } from './tokens';
import type { Decorator, Expression, Identifier, Member, PropertyNode, Spread } from './tree';

/** Braces: of an object, of an object type, or of a resource with nested declarations. */
export function parseObject(cursor: Cursor, parseValue = parseBody): Expression {
  const { start } = cursor;
  const members: Member[] = [];
  let height = 0;
  cursor.advance();
  for (;;) {
    skipSeparators(cursor);
    if (cursor.kind === TokenKind.CloseBrace || cursor.isAtEnd || cursor.isLostInBrackets) {
      break;
    }
    members.push(parseMember(cursor, parseValue));
    height = Math.max(height, cursor.height);
    endOfItem(cursor, TokenKind.CloseBrace);
  }
  cursor.expect(TokenKind.CloseBrace, '}');
  return cursor.made({ kind: 'object', members, start, end: cursor.previousEnd }, height);
}

function parseMember(cursor: Cursor, parseValue: (cursor: Cursor) => Expression): Member {
  if (cursor.kind === TokenKind.Ellipsis) {
    return parseSpread(cursor);
  }
  const isDeclaration =
    cursor.kind === TokenKind.Identifier && cursor.kindAt(1) === TokenKind.Identifier;
  return isDeclaration || decoratesDeclaration(cursor)
    ? cursor.grammar.declaration(cursor)
    : parseProperty(cursor, parseValue);
}

/** A decorator may stand before a nested resource, or before a property of a type. */
function decoratesDeclaration(cursor: Cursor): boolean {
  if (cursor.kind !== TokenKind.At) {
    return false;
  }
  let open = 0;
  for (let ahead = 0; ; ahead++) {
    const kind = cursor.kindAt(ahead);
    if (kind === TokenKind.EndOfFile) {
      return false;
    }
    if (
      kind === TokenKind.OpenParen ||
      kind === TokenKind.OpenBrace ||
      kind === TokenKind.OpenBracket
    ) {
      open++;
    } else if (
      kind === TokenKind.CloseParen ||
      kind === TokenKind.CloseBrace ||
      kind === TokenKind.CloseBracket
    ) {
      if (open-- === 0) {
        return false;
      }
    } else if (
      open === 0 &&
      kind === TokenKind.Identifier &&
      cursor.kindAt(ahead - 1) !== TokenKind.At &&
      cursor.kindAt(ahead - 1) !== TokenKind.Dot
    ) {
      return cursor.kindAt(ahead + 1) === TokenKind.Identifier;
    } else if (
      open === 0 &&
      (kind === TokenKind.Star || kind === TokenKind.String || kind === TokenKind.Colon)
    ) {
      return false;
    }
  }
}

function parseProperty(cursor: Cursor, parseValue: (cursor: Cursor) => Expression): PropertyNode {
  const { start } = cursor;
  const decorators = parseDecorators(cursor);
  let height = decorators.height;
  const key = parseKey(cursor);
  height = Math.max(height, cursor.height);
  // `key?: type`, as older files have it.
  cursor.take(TokenKind.Question);
  let value: Expression;
  if (cursor.expect(TokenKind.Colon, ':')) {
    skipNewLinesBeforeValue(cursor);
    value = parseValue(cursor);
  } else {
    value = cursor.skipBalanced();
    if (value.start === value.end) {
      value = cursor.missing();
    }
  }
  // A missing key stands behind the token before.
  const from = Math.min(start, key.start);
  const end = cursor.previousEnd;
  return cursor.made(
    { kind: 'member', decorators: decorators.list, key, value, start: from, end },
    height,
    cursor.height,
  );
}

/** Only a value may stand behind a line end here: a word with a colon is the next key. */
function skipNewLinesBeforeValue(cursor: Cursor): void {
  const ahead = cursor.pastNewLines();
  const kind = cursor.kindAt(ahead);
  const isValue =
    kind === TokenKind.OpenBrace || kind === TokenKind.OpenBracket || kind === TokenKind.Pipe;
  if (ahead > 0 && isValue) {
    cursor.skipNewLines();
  }
}

function parseKey(cursor: Cursor): PropertyNode['key'] {
  const { start } = cursor;
  if (cursor.kind === TokenKind.String || cursor.kind === TokenKind.StringHead) {
    return parseString(cursor) as PropertyNode['key'];
  }
  if (cursor.take(TokenKind.Star)) {
    return cursor.made({ kind: 'identifier', name: '*', start, end: cursor.previousEnd });
  }
  return cursor.identifier('a property');
}

/** Decorators, each on a line of its own or before what they decorate. */
export function parseDecorators(cursor: Cursor): { list: readonly Decorator[]; height: number } {
  const list: Decorator[] = [];
  let height = 0;
  while (cursor.kind === TokenKind.At) {
    const { start } = cursor;
    cursor.advance();
    // No operator belongs to a decorator: what follows on the next line is what it decorates.
    const expression = cursor.grammar.operand(cursor);
    height = Math.max(height, cursor.height + 1);
    list.push({ kind: 'decorator', expression, start, end: cursor.previousEnd });
    cursor.skipNewLines();
  }
  return { list, height };
}

/** Brackets: of an array, of a tuple type, or of a loop. */
export function parseArray(
  cursor: Cursor,
  parseItemValue = (inner: Cursor) => inner.grammar.expression(inner),
): Expression {
  const { start } = cursor;
  cursor.advance();
  if (forFollows(cursor)) {
    return parseFor(cursor, start);
  }
  const items: Extract<Expression, { kind: 'array' }>['items'][number][] = [];
  let height = 0;
  for (;;) {
    skipSeparators(cursor);
    if (cursor.kind === TokenKind.CloseBracket || cursor.isAtEnd || cursor.isLostInBrackets) {
      break;
    }
    items.push(parseItem(cursor, parseItemValue));
    height = Math.max(height, cursor.height);
    endOfItem(cursor, TokenKind.CloseBracket);
  }
  cursor.expect(TokenKind.CloseBracket, ']');
  return cursor.made({ kind: 'array', items, start, end: cursor.previousEnd }, height);
}

function parseItem(cursor: Cursor, parseValue: (cursor: Cursor) => Expression) {
  if (cursor.kind === TokenKind.Ellipsis) {
    return parseSpread(cursor);
  }
  if (cursor.kind !== TokenKind.At) {
    return parseValue(cursor);
  }
  const { start } = cursor;
  const { list, height } = parseDecorators(cursor);
  const type = parseValue(cursor);
  const end = cursor.previousEnd;
  return cursor.made(
    { kind: 'decorated', decorators: list, type, start, end } as const,
    height,
    cursor.height,
  );
}

function parseSpread(cursor: Cursor): Spread {
  const { start } = cursor;
  cursor.advance();
  const value = cursor.grammar.expression(cursor);
  return cursor.made({ kind: 'spread', value, start, end: cursor.previousEnd }, cursor.height);
}

function forFollows(cursor: Cursor): boolean {
  const ahead = cursor.pastNewLines();
  const next = cursor.kindAt(ahead + 1);
  return (
    cursor.kindAt(ahead) === TokenKind.Identifier &&
    cursor.textAt(ahead) === 'for' &&
    (next === TokenKind.Identifier || next === TokenKind.OpenParen)
  );
}

/** `[for item in list: body]`, `[for (item, index) in list: body]`, and with `if (...)` before the body. */
function parseFor(cursor: Cursor, start: number): Expression {
  cursor.skipNewLines();
  cursor.advance();
  const isPair = cursor.take(TokenKind.OpenParen);
  const item = cursor.identifier('a loop variable');
  let index: Identifier | undefined;
  if (isPair) {
    index = cursor.take(TokenKind.Comma) ? cursor.identifier('an index variable') : undefined;
    cursor.expect(TokenKind.CloseParen, ')');
  }
  if (!cursor.takeWord('in')) {
    cursor.complain('Expected "in".');
  }
  const over = cursor.grammar.expression(cursor);
  const overHeight = cursor.height;
  cursor.expect(TokenKind.Colon, ':');
  cursor.skipNewLines();
  const body = parseBody(cursor);
  const { height } = cursor;
  cursor.skipNewLines();
  cursor.expect(TokenKind.CloseBracket, ']');
  const end = cursor.previousEnd;
  return cursor.grammar.postfix(
    cursor,
    cursor.made({ kind: 'for', item, index, over, body, start, end }, overHeight, height),
  );
}

/** A value that `if (...)` may stand before: of a resource, a module, or a loop. */
export function parseBody(cursor: Cursor): Expression {
  if (!cursor.isWord('if') || cursor.kindAt(1) !== TokenKind.OpenParen) {
    return cursor.grammar.expression(cursor);
  }
  return cursor.deeper(() => {
    const { start } = cursor;
    cursor.advance();
    const condition = cursor.grammar.expression(cursor);
    const { height } = cursor;
    cursor.skipNewLines();
    const body = cursor.grammar.expression(cursor);
    const end = cursor.previousEnd;
    return cursor.made({ kind: 'if', condition, body, start, end }, height, cursor.height);
  });
}

function skipSeparators(cursor: Cursor): void {
  while (cursor.kind === TokenKind.NewLine || cursor.kind === TokenKind.Comma) {
    cursor.advance();
  }
}

/** Behind an item a line end, a comma or the end follows; everything else on the line is skipped. */
function endOfItem(cursor: Cursor, closing: TokenKind): void {
  const { kind } = cursor;
  if (
    kind === TokenKind.NewLine ||
    kind === TokenKind.Comma ||
    kind === closing ||
    cursor.isAtEnd
  ) {
    return;
  }
  cursor.complain('Expected a new line or ",".');
  const { height } = cursor;
  const { start, end } = cursor.skipBalanced();
  if (start === end && !cursor.isAtEnd) {
    // A closing bracket of another kind: stepping over it is the only way on.
    cursor.advance();
  }
  cursor.height = height;
}
