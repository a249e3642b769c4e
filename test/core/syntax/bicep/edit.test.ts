import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  insertMember,
  literalText,
  removeMember,
  renameMember,
} from '../../../../server/src/core/syntax/bicep/edit';
import { objectAt, propertyAt } from '../../../../server/src/core/syntax/bicep/find';
import { parseBicep } from '../../../../server/src/core/syntax/bicep/parse';
import type { ObjectNode } from '../../../../server/src/core/syntax/bicep/tree';
import { applyEdits, type TextEdit } from '../../../../server/src/core/text/range';

function edited(
  text: string,
  edit: (file: ReturnType<typeof parseBicep>, object: ObjectNode) => TextEdit,
) {
  const file = parseBicep(text);
  const start = text.indexOf('{');
  const value = file.statements.find(({ kind }) => kind === 'var');
  const object = value?.kind === 'var' ? objectAt(file, { start, end: value.end }) : undefined;
  if (object === undefined) {
    throw new Error('There is no object.');
  }
  const result = applyEdits(text, [edit(file, object)]);
  expect(parseBicep(result).problems).toEqual([]);
  return result;
}

describe('a property is added', () => {
  it.each([
    ['var a = {\n  b: 1\n}\n', 'var a = {\n  b: 1\n  x: 2\n}\n'],
    ['var a = {\r\n\tb: 1 // c\r\n}\r\n', 'var a = {\r\n\tb: 1 // c\r\n\tx: 2\r\n}\r\n'],
    [
      'var a = {\n    b: 1\n    // last words\n}\n',
      'var a = {\n    b: 1\n    // last words\n    x: 2\n}\n',
    ],
    ['var a = { b: 1 }\n', 'var a = { b: 1, x: 2 }\n'],
    ['var a = { b: 1, }\n', 'var a = { b: 1, x: 2 }\n'],
    ['var a = {b: 1 /* , */}\n', 'var a = {b: 1, x: 2 /* , */}\n'],
    ['var a = {\n  b: 1 }\n', 'var a = {\n  b: 1, x: 2 }\n'],
    ['var a = {}\n', 'var a = {\n  x: 2\n}\n'],
    ['var a = { }', 'var a = {\n  x: 2\n}'],
    ['var a = {\n}\n', 'var a = {\n  x: 2\n}\n'],
    ['var a = {\n  // nothing\n}\n', 'var a = {\n  // nothing\n  x: 2\n}\n'],
    ['var a = { /* nothing */ }\n', 'var a = { /* nothing */\n  x: 2\n}\n'],
    ['  var a = {\n    b: { c: 1 }\n  }\n', '  var a = {\n    b: { c: 1 }\n    x: 2\n  }\n'],
  ])('%j', (before, after) => {
    expect(edited(before, (file, object) => insertMember(file, object, ['x'], 2))).toBe(after);
  });

  it.each([
    ['var a = {\n  b: 1\n}\n', "var a = {\n  b: 1\n  x: {\n    y: 'z'\n  }\n}\n"],
    ['var a = { b: 1 }\n', "var a = { b: 1, x: { y: 'z' } }\n"],
  ])('with the objects around it: %j', (before, after) => {
    expect(edited(before, (file, object) => insertMember(file, object, ['x', 'y'], 'z'))).toBe(
      after,
    );
  });
});

describe('a property is taken out', () => {
  it.each([
    ['var a = {\n  x: 1 // why\n  b: 1\n}\n', 'var a = {\n  b: 1\n}\n'],
    ['var a = {\n  // above\n  x: {\n    y: 1\n  }\n}\n', 'var a = {\n  // above\n}\n'],
    ['var a = { x: 1, b: 2 }\n', 'var a = { b: 2 }\n'],
    ['var a = { b: 2, x: 1 }\n', 'var a = { b: 2 }\n'],
    ['var a = { b: 2, x: 1, c: 3 }\n', 'var a = { b: 2, c: 3 }\n'],
    ['var a = { x: 1 }\n', 'var a = {  }\n'],
    ['var a = {\r\n  x: 1\r\n  b: 2\r\n}\r\n', 'var a = {\r\n  b: 2\r\n}\r\n'],
  ])('%j', (before, after) => {
    const remove = () =>
      edited(before, (file) => {
        const found = propertyAt(file, before.indexOf('x:'));
        if (found === undefined) {
          throw new Error('There is no property.');
        }
        return removeMember(file, found.object, found.property);
      });
    expect(remove()).toBe(after);
  });
});

it('a property gets another name, in quotes where they are needed', () => {
  const rename = (name: string) =>
    edited('var a = { x: 1 }\n', (file) => {
      const found = propertyAt(file, 10);
      if (found === undefined) {
        throw new Error('There is no property.');
      }
      return renameMember(found.property, name);
    });
  expect([rename('y'), rename('a-b')]).toEqual(['var a = { y: 1 }\n', "var a = { 'a-b': 1 }\n"]);
});

it('any text survives being written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      const { statements, problems } = parseBicep(`var a = ${literalText(value)}\n`);
      const [statement] = statements;
      expect(problems).toEqual([]);
      expect(statement?.kind === 'var' ? statement.value : undefined).toMatchObject({
        kind: 'string',
        value,
      });
    }),
    { numRuns: 300, examples: [["it's ${a} \\ \n\r\t $\u2028"], ['$'], ['$${']] },
  );
});
