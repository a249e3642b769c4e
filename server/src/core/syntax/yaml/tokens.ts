import { CST, Lexer } from 'yaml';
import type { Range } from '../../text/range';

/** A token of YAML text with its place. */
export interface YamlToken extends Range {
  readonly type: ReturnType<typeof CST.tokenType>;
}

/** Characters that the library puts between tokens; behind the last one stands a scalar, whatever it looks like. */
const signals: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

/** The library's tokens with their places; together they are the text. Any text has tokens. */
export function* tokensOf(text: string): Generator<YamlToken> {
  let start = 0;
  let isScalar = false;
  for (const source of new Lexer().lex(text)) {
    if (!isScalar && signals.has(source)) {
      isScalar = source === CST.SCALAR;
      continue;
    }
    const end = start + source.length;
    yield { type: isScalar ? 'scalar' : CST.tokenType(source), start, end };
    start = end;
    isScalar = false;
  }
}
