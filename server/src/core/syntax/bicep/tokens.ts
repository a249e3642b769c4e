/**
 * The kinds of tokens of Bicep. Words are identifiers here; which of them are keywords depends on where they stand.
 * A string with `${}` is a head, expressions between middles, and a tail; one without is a `String`.
 */
export const TokenKind = {
  EndOfFile: 0,
  NewLine: 1,
  Identifier: 2,
  Number: 3,
  String: 4,
  StringHead: 5,
  StringMiddle: 6,
  StringTail: 7,
  OpenBrace: 8,
  CloseBrace: 9,
  OpenBracket: 10,
  CloseBracket: 11,
  OpenParen: 12,
  CloseParen: 13,
  At: 14,
  Comma: 15,
  Dot: 16,
  SafeDot: 17,
  Ellipsis: 18,
  Colon: 19,
  DoubleColon: 20,
  Assign: 21,
  Arrow: 22,
  Question: 23,
  Coalesce: 24,
  Exclamation: 25,
  Or: 26,
  And: 27,
  Equal: 28,
  NotEqual: 29,
  EqualInsensitive: 30,
  NotEqualInsensitive: 31,
  Less: 32,
  LessOrEqual: 33,
  Greater: 34,
  GreaterOrEqual: 35,
  Plus: 36,
  Minus: 37,
  Star: 38,
  Slash: 39,
  Percent: 40,
  Pipe: 41,
  Caret: 42,
  /** A character that begins no token. */
  Unknown: 43,
} as const;
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/**
 * The tokens of a text, as columns, since a large file has hundreds of thousands. Blanks, comments and directives
 * stand between the end of one token and the start of the next; together they are the whole text. The last token
 * is the end of the file.
 */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Strings that do not end, and characters that begin no token: indexes of their tokens. */
  readonly broken: readonly number[];
}
