import { Cursor, type Grammar } from './cursor';
import { tokenize } from './lexer';
import { parseExpression, parsePostfix } from './parse-expression';
import { parsePrimary } from './parse-primary';
import { parseStatement } from './parse-statement';
import { TokenKind } from './tokens';
import type { BicepFile, BicepProblem, Statement } from './tree';

const grammar: Grammar = {
  expression: parseExpression,
  operand: (cursor) => parsePostfix(cursor, parsePrimary(cursor)),
  postfix: parsePostfix,
  declaration: parseStatement,
};

/**
 * Parses a `.bicep` or `.bicepparam` file. Any text gives a tree that holds all of it; a declaration that cannot be
 * read is `skippedStatement` and leaves its neighbours alone. Takes time linear in the length of the text.
 */
export function parseBicep(text: string): BicepFile {
  const tokens = tokenize(text);
  const cursor = new Cursor(tokens, grammar);
  const statements: Statement[] = [];
  for (;;) {
    cursor.skipNewLines();
    if (cursor.isAtEnd) {
      break;
    }
    statements.push(parseStatement(cursor));
    endOfStatement(cursor, statements);
  }
  const problems = [...cursor.problems, ...brokenTokens(tokens)];
  return { tokens, statements, problems: problems.sort((a, b) => a.start - b.start) };
}

/** A declaration ends with its line; what else stands there is skipped. */
function endOfStatement(cursor: Cursor, statements: Statement[]): void {
  if (cursor.kind === TokenKind.NewLine || cursor.isAtEnd || cursor.isLostInBrackets) {
    return;
  }
  const { start } = cursor;
  cursor.complain('Expected a new line.');
  cursor.skipBalanced();
  if (cursor.start === start) {
    // A closing bracket that nothing opened.
    cursor.advance();
  }
  statements.push({ kind: 'skippedStatement', decorators: [], start, end: cursor.previousEnd });
}

function brokenTokens({ text, broken, kinds, starts, ends }: BicepFile['tokens']): BicepProblem[] {
  return broken.map((index) => {
    const start = starts[index] as number;
    const end = ends[index] as number;
    return kinds[index] === TokenKind.Unknown
      ? { message: `"${text.slice(start, end)}" is not valid in Bicep.`, start, end }
      : { message: 'This string is not closed.', start, end };
  });
}
