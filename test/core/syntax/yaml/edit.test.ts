import { describe, expect, it } from 'vitest';
import {
  appendDocument,
  appendEntry,
  appendItems,
  removeEntry,
  removeItem,
  replaceEntryValue,
} from '../../../../server/src/core/syntax/yaml/edit';
import { renderBlock, renderFlow, styleOf } from '../../../../server/src/core/syntax/yaml/style';
import type { YamlMap, YamlNode, YamlSequence } from '../../../../server/src/core/syntax/yaml/tree';
import { applyEdits } from '../../../../server/src/core/text/range';
import { lines, yamlDocument } from '../../../support/yaml';

/** The node below keys and indexes. */
function at(text: string, ...path: readonly (string | number)[]): YamlNode {
  let node = yamlDocument(text).root as YamlNode;
  for (const key of path) {
    node =
      node.kind === 'map'
        ? (node.entries.findLast(({ name }) => name === key)?.value as YamlNode)
        : ((node as YamlSequence).items[key as number] as YamlNode);
  }
  return node;
}

const list = (text: string, ...path: readonly (string | number)[]) =>
  at(text, ...path) as YamlSequence;
const map = (text: string, ...path: readonly (string | number)[]) => at(text, ...path) as YamlMap;
const entry = (text: string, name: string, ...path: readonly (string | number)[]) =>
  map(text, ...path).entries.findLast((each) => each.name === name) as YamlMap['entries'][number];

const peer = { namespaceSelector: {} };
const label = { podSelector: { matchLabels: { a: 'b' } } };

describe('items are added', () => {
  it.each<[string, string, string]>([
    ['to an indented list', 'a:\n  - x\nb: 1\n', 'a:\n  - x\n  - namespaceSelector: {}\nb: 1\n'],
    [
      'to a list that is not indented',
      'a:\n- x\nb: 1\n',
      'a:\n- x\n- namespaceSelector: {}\nb: 1\n',
    ],
    [
      'at the end of a file without a line end',
      'a:\n  - x',
      'a:\n  - x\n  - namespaceSelector: {}',
    ],
    [
      'behind a comment',
      'a:\n  - x # c\nb: 1\n',
      'a:\n  - x # c\n  - namespaceSelector: {}\nb: 1\n',
    ],
    [
      'behind a deeper comment',
      'a:\n  - x:\n    # c\nb: 1\n',
      'a:\n  - x:\n    # c\n  - namespaceSelector: {}\nb: 1\n',
    ],
    [
      'before a comment about what follows',
      'a:\n  - x\n# c\nb: 1\n',
      'a:\n  - x\n  - namespaceSelector: {}\n# c\nb: 1\n',
    ],
    [
      'before blank lines',
      'a:\n  - x\n\n\nb: 1\n',
      'a:\n  - x\n  - namespaceSelector: {}\n\n\nb: 1\n',
    ],
    [
      'behind an empty item',
      'a:\n  - x\n  -\nb: 1\n',
      'a:\n  - x\n  -\n  - namespaceSelector: {}\nb: 1\n',
    ],
    [
      'behind a block scalar',
      'a:\n  - |\n    x\n\nb: 1\n',
      'a:\n  - |\n    x\n  - namespaceSelector: {}\n\nb: 1\n',
    ],
    [
      'behind a block scalar that keeps its blank lines',
      'a:\n  - |+\n    x\n\nb: 1\n',
      'a:\n  - |+\n    x\n\n  - namespaceSelector: {}\nb: 1\n',
    ],
    [
      'with CRLF',
      'a:\r\n  - x\r\nb: 1\r\n',
      'a:\r\n  - x\r\n  - namespaceSelector: {}\r\nb: 1\r\n',
    ],
    ['to an empty list', 'a: []\n', 'a: [{namespaceSelector: {}}]\n'],
    [
      'to a list that only holds a comment',
      'a: [ # c\n]\n',
      'a: [{namespaceSelector: {}} # c\n]\n',
    ],
    ['to a list in brackets', 'a: [x]\n', 'a: [x, {namespaceSelector: {}}]\n'],
    ['before a trailing comma', 'a: [x,]\n', 'a: [x, {namespaceSelector: {}},]\n'],
    [
      'to a list in brackets over several lines',
      'a: [\n  x\n]\n',
      'a: [\n  x,\n  {namespaceSelector: {}}\n]\n',
    ],
    [
      'and comments stay with their lines',
      'a: [\n  x # c\n]\n',
      'a: [\n  x, # c\n  {namespaceSelector: {}}\n]\n',
    ],
    [
      'behind a trailing comma on its line',
      'a: [\n  x, # c\n]\n',
      'a: [\n  x, # c\n  {namespaceSelector: {}},\n]\n',
    ],
    [
      'to a bracket that closes on the line',
      'a: [\n  x]\n',
      'a: [\n  x,\n  {namespaceSelector: {}}]\n',
    ],
    [
      'in the style of the braces',
      'z: { y: 1 }\na: [ x ]\n',
      'z: { y: 1 }\na: [ x, { namespaceSelector: {} } ]\n',
    ],
    [
      'with an anchor at the last item',
      'a:\n  - &x-y x\n',
      'a:\n  - &x-y x\n  - namespaceSelector: {}\n',
    ],
  ])('%s', (_name, text, expected) => {
    expect(applyEdits(text, appendItems(text, list(text, 'a'), [peer]))).toBe(expected);
  });

  it('several, and with the indentation of the document', () => {
    const text = 'a:\n    - x:\n          y: 1\n';
    expect(applyEdits(text, appendItems(text, list(text, 'a'), [label, 'z']))).toBe(
      'a:\n    - x:\n          y: 1\n    - podSelector:\n        matchLabels:\n          a: b\n    - z\n',
    );
  });

  it('to a list in a list', () => {
    const text = '- - a\n  - b\n- c\n';
    expect(applyEdits(text, appendItems(text, list(text, 0), ['d']))).toBe(
      '- - a\n  - b\n  - d\n- c\n',
    );
  });

  it('as JSON to JSON, as KYAML to KYAML', () => {
    const json = '{\n  "a": [\n    {"b": 1}\n  ]\n}\n';
    expect(applyEdits(json, appendItems(json, list(json, 'a'), [label]))).toBe(
      '{\n  "a": [\n    {"b": 1},\n    {"podSelector": {"matchLabels": {"a": "b"}}}\n  ]\n}\n',
    );
    const kyaml = '---\n{\n  c: "d",\n  a: [{\n    b: "x",\n  }],\n}\n';
    expect(applyEdits(kyaml, appendItems(kyaml, list(kyaml, 'a'), [label]))).toBe(
      '---\n{\n  c: "d",\n  a: [{\n    b: "x",\n  }, {podSelector: {matchLabels: {a: "b"}}}],\n}\n',
    );
  });
});

describe('an entry is added', () => {
  it.each<[string, string, string]>([
    ['to a block', 'a:\n  b: 1\nc: 2\n', 'a:\n  b: 1\n  except:\n    - x\nc: 2\n'],
    [
      'to a block that begins on the line of a dash',
      'a:\n  b: 1\n',
      'a:\n  b: 1\n  except:\n    - x\n',
    ],
    [
      'to a block whose first key has an anchor',
      'a:\n  &k b: 1\n',
      'a:\n  &k b: 1\n  except:\n    - x\n',
    ],
    [
      'behind a merge key',
      'z: &z {y: 1}\na:\n  b: 1\n  <<: *z\n',
      'z: &z {y: 1}\na:\n  b: 1\n  <<: *z\n  except:\n    - x\n',
    ],
    [
      'to a block of nothing but a merge key',
      'z: &z {y: 1}\na:\n  <<: *z\n',
      'z: &z {y: 1}\na:\n  <<: *z\n  except:\n    - x\n',
    ],
    ['to braces', 'a: {b: 1}\n', 'a: {b: 1, except: [x]}\n'],
    ['to padded braces', 'a: { b: 1 }\n', 'a: { b: 1, except: [x] }\n'],
    ['to empty braces', 'a: {}\n', 'a: {except: [x]}\n'],
    ['to braces with a comment', 'a: { # c\n}\n', 'a: {except: [x] # c\n}\n'],
    [
      'to braces over several lines',
      'a: {\n  b: 1, # c\n}\n',
      'a: {\n  b: 1, # c\n  except: [x],\n}\n',
    ],
  ])('%s', (_name, text, expected) => {
    expect(applyEdits(text, appendEntry(text, map(text, 'a'), 'except', ['x']))).toBe(expected);
  });

  it('to a map in a list', () => {
    const text = 'a:\n- b: 1\n  c: 2\n- d: 3\n';
    expect(applyEdits(text, appendEntry(text, map(text, 'a', 0), 'e', 4))).toBe(
      'a:\n- b: 1\n  c: 2\n  e: 4\n- d: 3\n',
    );
  });
});

describe('an entry is removed', () => {
  it.each<[string, string, string]>([
    ['from the middle', 'a:\n  x: 1\n  b: 2\n  y: 3\n', 'a:\n  x: 1\n  y: 3\n'],
    ['from the end', 'a:\n  x: 1\n  b:\n    - 2\n', 'a:\n  x: 1\n'],
    ['from the end without a line end', 'a:\n  x: 1\n  b: 2', 'a:\n  x: 1'],
    [
      'with its comment, not with those around it',
      'a:\n  x: 1\n  # above\n  b: 2 # own\n  # below\n  y: 3\n',
      'a:\n  x: 1\n  # above\n  # below\n  y: 3\n',
    ],
    ['so that nothing is left', 'a:\n  b: 2\nc: 1\n', 'a:\n  {}\nc: 1\n'],
    ['beside a merge key', 'z: &z {}\na:\n  <<: *z\n  b: 2\n', 'z: &z {}\na:\n  <<: *z\n'],
    ['from braces', 'a: {x: 1, b: 2, y: 3}\n', 'a: {x: 1, y: 3}\n'],
    ['from the end of braces', 'a: {x: 1, b: 2}\n', 'a: {x: 1}\n'],
    ['from the end of braces with a trailing comma', 'a: {x: 1, b: 2,}\n', 'a: {x: 1,}\n'],
    ['so that no braces hold anything', 'a: {b: 2}\n', 'a: {}\n'],
    [
      'from braces over several lines',
      'a: {\n  x: 1, # c\n  b: 2, # d\n  y: 3\n}\n',
      'a: {\n  x: 1, # c\n  y: 3\n}\n',
    ],
    [
      'from the end of braces over several lines',
      'a: {\n  x: 1, # c\n  b: 2 # d\n}\n',
      'a: {\n  x: 1 # c\n}\n',
    ],
    [
      'from braces over several lines with a trailing comma',
      'a: {\n  x: 1, # c\n  b: 2,\n}\n',
      'a: {\n  x: 1, # c\n}\n',
    ],
  ])('%s', (_name, text, expected) => {
    expect(applyEdits(text, removeEntry(text, map(text, 'a'), entry(text, 'b', 'a')))).toBe(
      expected,
    );
  });

  it.each<[string, string, string]>([
    ['on the line of a dash', '- b: 1\n  x: 2\n', '- x: 2\n'],
    [
      'on the line of a dash, comments below it kept',
      '- b: 1\n  # about x\n  x: 2\n',
      '# about x\n- x: 2\n',
    ],
    ['on the line of a dash, alone', '- b: 1 # c\n- y\n', '- {}\n- y\n'],
    ['on the line of a dash with CRLF', '- b: 1\r\n  x: 2\r\n', '- x: 2\r\n'],
  ])('%s', (_name, text, expected) => {
    expect(applyEdits(text, removeEntry(text, map(text, 0), entry(text, 'b', 0)))).toBe(expected);
  });

  it('of JSON leaves JSON', () => {
    const text = '{\n  "a": {\n    "x": 1,\n    "b": 2\n  }\n}\n';
    const edited = applyEdits(text, removeEntry(text, map(text, 'a'), entry(text, 'b', 'a')));
    expect(edited).toBe('{\n  "a": {\n    "x": 1\n  }\n}\n');
  });

  it('is not, when its key is written as nobody does', () => {
    const text = 'a:\n  ? b\n  : 2\n  ? c\n  : 3\n';
    expect(removeEntry(text, map(text, 'a'), entry(text, 'b', 'a'))).toEqual([]);
  });
});

describe('an item is removed', () => {
  it.each<[string, number, string, string]>([
    ['first', 0, 'a:\n  - x\n  - y\n', 'a:\n  - y\n'],
    ['last', 1, 'a:\n  - x\n  - y: 1\n    z: 2\nb: 1\n', 'a:\n  - x\nb: 1\n'],
    ['first of a list that is not indented', 0, 'a:\n- x\n- y\n', 'a:\n- y\n'],
    ['with dashes in its anchor', 1, 'a:\n  - x\n  - &a-b-c y\n  - z\n', 'a:\n  - x\n  - z\n'],
    [
      'with its comment, not with those around it',
      1,
      'a:\n  - x\n  # above\n  - y # own\n  # below\n  - z\n',
      'a:\n  - x\n  # above\n  # below\n  - z\n',
    ],
    ['empty', 1, 'a:\n  - x\n  -   # c\n  - z\n', 'a:\n  - x\n  - z\n'],
    ['behind a block scalar', 1, 'a:\n  - |\n    - no\n  - y\n', 'a:\n  - |\n    - no\n'],
    ['in brackets, first', 0, 'a: [x, y]\n', 'a: [y]\n'],
    ['in brackets, last', 1, 'a: [x, y]\n', 'a: [x]\n'],
    ['in brackets, with an anchor', 1, 'a: [x, &a-b y, z]\n', 'a: [x, z]\n'],
    ['in brackets over several lines', 1, 'a: [\n  x, # c\n  y # d\n]\n', 'a: [\n  x # c\n]\n'],
  ])('%s', (_name, index, text, expected) => {
    expect(applyEdits(text, removeItem(text, list(text, 'a'), index))).toBe(expected);
  });

  it('on the line of another dash', () => {
    const text = '- - x\n  - y\n- z\n';
    expect(applyEdits(text, removeItem(text, list(text, 0), 0))).toBe('- - y\n- z\n');
  });

  it('is not, when there is no other', () => {
    expect(removeItem('a: [x]\n', list('a: [x]\n', 'a'), 0)).toEqual([]);
    expect(removeItem('a: [x, y]\n', list('a: [x, y]\n', 'a'), 2)).toEqual([]);
  });
});

describe('a value is written', () => {
  it.each<[string, string, string]>([
    ['behind a key without one', 'a:\nb: 1\n', 'a: [x]\nb: 1\n'],
    ['before a comment', 'a: # c\nb: 1\n', 'a: [x] # c\nb: 1\n'],
    ['in place of another', 'a: y # c\nb: 1\n', 'a: [x] # c\nb: 1\n'],
    ['in place of a quoted one', 'a: "y"\n', 'a: [x]\n'],
    ['in place of braces', 'a: {y: 1}\n', 'a: [x]\n'],
    ['in place of a block', 'a: # c\n  - y\n  - z\n# d\nb: 1\n', 'a: [x] # c\n# d\nb: 1\n'],
    ['in place of a block scalar', 'a: |\n  y\n\nb: 1\n', 'a: [x]\n\nb: 1\n'],
    ['in place of an alias', 'b: &y [1]\na: *y\n', 'b: &y [1]\na: [x]\n'],
    ['in place of an anchored one', 'a: &y 1\n', 'a: [x]\n'],
    ['in place of an anchored block', 'a: &y\n  - 1\n', 'a: [x]\n'],
    ['in place of nothing but an anchor', 'a: &y\nb: 1\n', 'a: [x]\nb: 1\n'],
    ['behind a quoted key', '"a" : y\n', '"a" : [x]\n'],
    ['with CRLF', 'a:\r\nb: 1\r\n', 'a: [x]\r\nb: 1\r\n'],
    ['at the end of a file', 'a:', 'a: [x]'],
    ['between braces', '{a: , b: 1}', '{a: [x] , b: 1}'],
    ['behind a key that stands alone', '{a, b: 1}', '{a: [x], b: 1}'],
  ])('%s', (_name, text, expected) => {
    expect(applyEdits(text, replaceEntryValue(text, entry(text, 'a'), ['x']))).toBe(expected);
  });

  it('to minified JSON', () => {
    const text = '{"a":1,"b":2}';
    expect(applyEdits(text, replaceEntryValue(text, entry(text, 'a'), ['x']))).toBe(
      '{"a":["x"],"b":2}',
    );
  });
});

describe('a document is added', () => {
  it.each<[string, string, string]>([
    ['behind another', 'a: 1\n', 'a: 1\n---\nb: 1\n'],
    ['behind one without a line end', 'a: 1', 'a: 1\n---\nb: 1\n'],
    ['with CRLF', 'a: 1\r\n', 'a: 1\r\n---\r\nb: 1\r\n'],
    ['behind an end marker', 'a: 1\n...\n', 'a: 1\n...\n---\nb: 1\n...\n'],
    ['to nothing', '', '---\nb: 1\n'],
  ])('%s', (_name, text, expected) => {
    expect(applyEdits(text, appendDocument(text, { b: 1 }))).toBe(expected);
  });
});

describe('what is written', () => {
  const style = styleOf('a: 1\n');

  it('has quotes where Kubernetes would read something else', () => {
    const values = [
      'yes',
      'off',
      '080',
      '0o14',
      '1_000',
      '1e3',
      'null',
      '',
      'a: b',
      '# c',
      '::/0',
      '10.0.0.0/8',
      'a, b',
      '{x}',
      '*',
      "it's",
    ];
    const flow = renderFlow(values, style);
    const block = renderBlock(values, style, 0);
    for (const text of [flow, block, renderFlow({ k: values }, styleOf('{"a": 1}'))]) {
      const { root } = yamlDocument(text);
      const items =
        root?.kind === 'map' ? (root.entries[0]?.value as YamlSequence) : (root as YamlSequence);
      expect(items.items.map((item) => item.kind === 'scalar' && item.value)).toEqual(values);
    }
    expect(renderFlow({ yes: true, on: 1 }, style)).toBe('{"yes": true, "on": 1}');
  });

  it('stays on one line however long it is', () => {
    const long = {
      to: Array.from({ length: 20 }, (_, index) => ({ ipBlock: { cidr: `10.0.${index}.0/24` } })),
    };
    expect(renderFlow(long, style)).not.toContain('\n');
    expect(renderFlow('x y '.repeat(100), style)).not.toContain('\n');
  });

  it('is indented as the document is', () => {
    const value = { a: [{ b: ['c'] }] };
    expect(renderBlock(value, styleOf('x:\n- y\n'), 2)).toBe('a:\n  - b:\n    - c');
    expect(renderBlock(value, styleOf('x:\n    y: 1\n'), 0)).toBe('a:\n    - b:\n          - c');
  });

  it.each([
    ['a:\n  b: 1\n', { indent: 2, indentSequences: true, eol: '\n', quoted: false }],
    ['a:\n    b: 1\n', { indent: 4 }],
    ['a:\n- b\n', { indentSequences: false }],
    ['a:\n  - b\n', { indentSequences: true }],
    ['a: 1\r\nb: 1\n', { eol: '\r\n' }],
    ['{"a": 1}', { quoted: true, paddedFlow: false }],
    ['{ a: 1 }', { quoted: false, paddedFlow: true }],
    ['---\n{\n  a: "b",\n}\n', { quoted: false, quotedStrings: true }],
    ['', { indent: 2, indentSequences: true, eol: '\n' }],
  ])('has the style of %j', (text, expected) => {
    expect(styleOf(text)).toMatchObject(expected);
  });
});

describe('in comments of real life', () => {
  it('a rule is taken out and another put in, and nothing else moves', () => {
    const text = lines(`
      # head
      spec:
        egress: # who may be reached
          # the Internet
          - to: # peers
              - ipBlock:
                  cidr: 0.0.0.0/0 # all

          # the cluster
          - to:
              - podSelector: {}
            ports: [{port: 53}] # DNS

        # tail
      status: {}
    `);
    const rules = list(text, 'spec', 'egress');
    expect(applyEdits(text, removeItem(text, rules, 0))).toBe(
      lines(`
      # head
      spec:
        egress: # who may be reached
          # the Internet

          # the cluster
          - to:
              - podSelector: {}
            ports: [{port: 53}] # DNS

        # tail
      status: {}
    `),
    );
    expect(applyEdits(text, appendItems(text, rules, [{ to: [peer] }]))).toBe(
      text.replace('# DNS\n', '# DNS\n    - to:\n        - namespaceSelector: {}\n'),
    );
  });
});
