import { describe, expect, it } from 'vitest';
import {
  type ArmExpression,
  readTemplateString,
} from '../../../../server/src/core/syntax/arm/expression';
import { parseJson } from '../../../../server/src/core/syntax/arm/json';

function read(text: string) {
  const { root } = parseJson(text);
  if (root === undefined) {
    throw new Error('No JSON.');
  }
  return readTemplateString(root, text);
}

/** The expression with every part in brackets of its own. */
function show(expression: ArmExpression): string {
  switch (expression.kind) {
    case 'text':
    case 'number':
      return JSON.stringify(expression.value);
    case 'access':
      return `(${show(expression.base)})[${show(expression.key)}]`;
    default:
      return `${expression.name}(${expression.arguments.map(show).join(', ')})`;
  }
}

describe('strings of a template', () => {
  it.each([
    ['"azure"', 'azure'],
    ['"[[parameters(\'x\')]"', "[parameters('x')]"],
    ['"[no end"', '[no end'],
    ['"a [b]"', 'a [b]'],
  ])('%s is a text', (text, value) => {
    expect(read(text)).toEqual({ kind: 'text', value });
  });

  it.each([
    ["[parameters('x')]", 'parameters("x")'],
    ["[ concat( 'it''s' , 1, -2 ) ]", 'concat("it\'s", 1, -2)'],
    ["[parameters('a').b['c'][0].d]", '((((parameters("a"))["b"])["c"])[0])["d"]'],
    ["[contoso.unique('a')]", 'contoso.unique("a")'],
    ['[resourceGroup().id]', '(resourceGroup())["id"]'],
    ["['a]b']", '"a]b"'],
  ])('%s is an expression', (source, expected) => {
    const found = read(JSON.stringify(source));
    expect(found.kind === 'expression' && found.expression && show(found.expression)).toBe(
      expected,
    );
  });

  it.each(['[]', "[concat('a']", "[concat('a',)]", '[a b]', "['a]", '[parameters(x)]', '[a().]'])(
    '%s cannot be read',
    (source) => {
      expect(read(JSON.stringify(source))).toEqual({ kind: 'expression', expression: undefined });
    },
  );

  it('has places in the file, whatever is escaped in the string', () => {
    const text = "  \"[concat(\\u0027a\\\"\\u0027, '😀', 'b')]\"";
    const found = read(text);
    const call = found.kind === 'expression' ? found.expression : undefined;
    const parts = call?.kind === 'call' ? call.arguments : [];
    expect(parts.map(({ start, end }) => text.slice(start, end))).toEqual([
      '\\u0027a\\"\\u0027',
      "'😀'",
      "'b'",
    ]);
  });

  it.each([
    ['calls', `[${'f('.repeat(50_000)}${')'.repeat(50_000)}]`],
    ['accesses', `[f()${'.a'.repeat(50_000)}]`],
    ['indices', `[${'f()['.repeat(50_000)}0${']'.repeat(50_000)}]`],
  ])('gives up on %s that are nested endlessly', (_name, source) => {
    expect(read(JSON.stringify(source))).toEqual({ kind: 'expression', expression: undefined });
  });
});
