import { describe, expect, it } from 'vitest';
import { printTree } from '../../../../server/src/core/syntax/bicep/children';
import { parseBicep } from '../../../../server/src/core/syntax/bicep/parse';
import type {
  BicepNode,
  Expression,
  Statement,
} from '../../../../server/src/core/syntax/bicep/tree';

/** A tree in brackets, short enough to be read in a test. */
function show(node: BicepNode | undefined): string {
  if (node === undefined) {
    return '-';
  }
  switch (node.kind) {
    case 'identifier':
    case 'variable':
      return node.name;
    case 'string':
      return JSON.stringify(node.value);
    case 'number':
    case 'boolean':
      return String(node.value);
    case 'interpolation':
      return `(interpolation ${node.parts.map((part) => JSON.stringify(part)).join(' ')}: ${node.values.map(show).join(' ')})`;
    case 'binary':
      return `(${show(node.left)} ${node.operator} ${show(node.right)})`;
    case 'unary':
      return `(${node.operator}${show(node.operand)})`;
    case 'ternary':
      return `(${show(node.condition)} ? ${show(node.whenTrue)} : ${show(node.whenFalse)})`;
    case 'property':
      return `${show(node.base)}${node.isSafe ? '.?' : '.'}${show(node.name)}`;
    case 'nested':
      return `${show(node.base)}::${show(node.name)}`;
    case 'index':
      return `${show(node.base)}[${node.isSafe ? '?' : ''}${node.fromEnd ? '^' : ''}${show(node.index)}]`;
    case 'call':
      return `${node.base === undefined ? '' : `${show(node.base)}.`}${show(node.name)}(${node.arguments.map(show).join(', ')})`;
    case 'non-null':
      return `${show(node.operand)}!`;
    case 'parenthesized':
      return `<${show(node.inner)}>`;
    case 'lambda':
      return `(${node.parameters.map(show).join(' ')} => ${show(node.body)})`;
    case 'for':
      return `(for ${show(node.item)} ${show(node.index)} in ${show(node.over)}: ${show(node.body)})`;
    case 'if':
      return `(if ${show(node.condition)} ${show(node.body)})`;
    case 'array':
      return `[${node.items.map(show).join(' ')}]`;
    case 'object':
      return `{${node.members.map(show).join(' ')}}`;
    case 'member':
      return `${show(node.key)}: ${show(node.value)}`;
    case 'spread':
      return `...${show(node.value)}`;
    case 'union':
      return `(${node.members.map(show).join(' | ')})`;
    case 'nullable':
      return `${show(node.of)}?`;
    case 'type':
      return `${show(node.of)}<${node.parameters.map(show).join(' ')}>`;
    case 'decorated':
      return `${node.decorators.map(show).join(' ')} ${show(node.type)}`;
    case 'decorator':
      return `@${show(node.expression)}`;
    case 'null':
    case 'missing':
    case 'skipped':
      return node.kind;
    default:
      return `(${node.kind} ${'name' in node ? node.name.name : ''})`;
  }
}

function parsed(text: string): readonly Statement[] {
  const file = parseBicep(text);
  expect(printTree(file)).toBe(text);
  expect(file.problems).toEqual([]);
  return file.statements;
}

function valueOfVar(expression: string): Expression {
  const [statement] = parsed(`var x = ${expression}\n`);
  if (statement?.kind !== 'var') {
    throw new Error(`not a variable: ${statement?.kind}`);
  }
  return statement.value;
}

function typeOfParam(type: string): Expression {
  const [statement] = parsed(`param x ${type}\n`);
  if (statement?.kind !== 'param' || statement.type === undefined) {
    throw new Error(`no parameter with a type: ${statement?.kind}`);
  }
  return statement.type;
}

describe('expressions', () => {
  it.each([
    ['1 + 2 * 3 - 4', '((1 + (2 * 3)) - 4)'],
    ['a ?? b || c && d == e', '(a ?? (b || (c && (d == e))))'],
    ['!a.b && -1 < +c', '((!a.b) && ((-1) < (+c)))'],
    ['a =~ b !~ c', '((a =~ b) !~ c)'],
    ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['a\n  ? b\n  : c', '(a ? b : c)'],
    ['a\n  && b\n  || c', '((a && b) || c)'],
    ['a &&\n  b', '(a && b)'],
    ["a.?b[?0]![^1].c('x')!", 'a.?b[?0]![^1].c("x")!'],
    ["a::b.c[?'d']", 'a::b.c[?"d"]'],
    ['sys.union(a, {}, [])', 'sys.union(a, {}, [])'],
    ['union(\n  a,\n  b\n)', 'union(a, b)'],
    ['map(a, x => x.y)', 'map(a, (x => x.y))'],
    ['reduce(a, 0, (x, y) => x + y)', 'reduce(a, 0, (x y => (x + y)))'],
    ['(() => 1)', '<( => 1)>'],
    ['[for x in y: x.z]', '(for x - in y: x.z)'],
    ['[for (x, i) in y: if (i > 0) {a: x}]', '(for x i in y: (if <(i > 0)> {a: x}))'],
    ['[\n  1\n  -1\n  a, b\n]', '[1 (-1) a b]'],
    ["{ a: 1, 'b-c': 2, '${d}': 3\n  ...e\n}", '{a: 1 "b-c": 2 (interpolation "" "": d): 3 ...e}'],
    ['{\n  a: b ? {} : []\n}', '{a: (b ? {} : [])}'],
    ['null', 'null'],
  ])('%s', (source, expected) => {
    expect(show(valueOfVar(source))).toBe(expected);
  });
});

describe('strings', () => {
  it.each([
    ["''", '""'],
    ["'it\\'s \\${a} \\\\ \\n \\u{1F600}'", '"it\'s ${a} \\\\ \\n 😀"'],
    ["'a${b}c${'d${e}'}f'", '(interpolation "a" "c" "f": b (interpolation "d" "": e))'],
    ["'${ {a: '}'}.a }'", '(interpolation "" "": {a: "}"}.a)'],
    ["'''\nline ${no}\n'''", '"line ${no}\\n"'],
    ["'''it''s'''", '"it\'\'s"'],
    ["$'''\na ${b} c'''", '(interpolation "a " " c": b)'],
    ["$$'''${no} $${yes}'''", '(interpolation "${no} " "": yes)'],
    ["''''quoted''''", '"\'quoted\'"'],
  ])('%s', (source, expected) => {
    expect(show(valueOfVar(source))).toBe(expected);
  });

  it('ends a string that is not closed with its line, and says so', () => {
    const file = parseBicep("var a = 'open\nvar b = 2\n");
    expect(file.problems.map(({ message }) => message)).toEqual(['This string is not closed.']);
    expect(file.statements.map(({ kind }) => kind)).toEqual(['var', 'var']);
  });
});

describe('types', () => {
  it.each([
    ['string', 'string'],
    ['string?', 'string?'],
    ['int[][]?', 'int<><>?'],
    ["'a' | 'b'\n  | 'c'", '("a" | "b" | "c")'],
    ["| 'alone'", '("alone")'],
    ["('a' | -10 | true | null)[]", '<("a" | (-10) | true | null)><>'],
    ['{ a: string, *: int? }', '{a: string *: int?}'],
    ['{\n  @minLength(3)\n  a: string\n}', '{a: string}'],
    ["[\n  @description('x')\n  string\n  int\n]", '[@description("x") string int]'],
    [
      "resourceInput<'Microsoft.X/y@2024-01-01'>.properties",
      'resourceInput<"Microsoft.X/y@2024-01-01">.properties',
    ],
    ["sys.resourceOutput<'a@b'>", 'sys.resourceOutput<"a@b">'],
    ["resource 'Microsoft.X/y@2024-01-01'", 'resource<"Microsoft.X/y@2024-01-01">'],
    ['foo.bar[*].baz!', 'foo.bar<>.baz!'],
    ['foo.*', 'foo<>'],
  ])('%s', (source, expected) => {
    expect(show(typeOfParam(source))).toBe(expected);
  });
});

describe('declarations', () => {
  it('reads every kind', () => {
    const statements = parsed(`targetScope = 'subscription'
metadata author = 'me'
@description('x')
@secure()
param a string = 'b'
param c {
  d: int
}?
var e = 1
var typed int = 2
output f string = a
resource g 'Microsoft.X/y@2024-01-01' existing = {
  name: 'n'
}
resource h 'Microsoft.X/y@2024-01-01' = if (e == 1) {
  name: 'n'
  resource child 'z' = {
    name: 'm'
  }
  @batchSize(1)
  resource children 'z' = [for i in range(0, 2): {
    name: 'm\${i}'
  }]
}
module m 'br/public:avm/res/x:0.1.0' = [for x in []: if (true) {
  name: 'x'
}]
type t = string
func double(value int, other string[]) int => value * 2
import * as ns from 'other.bicep'
import { one, two as three } from 'other.bicep'
import 'az@1.0.0' as az
extension microsoftGraph
extension 'br:x/y:1' with {
  key: 'value'
} as graph
provider 'az@1.0.0'
assert ok = a == 'b'
test tt 'samples/x.bicep' = {
  params: {}
}
`);
    expect(statements.map(({ kind }) => kind)).toEqual([
      'targetScope',
      'metadata',
      'param',
      'param',
      'var',
      'var',
      'output',
      'resource',
      'resource',
      'module',
      'typeDeclaration',
      'func',
      'import',
      'import',
      'extension',
      'extension',
      'extension',
      'extension',
      'assert',
      'test',
    ]);
    const existing = statements[7];
    expect(existing?.kind === 'resource' && existing.isExisting).toBe(true);
    const conditional = statements[8];
    const nested =
      conditional?.kind === 'resource' &&
      conditional.body.kind === 'if' &&
      conditional.body.body.kind === 'object'
        ? conditional.body.body.members.map(({ kind }) => kind)
        : [];
    expect(nested).toEqual(['member', 'resource', 'resource']);
  });

  it('reads a parameters file', () => {
    const statements = parsed(`using 'main.bicep'
extends 'base.bicepparam'
param a = 'b'
param c = {
  d: [1, 2]
}
var e = readEnvironmentVariable('X', 'y')
`);
    expect(statements.map(({ kind }) => kind)).toEqual([
      'using',
      'extends',
      'param',
      'param',
      'var',
    ]);
  });

  it('takes comments and directives for blanks', () => {
    expect(
      parsed(`#disable-next-line no-unused-params // why
param a /* inline */ string // end
/* several
lines */
#disable-diagnostics x
var b = {
  // only a comment
}
#restore-diagnostics x`).map(({ kind }) => kind),
    ).toEqual(['param', 'var']);
  });
});

describe('broken text', () => {
  it.each([
    [
      'an open brace',
      "resource a 'x@1' = {\n  name: 'n'\n\nparam b string\nvar c = 1\n",
      ['resource', 'param', 'var'],
    ],
    ['an open bracket', 'var a = [\n  1\nparam b string\n', ['var', 'param']],
    ['an open call', 'var a = union(b,\nvar c = 1\n', ['var', 'var']],
    ['a missing value', 'var a =\nvar b = 2\n', ['var', 'var']],
    ['words that are none', 'this is no bicep\nvar b = 2\n', ['skippedStatement', 'var']],
    [
      'brackets that close nothing',
      '}}\nvar b = 2\n',
      ['skippedStatement', 'skippedStatement', 'var'],
    ],
    ['rest of a line', 'var a = 1 2 3\nvar b = 2\n', ['var', 'skippedStatement', 'var']],
  ])('%s does not hide its neighbours', (_name, text, kinds) => {
    const file = parseBicep(text);
    expect(printTree(file)).toBe(text);
    expect(file.problems.length).toBeGreaterThan(0);
    expect(file.statements.map(({ kind }) => kind)).toEqual(kinds);
  });
});
