import type { Cursor } from './cursor';
import type { Opening } from './opening';
import { parseExpression } from './parse-expression';
import { parseString } from './parse-string';
import { TokenKind } from './tokens';
import type { Expression, Identifier, ImportDeclaration, Statement } from './tree';

/** `import * as name from 'path'`, `import { a, b as c } from 'path'`, and the older `import 'az@1.0' as az`. */
export function parseImport(cursor: Cursor, opening: Opening): Statement {
  if (isString(cursor.kind)) {
    return parseExtension(cursor, opening);
  }
  const { start, decorators, height } = opening;
  const names: ImportDeclaration['names'][number][] = [];
  let wildcard: Identifier | undefined;
  if (cursor.take(TokenKind.Star)) {
    wildcard = cursor.takeWord('as') ? cursor.identifier('a name') : undefined;
  } else if (cursor.take(TokenKind.OpenBrace)) {
    parseNames(cursor, names);
  } else {
    cursor.complain('Expected "*" or "{".');
  }
  let path: Expression;
  if (cursor.takeWord('from')) {
    path = isString(cursor.kind) ? parseExpression(cursor) : cursor.missing();
  } else {
    cursor.complain('Expected "from".');
    path = cursor.missing();
  }
  const end = cursor.previousEnd;
  return cursor.made(
    { kind: 'import', decorators, wildcard, names, path, start, end },
    height,
    cursor.height,
  );
}

function parseNames(cursor: Cursor, names: ImportDeclaration['names'][number][]): void {
  for (;;) {
    while (cursor.kind === TokenKind.NewLine || cursor.kind === TokenKind.Comma) {
      cursor.advance();
    }
    const isName = cursor.kind === TokenKind.Identifier || isString(cursor.kind);
    if (!isName || cursor.isLostInBrackets) {
      break;
    }
    const name = isString(cursor.kind)
      ? (parseString(cursor) as ImportDeclaration['names'][number]['name'])
      : cursor.identifier('a name');
    const alias = cursor.takeWord('as') ? cursor.identifier('a name') : undefined;
    names.push({ name, alias });
  }
  cursor.expect(TokenKind.CloseBrace, '}');
}

/** `extension name`, `extension 'x@1' with {...} as alias`, and the same of `provider` and older `import`. */
export function parseExtension(cursor: Cursor, { start, decorators, height }: Opening): Statement {
  const specification =
    isString(cursor.kind) || cursor.kind === TokenKind.Identifier
      ? parseExpression(cursor)
      : cursor.missing();
  let highest = Math.max(height, cursor.height);
  const withValue = cursor.takeWord('with') ? parseExpression(cursor) : undefined;
  highest = Math.max(highest, cursor.height);
  const alias = cursor.takeWord('as') ? cursor.identifier('a name') : undefined;
  const end = cursor.previousEnd;
  return cursor.made(
    { kind: 'extension', decorators, specification, with: withValue, alias, start, end },
    highest,
  );
}

/** `using 'main.bicep'`, `using none`, `using '...' with {...}`. */
export function parseUsing(cursor: Cursor, { start, decorators, height }: Opening): Statement {
  const path =
    isString(cursor.kind) || cursor.isWord('none') ? parseExpression(cursor) : cursor.missing();
  const highest = Math.max(height, cursor.height);
  const withValue = cursor.takeWord('with') ? parseExpression(cursor) : undefined;
  const end = cursor.previousEnd;
  return cursor.made(
    { kind: 'using', decorators, path, with: withValue, start, end },
    highest,
    cursor.height,
  );
}

function isString(kind: TokenKind): boolean {
  return kind === TokenKind.String || kind === TokenKind.StringHead;
}
