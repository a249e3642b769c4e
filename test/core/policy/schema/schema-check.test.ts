import { describe, expect, it } from 'vitest';
import type { SchemaNode } from '../../../../server/src/core/knowledge/cilium-schema/schema-node';
import { checkSchema } from '../../../../server/src/core/policy/schema/schema-check';
import { YamlDocument } from '../../../../server/src/core/syntax/yaml/document';

const string: SchemaNode = { type: 'string' };
const schema: SchemaNode = {
  type: 'object',
  properties: new Map<string, SchemaNode>([
    ['name', string],
    ['type', { type: 'string', format: 'word' }],
    ['count', { type: 'integer' }],
    ['port', { 'x-kubernetes-int-or-string': true, title: 'a port number or a port name' }],
    ['labels', { type: 'object', additionalProperties: string }],
    ['names', { type: 'array', items: string }],
    ['any', {}],
    ['inner', { type: 'object', properties: new Map([['name', string]]) }],
    ['open', { type: 'object', properties: new Map([['name', string]]), open: true }],
  ]),
};

/** The problems of a text, one line each: what, where in the model, and the text it is at. */
function problemsOf(text: string): readonly string[] {
  const { root } = new YamlDocument(text);
  return checkSchema(root ?? fail(), schema, '').map((problem) => {
    const at = text.slice(problem.range.start, problem.range.end);
    if (problem.is === 'unknown field') {
      return `unknown "${problem.name}" in "${problem.path}" at ${at}`;
    }
    if (problem.is === 'duplicate field') {
      return `duplicate "${problem.name}" at ${at}`;
    }
    if (problem.is !== 'wrong type') {
      return `${problem.is} ${problem.path} at ${at}`;
    }
    const quotes = problem.needsQuotes ? ' (quote it)' : '';
    return `${problem.path} must be ${problem.expected}, is ${problem.found ?? 'other'} at ${at}${quotes}`;
  });
}

function fail(): never {
  throw new Error('no root');
}

describe('checkSchema', () => {
  it.each([
    'name: text\ncount: 3\nport: 80\nlabels: {a: b}\nnames: [a, b]\nany: [1, {x: 2}]\ninner: {name: a}\n',
    'port: http\n',
    'name:\ncount: ~\nlabels: null\nnames:\ninner:\n',
    'names: [a]\nlabels: {a: }\n',
    'name: "1"\nlabels: {a: "true", b: "1"}\n',
    'open: {name: a, more: 1, stillMore: {}}\n',
    'inner: {$patch: replace}\nlabels: {$patch: merge}\n',
    'count: 1_000\n',
    'name: $(NAME)\ncount: $(COUNT)\n',
  ])('takes %j', (text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  it.each([
    ['names: [a, ~]\n', ['null item names[1] at ~']],
    ['nme: a\n', ['unknown "nme" in "" at nme']],
    ['inner: {Name: a}\n', ['unknown "Name" in "inner" at Name']],
    [
      '__proto__: {}\ntoString: 1\n',
      ['unknown "__proto__" in "" at __proto__', 'unknown "toString" in "" at toString'],
    ],
    ['name: a\nname: b\n', ['duplicate "name" at name']],
    ['labels: {a: b, a: c}\n', ['duplicate "a" at a']],
    ['name: 1.20\n', ['name must be a string, is a number at 1.20 (quote it)']],
    ['name: yes\n', ['name must be a string, is a boolean at yes (quote it)']],
    [
      'labels: {a: on, b: 1}\n',
      [
        'labels["a"] must be a string, is a boolean at on (quote it)',
        'labels["b"] must be a string, is a number at 1 (quote it)',
      ],
    ],
    // One of a few words: quotes alone would not make it right.
    ['type: yes\n', ['type must be a string, is a boolean at yes']],
    ['name: [a]\n', ['name must be a string, is other at [a]']],
    ['names: a\n', ['names must be a list, is other at a']],
    ['names: [a, 2]\n', ['names[1] must be a string, is a number at 2 (quote it)']],
    ['labels: [a]\n', ['labels must be a map of strings, is other at [a]']],
    ['count: "3"\n', ['count must be a whole number, is other at "3"']],
    ['count: 1.5\n', ['count must be a whole number, is a number at 1.5']],
    ['port: true\n', ['port must be a port number or a port name, is a boolean at true']],
    ['inner: text\n', ['inner must be a map, is other at text']],
    ['open: {name: 1}\n', ['open.name must be a string, is a number at 1 (quote it)']],
  ])('finds what is wrong in %j', (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it('judges what is merged or aliased at the place where it is written, once', () => {
    const text = 'inner: &x {name: 1, other: 2}\nopen: {<<: *x}\n';
    expect(problemsOf(text)).toEqual([
      'unknown "other" in "inner" at other',
      'inner.name must be a string, is a number at 1 (quote it)',
    ]);
  });

  it('leaves out what a template writes', () => {
    const text =
      'name: {{ .Values.name }}\ncount: {{ .Values.count }}\nlabels:\n  {{- toYaml . | nindent 2 }}\n';
    expect(problemsOf(text)).toEqual([]);
  });

  it('comes to an end on cyclic aliases', () => {
    expect(problemsOf('inner: &x\n  name: a\n  other: *x\n')).toEqual([
      'unknown "other" in "inner" at other',
    ]);
  });

  it('names the fields that could stand there: not written yet, and for a value of that kind', () => {
    const known = (text: string) =>
      checkSchema(new YamlDocument(text).root ?? fail(), schema, '').flatMap((problem) =>
        problem.is === 'unknown field' ? [problem.known] : [],
      );
    expect(known('other: a\nname: a\n')).toEqual([['type', 'count', 'port', 'any']]);
    expect(known('other: [a]\n')).toEqual([['names', 'any']]);
    expect(known('other: {}\n')).toEqual([['labels', 'any', 'inner', 'open']]);
    expect(known('other:\nname: a\n')[0]).toHaveLength(8);
  });
});
