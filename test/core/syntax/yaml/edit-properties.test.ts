import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendEntry,
  appendItems,
  removeEntry,
  removeItem,
  replaceEntryValue,
} from '../../../../server/src/core/syntax/yaml/edit';
import type { PlainValue } from '../../../../server/src/core/syntax/yaml/style';
import type { YamlEntry, YamlNode } from '../../../../server/src/core/syntax/yaml/tree';
import { applyEdits, type TextEdit } from '../../../../server/src/core/text/range';
import { plain, yamlDocument } from '../../../support/yaml';
import { type Value, type ValueMap, writeYaml } from '../../../support/yaml-writer';

const words = fc.constantFrom(
  'a',
  'b',
  'app',
  'cidr',
  '10.0.0.0/8',
  'x y',
  'yes',
  '080',
  '# no',
  'a: b',
  "it's",
  '- c',
  '',
  'l1\nl2',
  'l1\n\nl3\n',
  'k\n\n',
  '😀',
);
const { value: values, map: maps } = fc.letrec<{ value: Value; map: ValueMap; list: Value[] }>(
  (tie) => ({
    value: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'value' },
      fc.oneof(words, words, fc.constantFrom(1, 53, 8080, true, false, null)),
      tie('map'),
      tie('list'),
    ),
    map: fc.dictionary(
      fc.constantFrom('a', 'b', 'to', 'from', 'ports', 'ipBlock', 'x-y'),
      tie('value'),
      { maxKeys: 4 },
    ),
    list: fc.array(tie('value'), { maxLength: 4 }),
  }),
);

type Path = readonly (string | number)[];

interface Change {
  readonly edits: readonly TextEdit[];
  /** The value that the text must have after it. */
  readonly expected: Value;
  /** The part of the text that goes, comments included. */
  readonly removed: { readonly start: number; readonly end: number };
}

const nothing = { start: 0, end: 0 };
const added: Value = { ipBlock: { cidr: '0.0.0.0/0', except: ['yes', '10.0.0.0/8'] } };

/** Every change that the functions offer for a document. */
function* changes(text: string, root: YamlNode, value: Value): Generator<[string, Change]> {
  const pending: [YamlNode, Path][] = [[root, []]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, path] = next;
    if (node.kind === 'sequence') {
      const list = at(value, path) as readonly Value[];
      yield [
        `append items at ${path}`,
        {
          edits: appendItems(text, node, [added as PlainValue, 'x']),
          expected: put(value, path, [...list, added, 'x']),
          removed: nothing,
        },
      ];
      for (const [index, item] of node.items.entries()) {
        pending.push([item, [...path, index]]);
        const before = node.items[index - 1];
        const start =
          before === undefined ? node.range.start : lineEnd(text, contentEnd(text, before));
        const end = Math.max(contentEnd(text, item), node.itemRanges[index]?.start ?? 0);
        if (node.items.length > 1) {
          yield [
            `remove item ${path} ${index}`,
            {
              edits: removeItem(text, node, index),
              expected: put(
                value,
                path,
                list.filter((_item, other) => other !== index),
              ),
              removed: { start: Math.min(start, end), end },
            },
          ];
        }
      }
    } else if (node.kind === 'map') {
      const map = at(value, path) as ValueMap;
      yield [
        `append entry at ${path}`,
        {
          edits: appendEntry(text, node, 'new', added as PlainValue),
          expected: put(value, path, { ...map, new: added }),
          removed: nothing,
        },
      ];
      for (const entry of node.entries) {
        const name = entry.name ?? '';
        pending.push([entry.value, [...path, name]]);
        const rest = Object.fromEntries(Object.entries(map).filter(([key]) => key !== name));
        yield [
          `remove entry ${path} ${name}`,
          {
            edits: removeEntry(text, node, entry),
            expected: put(value, path, rest),
            removed: { start: entry.keyRange.start, end: lastOf(text, entry) },
          },
        ];
        yield [
          `replace ${path} ${name}`,
          {
            edits: replaceEntryValue(text, entry, added as PlainValue),
            expected: put(value, path, { ...map, [name]: added }),
            removed: { start: entry.keyRange.end, end: lastOf(text, entry) },
          },
        ];
      }
    }
  }
}

/** Behind the last character of the node that is no blank and no comment. */
function contentEnd(text: string, node: YamlNode): number {
  const last =
    node.kind === 'map'
      ? node.entries.at(-1)
      : node.kind === 'sequence'
        ? node.items.at(-1)
        : undefined;
  if (last === undefined || (node.kind !== 'scalar' && 'flow' in node && node.flow)) {
    return text.slice(0, node.range.end).trimEnd().length;
  }
  return 'keyRange' in last ? lastOf(text, last) : contentEnd(text, last);
}

const lastOf = (text: string, { keyRange, value }: YamlEntry) =>
  Math.max(keyRange.end, contentEnd(text, value));

const lineEnd = (text: string, from: number) => `${text}\n`.indexOf('\n', from);

function at(value: Value, path: Path): Value {
  return path.reduce<Value>(
    (node, key) => (node as Record<string | number, Value>)[key] ?? null,
    value,
  );
}

function put(value: Value, [first, ...rest]: Path, newValue: Value): Value {
  if (first === undefined) {
    return newValue;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === first ? put(item, rest, newValue) : item));
  }
  const map = value as ValueMap;
  return { ...map, [first]: put(map[first] ?? null, rest, newValue) };
}

const asPlain = (value: Value): unknown =>
  Array.isArray(value)
    ? { list: value.map(asPlain) }
    : typeof value === 'object' && value !== null
      ? { map: Object.entries(value).map(([key, item]) => [key, asPlain(item)]) }
      : value;

const commentsOf = (text: string) => text.match(/# c\d+(?!\d)/g) ?? [];

function expectGood(text: string, name: string, { edits, expected, removed }: Change): void {
  const about = `${name} in ${JSON.stringify(text)}`;
  expect(edits.length, about).toBeGreaterThan(0);
  const edited = applyEdits(text, edits);
  const document = yamlDocument(edited);
  const result = `${about} gives ${JSON.stringify(edited)}`;
  expect(document.problems, result).toEqual([]);
  expect(plain(document.root), result).toEqual(asPlain(expected));
  // A comment may go with what it stands in, or behind.
  const mayGo =
    removed === nothing ? [] : commentsOf(text.slice(removed.start, lineEnd(text, removed.end)));
  expect([...commentsOf(edited), ...mayGo].sort(), result).toEqual(
    expect.arrayContaining([...commentsOf(text)]),
  );
  expect(new Set(commentsOf(edited)).size, result).toBe(commentsOf(edited).length);
  if (removed === nothing) {
    // A line may get a comma, or what is added to a collection that begins and ends on it.
    expect(linesMissing(text, edited), result).toBeLessThan(2);
  }
  expect(/\r\n/.test(text) ? /[^\r]\n/.test(edited) : edited.includes('\r'), result).toBe(false);
}

/** How many lines of the one text the other has not, in order. */
function linesMissing(text: string, other: string): number {
  const [a, b] = [text.split('\n'), other.split('\n')];
  // The longest common subsequence, row by row.
  let row: number[] = new Array(b.length + 1).fill(0);
  for (const line of a) {
    const next = [0];
    for (const [index, otherLine] of b.entries()) {
      const through = line === otherLine ? (row[index] ?? 0) + 1 : 0;
      next.push(Math.max(through, row[index + 1] ?? 0, next[index] ?? 0));
    }
    row = next;
  }
  return a.length - (row.at(-1) ?? 0);
}

describe('every edit of a document in any style gives the value it promises, and keeps the rest', () => {
  it('of YAML', () => {
    fc.assert(
      fc.property(maps, fc.nat(), (value, seed) => {
        const { text } = writeYaml({ first: 1, ...value }, seed);
        const { root, problems } = yamlDocument(text);
        expect(problems, JSON.stringify(text)).toEqual([]);
        expect(plain(root), JSON.stringify(text)).toEqual(asPlain({ first: 1, ...value }));
        for (const [name, change] of changes(text, root as YamlNode, { first: 1, ...value })) {
          expectGood(text, name, change);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('of JSON', () => {
    fc.assert(
      fc.property(maps, fc.constantFrom(undefined, 2, '\t'), (map, indent) => {
        const value = { first: 1, ...map };
        const text = `${JSON.stringify(value, null, indent)}\n`;
        const { root } = yamlDocument(text);
        for (const [name, { edits, expected }] of changes(text, root as YamlNode, value)) {
          const edited = applyEdits(text, edits);
          expect(() => JSON.parse(edited), `${name} in ${text} gives ${edited}`).not.toThrow();
          expect(JSON.parse(edited), `${name} in ${text} gives ${edited}`).toEqual(expected);
        }
      }),
      { numRuns: 80 },
    );
  });
});

describe('the values of the tests', () => {
  it('are as different as they should be', () => {
    expect(fc.sample(values, 50).some((value) => Array.isArray(value))).toBe(true);
  });
});
