import type { Cursor } from './cursor';
import { TokenKind } from './tokens';
import type { Expression } from './tree';

/** The arguments of a call, with the cursor at the opening parenthesis. */
export function parseCall(
  cursor: Cursor,
  base: Expression | undefined,
  name: Extract<Expression, { kind: 'call' }>['name'],
  baseHeight: number,
): Expression {
  cursor.advance();
  const values: Expression[] = [];
  let height = baseHeight;
  cursor.skipNewLines();
  while (cursor.kind !== TokenKind.CloseParen && !cursor.isAtEnd && !cursor.isLostInBrackets) {
    const before = cursor.start;
    values.push(cursor.grammar.expression(cursor));
    height = Math.max(height, cursor.height);
    cursor.skipNewLines();
    if (!cursor.take(TokenKind.Comma) && !cursor.is(TokenKind.CloseParen)) {
      cursor.complain('Expected "," or ")".');
      if (cursor.start === before) {
        break;
      }
    }
    cursor.skipNewLines();
  }
  cursor.expect(TokenKind.CloseParen, ')');
  const start = base?.start ?? name.start;
  const end = cursor.previousEnd;
  return cursor.made({ kind: 'call', base, name, arguments: values, start, end }, height);
}
