import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/core/index';
import type { SettingEdit, SettingEdits } from '../../../server/src/core/model/aks/aks-cluster';
import { armEdits } from '../../../server/src/core/model/aks/arm-edits';
import { parseJson } from '../../../server/src/core/syntax/arm/json';

/** What a text becomes by an edit, or why it does not. */
function edited(text: string, edit: (edits: SettingEdits) => SettingEdit): string {
  const { root } = parseJson(text);
  if (root === undefined) {
    throw new Error('No JSON.');
  }
  const result = edit(armEdits(root, text));
  return 'edits' in result ? applyEdits(text, result.edits) : result.disabledReason;
}

describe('setting a property', () => {
  it.each([
    ['over a text', '{ "a": "x" }', '{ "a": "new" }'],
    ['over null', '{ "a": null, }', '{ "a": "new", }'],
    ['into an empty object', '{}', '{\n  "a": "new"\n}'],
    ['into one on two lines', '{\n}', '{\n  "a": "new"\n}'],
    ['into one on a line', '{ "b": 1 }', '{ "b": 1, "a": "new" }'],
    ['behind a comma', '{ "b": 1, }', '{ "b": 1, "a": "new" }'],
    ['on a line of its own', '{\n\t"b": 1\n}', '{\n\t"b": 1,\n\t"a": "new"\n}'],
    ['behind a comment', '{\n  "b": 1 // one, two\n}', '{\n  "b": 1, // one, two\n  "a": "new"\n}'],
    ['with its line ends', '{\r\n  "b": 1\r\n}', '{\r\n  "b": 1,\r\n  "a": "new"\r\n}'],
    ['an expression', '{ "a": "[reference(\'x\')]" }', /computed when the template is deployed/],
    ['a parameter', '{ "a": "[parameters(\'x\')]" }', 'The value comes from parameter "x".'],
    ['a variable', '{ "a": "[variables(\'x\')]" }', 'The value comes from variable "x".'],
    ['an object', '{ "a": {} }', /computed when the template is deployed/],
    ['beside a loop', '{ "copy": [] }', /computed when the template is deployed/],
  ])('%s', (_name, text, expected) => {
    const result = edited(text, (edits) => edits.set('a', 'new'));
    expect(result).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
  });

  it('makes the objects on the way', () => {
    expect(
      edited('{\n  "properties": {\n    "x": 1\n  }\n}', (edits) =>
        edits.set('properties.networkProfile.networkPlugin', 'azure'),
      ),
    ).toBe(
      '{\n  "properties": {\n    "x": 1,\n    "networkProfile": {\n      "networkPlugin": "azure"\n    }\n  }\n}',
    );
    expect(edited('{ "b": 1 }', (edits) => edits.set('c.d', true))).toBe(
      '{ "b": 1, "c": { "d": true } }',
    );
  });

  it('reaches into lists, and not into what an expression makes', () => {
    const text = '{ "pools": [{ "a": 1 }, { "a": 2 }] }';
    expect(edited(text, (edits) => edits.set('pools.1.a', 3))).toBe(
      '{ "pools": [{ "a": 1 }, { "a": 3 }] }',
    );
    expect(edited(text, (edits) => edits.set('pools.2.a', 3))).toMatch(/computed/);
    expect(edited('{ "pools": "[parameters(\'p\')]" }', (edits) => edits.set('pools.0.a', 1))).toBe(
      'The value comes from parameter "p".',
    );
  });

  it('writes no expression', () => {
    expect(edited('{ "a": 1 }', (edits) => edits.set('a', '[x]'))).toBe('{ "a": "[[x]" }');
  });
});

describe('removing a property', () => {
  it.each([
    ['the only one', '{ "a": 1 }', '{  }'],
    ['the first', '{ "a": 1, "b": 2 }', '{ "b": 2 }'],
    ['the last', '{ "b": 2, "a": 1 }', '{ "b": 2 }'],
    ['the last with a comma', '{ "b": 2, "a": 1, }', '{ "b": 2, }'],
    ['a line', '{\n  "a": 1, // one\n  "b": 2\n}', '{\n  "b": 2\n}'],
    ['the last line', '{\n  "b": 2, // two\n  "a": 1\n}', '{\n  "b": 2 // two\n}'],
    ['several lines', '{\n  "a": {\n    "c": 1\n  },\n  "b": 2\n}', '{\n  "b": 2\n}'],
    ['none', '{ "b": 2 }', 'It is not set.'],
    [
      'what a loop makes',
      '{ "copy": [] }',
      'What stands here is computed when the template is deployed.',
    ],
  ])('%s', (_name, text, expected) => {
    expect(edited(text, (edits) => edits.remove('a'))).toBe(expected);
  });
});

describe('renaming', () => {
  it('writes another name, unless it is there', () => {
    expect(edited('{ "a": "[x()]" }', (edits) => edits.rename('a', 'b'))).toBe('{ "b": "[x()]" }');
    expect(edited('{ "a": 1, "B": 2 }', (edits) => edits.rename('a', 'b'))).toBe(
      'There is a "b" beside it.',
    );
  });
});

describe('the API version', () => {
  it.each([
    ['{ "apiVersion": "2024-01-01" }', '{ "apiVersion": "2025-05-01" }'],
    ['{ "apiVersion": "[parameters(\'v\')]" }', 'The value comes from parameter "v".'],
    ['{ "a": 1 }', 'The API version is not written in this file.'],
  ])('%s', (text, expected) => {
    expect(edited(text, (edits) => edits.setApiVersion('2025-05-01'))).toBe(expected);
  });
});
