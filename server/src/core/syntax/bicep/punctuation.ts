import { TokenKind } from './tokens';

/** How many characters a kind of punctuation has, where that is not one. */
const lengths: Readonly<Partial<Record<TokenKind, number>>> = {
  [TokenKind.SafeDot]: 2,
  [TokenKind.Ellipsis]: 3,
  [TokenKind.DoubleColon]: 2,
  [TokenKind.Arrow]: 2,
  [TokenKind.Coalesce]: 2,
  [TokenKind.Or]: 2,
  [TokenKind.And]: 2,
  [TokenKind.Equal]: 2,
  [TokenKind.NotEqual]: 2,
  [TokenKind.EqualInsensitive]: 2,
  [TokenKind.NotEqualInsensitive]: 2,
  [TokenKind.LessOrEqual]: 2,
  [TokenKind.GreaterOrEqual]: 2,
};

type Spelling = readonly [text: string, kind: TokenKind];

/** Punctuation by the code of its first character, then by what may follow; the longest that fits wins. */
const punctuation: readonly (readonly Spelling[] | undefined)[] = groupByFirst([
  ['{', TokenKind.OpenBrace],
  ['}', TokenKind.CloseBrace],
  ['[', TokenKind.OpenBracket],
  [']', TokenKind.CloseBracket],
  ['(', TokenKind.OpenParen],
  [')', TokenKind.CloseParen],
  ['@', TokenKind.At],
  [',', TokenKind.Comma],
  ['...', TokenKind.Ellipsis],
  ['.', TokenKind.Dot],
  ['::', TokenKind.DoubleColon],
  [':', TokenKind.Colon],
  ['=>', TokenKind.Arrow],
  ['==', TokenKind.Equal],
  ['=~', TokenKind.EqualInsensitive],
  ['=', TokenKind.Assign],
  ['??', TokenKind.Coalesce],
  ['.?', TokenKind.SafeDot],
  ['?', TokenKind.Question],
  ['!=', TokenKind.NotEqual],
  ['!~', TokenKind.NotEqualInsensitive],
  ['!', TokenKind.Exclamation],
  ['||', TokenKind.Or],
  ['|', TokenKind.Pipe],
  ['&&', TokenKind.And],
  ['<=', TokenKind.LessOrEqual],
  ['<', TokenKind.Less],
  ['>=', TokenKind.GreaterOrEqual],
  ['>', TokenKind.Greater],
  ['+', TokenKind.Plus],
  ['-', TokenKind.Minus],
  ['*', TokenKind.Star],
  ['/', TokenKind.Slash],
  ['%', TokenKind.Percent],
  ['^', TokenKind.Caret],
]);

function groupByFirst(entries: readonly Spelling[]): readonly (readonly Spelling[] | undefined)[] {
  const groups = Array.from<undefined, Spelling[] | undefined>({ length: 128 }, () => undefined);
  for (const entry of entries) {
    const first = entry[0].charCodeAt(0);
    const group = [...(groups[first] ?? []), entry];
    groups[first] = group.sort((a, b) => b[0].length - a[0].length);
  }
  return groups;
}

/** The kind of punctuation at an offset, where `code` is its first character; `Unknown` for what is none. */
export function punctuationAt(text: string, start: number, code: number): TokenKind {
  const group = code < punctuation.length ? punctuation[code] : undefined;
  if (group === undefined) {
    return TokenKind.Unknown;
  }
  for (const [spelling, kind] of group) {
    if (spelling.length === 1 || text.startsWith(spelling, start)) {
      return kind;
    }
  }
  return TokenKind.Unknown;
}

/** How many characters a kind of punctuation has. */
export function lengthOf(kind: TokenKind): number {
  return lengths[kind] ?? 1;
}
