/** What stands in an action of a Go template, as far as this program follows it. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** `.a.b`, `$.a.b` or `$name.a.b`: from the dot, from the outermost data (`$`) or from a variable. */
  | { readonly kind: 'field'; readonly from: string; readonly path: readonly string[] }
  /** `(…).a.b` */
  | { readonly kind: 'below'; readonly of: Expression; readonly path: readonly string[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] };

/** Nobody writes more into one action, and the parser recurses once per parenthesis. */
const longest = 4_000;
const deepest = 30;

const token =
  /\s+|(?<field>(?:\$\w*)?(?:\.[A-Za-z_]\w*)+|\$\w*|\.(?![\w.]))|(?<text>"(?:\\[^\n]|[^"\\\n])*")|`(?<raw>[^`]*)`|(?<number>-?\d+(?![\w.]))|(?<word>[A-Za-z_]\w*)|(?<close>\)(?:\.[A-Za-z_]\w*)*)|(?<mark>[(|])|(?<other>.)/gsy;

type Token = Readonly<
  Record<'field' | 'text' | 'raw' | 'number' | 'word' | 'mark' | 'close', string>
> & {
  readonly other?: string;
};

interface Cursor {
  readonly tokens: readonly Partial<Token>[];
  at: number;
  depth: number;
}

/**
 * Reads a pipeline such as `.Values.port | default 80 | quote`; the last stage of a pipe gets what came before as its last
 * argument. Undefined for what is not understood in full, such as a variable that is set or a fraction.
 */
export function parseExpression(source: string): Expression | undefined {
  const tokens = source.length > longest ? undefined : tokensOf(source);
  if (tokens === undefined) {
    return undefined;
  }
  const cursor: Cursor = { tokens, at: 0, depth: 0 };
  const expression = pipeline(cursor);
  return cursor.at === tokens.length ? expression : undefined;
}

function tokensOf(source: string): readonly Partial<Token>[] | undefined {
  const tokens: Partial<Token>[] = [];
  for (const { groups = {} } of source.matchAll(token)) {
    if (groups.other !== undefined) {
      return undefined;
    }
    if (Object.values(groups).some((group) => group !== undefined)) {
      tokens.push(groups);
    }
  }
  return tokens;
}

function pipeline(cursor: Cursor): Expression | undefined {
  let result = command(cursor, []);
  while (result !== undefined && cursor.tokens[cursor.at]?.mark === '|') {
    cursor.at++;
    result = command(cursor, [result]);
  }
  return result;
}

/** A function with its arguments, or a value by itself; `piped` comes last. */
function command(cursor: Cursor, piped: readonly Expression[]): Expression | undefined {
  const name = cursor.tokens[cursor.at]?.word;
  if (name === undefined || constants.has(name)) {
    return piped.length === 0 ? operand(cursor) : undefined;
  }
  cursor.at++;
  const args: Expression[] = [];
  while (begins(cursor.tokens[cursor.at])) {
    const arg = operand(cursor);
    if (arg === undefined) {
      return undefined;
    }
    args.push(arg);
  }
  return { kind: 'call', name, args: [...args, ...piped] };
}

function begins(next: Partial<Token> | undefined): boolean {
  return next !== undefined && next.mark !== '|' && next.close === undefined;
}

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['nil', null],
]);

function operand(cursor: Cursor): Expression | undefined {
  const next = cursor.tokens[cursor.at++];
  if (next?.mark === '(') {
    return cursor.depth < deepest ? inParentheses(cursor) : undefined;
  }
  if (next?.field !== undefined) {
    return fieldFrom(next.field);
  }
  if (next?.text !== undefined) {
    const value = stringFrom(next.text);
    return value === undefined ? undefined : { kind: 'literal', value };
  }
  if (next?.raw !== undefined) {
    return { kind: 'literal', value: next.raw };
  }
  if (next?.number !== undefined) {
    // A leading zero makes it octal.
    const isPlain = /^-?(?:0|[1-9]\d{0,14})$/.test(next.number);
    return isPlain ? { kind: 'literal', value: Number(next.number) } : undefined;
  }
  const constant = next?.word === undefined ? undefined : constants.get(next.word);
  if (constant !== undefined) {
    return { kind: 'literal', value: constant };
  }
  // A function without arguments as an argument: none of those that are followed can do without.
  return undefined;
}

function inParentheses(cursor: Cursor): Expression | undefined {
  cursor.depth++;
  const inner = pipeline(cursor);
  cursor.depth--;
  const close = cursor.tokens[cursor.at++]?.close;
  if (inner === undefined || close === undefined) {
    return undefined;
  }
  const path = namesIn(close.slice(1));
  return path.length === 0 ? inner : { kind: 'below', of: inner, path };
}

function fieldFrom(source: string): Expression {
  const from = source.split('.')[0] ?? '';
  return { kind: 'field', from, path: namesIn(source.slice(from.length)) };
}

function namesIn(path: string): readonly string[] {
  return path.split('.').filter((name) => name !== '');
}

/** The escapes that JSON has as well; others are hardly ever written. */
function stringFrom(source: string): string | undefined {
  try {
    return JSON.parse(source) as string;
  } catch {
    return undefined;
  }
}
