import type { Cursor } from './cursor';
import type { Opening } from './opening';
import { parseBody, parseDecorators } from './parse-collection';
import { parseExpression } from './parse-expression';
import { parseExtension, parseImport, parseUsing } from './parse-import';
import { parseType } from './parse-type';
import { TokenKind } from './tokens';
import type { Expression, Statement } from './tree';

type Read = (cursor: Cursor, opening: Opening) => Statement;

const readers: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['targetScope', parseTargetScope],
  ['metadata', parseNamedValue('metadata')],
  ['assert', parseNamedValue('assert')],
  ['param', parseParam],
  ['var', parseVar],
  ['output', parseOutput],
  ['resource', parseResource],
  ['module', parseModule('module')],
  ['test', parseModule('test')],
  ['type', parseTypeDeclaration],
  ['func', parseFunc],
  ['import', parseImport],
  ['using', parseUsing],
  ['extends', parseExtends],
  ['extension', parseExtension],
  ['provider', parseExtension],
  ['extensionConfig', parseExtension],
]);

/** Reads one declaration with its decorators; what begins none is skipped up to the end of its line. */
export function parseStatement(cursor: Cursor): Statement {
  const { start } = cursor;
  const { list: decorators, height } = parseDecorators(cursor);
  const opening = { start, decorators, height };
  const read = cursor.kind === TokenKind.Identifier ? readers.get(cursor.text) : undefined;
  if (read !== undefined) {
    cursor.advance();
    return read(cursor, opening);
  }
  cursor.complain('Expected a declaration.');
  const before = cursor.start;
  if (
    cursor.skipBalanced().end === before &&
    !cursor.isAtEnd &&
    cursor.kind !== TokenKind.NewLine
  ) {
    cursor.advance();
  }
  const end = Math.max(start, cursor.previousEnd);
  return cursor.made({ kind: 'skippedStatement', decorators, start, end }, height);
}

function parseTargetScope(cursor: Cursor, { start, decorators, height }: Opening): Statement {
  const value = parseAssigned(cursor);
  const end = cursor.previousEnd;
  return cursor.made({ kind: 'targetScope', decorators, value, start, end }, height, cursor.height);
}

function parseNamedValue(kind: 'metadata' | 'assert'): Read {
  return (cursor, { start, decorators, height }) => {
    const name = cursor.identifier('a name');
    const value = parseAssigned(cursor);
    const end = cursor.previousEnd;
    return cursor.made({ kind, decorators, name, value, start, end }, height, cursor.height);
  };
}

function parseParam(cursor: Cursor, { start, decorators, height }: Opening): Statement {
  const name = cursor.identifier('the name of the parameter');
  const type = parseOptionalType(cursor);
  const typeHeight = type === undefined ? 0 : cursor.height;
  const value = cursor.kind === TokenKind.Assign ? parseAssigned(cursor) : undefined;
  const valueHeight = value === undefined ? 0 : cursor.height;
  const end = cursor.previousEnd;
  return cursor.made(
    { kind: 'param', decorators, name, type, value, start, end },
    height,
    typeHeight,
    valueHeight,
  );
}

function parseVar(cursor: Cursor, { start, decorators, height }: Opening): Statement {
  const name = cursor.identifier('the name of the variable');
  const type = parseOptionalType(cursor);
  const typeHeight = type === undefined ? 0 : cursor.height;
  const value = parseAssigned(cursor);
  const end = cursor.previousEnd;
  return cursor.made(
    { kind: 'var', decorators, name, type, value, start, end },
    height,
    typeHeight,
    cursor.height,
  );
}

function parseOutput(cursor: Cursor, { start, decorators, height }: Opening): Statement {
  const name = cursor.identifier('the name of the output');
  const type = parseOptionalType(cursor) ?? cursor.missing();
  const typeHeight = cursor.height;
  const value = parseAssigned(cursor);
  const end = cursor.previousEnd;
  return cursor.made(
    { kind: 'output', decorators, name, type, value, start, end },
    height,
    typeHeight,
    cursor.height,
  );
}

function parseResource(cursor: Cursor, { start, decorators, height }: Opening): Statement {
  const name = cursor.identifier('the symbolic name of the resource');
  const type = parseStringHere(cursor, 'the type of the resource with its API version');
  const typeHeight = cursor.height;
  const isExisting = cursor.takeWord('existing');
  const body = parseAssigned(cursor);
  const end = cursor.previousEnd;
  return cursor.made(
    { kind: 'resource', decorators, name, type, isExisting, body, start, end },
    height,
    typeHeight,
    cursor.height,
  );
}

function parseModule(kind: 'module' | 'test'): Read {
  return (cursor, { start, decorators, height }) => {
    const name = cursor.identifier('the symbolic name of the module');
    const path = parseStringHere(cursor, 'the path of the module');
    const pathHeight = cursor.height;
    const body = parseAssigned(cursor);
    const end = cursor.previousEnd;
    return cursor.made(
      { kind, decorators, name, path, body, start, end },
      height,
      pathHeight,
      cursor.height,
    );
  };
}

function parseTypeDeclaration(cursor: Cursor, { start, decorators, height }: Opening): Statement {
  const name = cursor.identifier('the name of the type');
  cursor.expect(TokenKind.Assign, '=');
  cursor.skipNewLines();
  const type = parseType(cursor);
  const end = cursor.previousEnd;
  return cursor.made(
    { kind: 'typeDeclaration', decorators, name, type, start, end },
    height,
    cursor.height,
  );
}

function parseFunc(cursor: Cursor, { start, decorators, height }: Opening): Statement {
  const name = cursor.identifier('the name of the function');
  const parameters: Extract<Statement, { kind: 'func' }>['parameters'][number][] = [];
  let highest = height;
  cursor.expect(TokenKind.OpenParen, '(');
  cursor.skipNewLines();
  while (cursor.kind === TokenKind.Identifier) {
    const parameter = cursor.identifier('a parameter');
    parameters.push({ name: parameter, type: parseType(cursor) });
    highest = Math.max(highest, cursor.height);
    cursor.skipNewLines();
    cursor.take(TokenKind.Comma);
    cursor.skipNewLines();
  }
  cursor.expect(TokenKind.CloseParen, ')');
  const returns = parseType(cursor);
  highest = Math.max(highest, cursor.height);
  cursor.expect(TokenKind.Arrow, '=>');
  cursor.skipNewLines();
  const body = parseExpression(cursor);
  const end = cursor.previousEnd;
  return cursor.made(
    { kind: 'func', decorators, name, parameters, returns, body, start, end },
    highest,
    cursor.height,
  );
}

function parseExtends(cursor: Cursor, { start, decorators, height }: Opening): Statement {
  const path = parseStringHere(cursor, 'the path of a parameters file');
  const end = cursor.previousEnd;
  return cursor.made({ kind: 'extends', decorators, path, start, end }, height, cursor.height);
}

function parseOptionalType(cursor: Cursor): Expression | undefined {
  const { kind } = cursor;
  return kind === TokenKind.Assign || kind === TokenKind.NewLine || cursor.isAtEnd
    ? undefined
    : parseType(cursor);
}

/** `= value`; the value of a resource, a module or anything else. */
function parseAssigned(cursor: Cursor): Expression {
  if (!cursor.expect(TokenKind.Assign, '=')) {
    return cursor.missing();
  }
  const ahead = cursor.pastNewLines();
  const opens = cursor.kindAt(ahead) === TokenKind.OpenBrace;
  const isConditional =
    cursor.textAt(ahead) === 'if' && cursor.kindAt(ahead + 1) === TokenKind.OpenParen;
  if (opens || isConditional) {
    cursor.skipNewLines();
  }
  return parseBody(cursor);
}

/** A string that must stand here; anything else is a complaint and stays. */
function parseStringHere(cursor: Cursor, what: string): Expression {
  if (cursor.kind === TokenKind.String || cursor.kind === TokenKind.StringHead) {
    return parseExpression(cursor);
  }
  cursor.complain(`Expected ${what}.`);
  return cursor.missing();
}
