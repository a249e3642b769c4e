import type { Cursor } from './cursor';
import { replaceEscapes, withoutFirstLineEnd } from './string-value';
import { TokenKind } from './tokens';
import type { Expression } from './tree';

/** A string, with the values of its interpolations. */
export function parseString(cursor: Cursor): Expression {
  const { start, text } = cursor;
  if (cursor.kind === TokenKind.String) {
    const value = textOf(text);
    cursor.advance();
    return cursor.made({ kind: 'string', value, start, end: cursor.previousEnd });
  }
  const style = styleOf(text);
  const parts = [pieceOf(text, style, true, false)];
  const values: Expression[] = [];
  let height = 0;
  cursor.advance();
  for (;;) {
    cursor.skipNewLines();
    values.push(cursor.grammar.expression(cursor));
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

function textOf(text: string): string {
  // Nearly all are of this kind.
  const isPlain = text.length > 1 && text.startsWith("'") && text.endsWith("'");
  return isPlain && !text.startsWith("'''")
    ? replaceEscapes(text.slice(1, -1))
    : pieceOf(text, styleOf(text), true, true);
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
