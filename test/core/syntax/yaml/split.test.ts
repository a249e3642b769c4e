import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { splitDocuments } from '../../../../server/src/core/syntax/yaml/split';
import { corpusFiles } from '../../../support/corpus';

const pieces = (text: string) =>
  splitDocuments(text).map(({ start, end }) => text.slice(start, end));

describe('where a stream is cut', () => {
  it.each<[string, string, readonly string[]]>([
    ['one document', 'a: 1\n', ['a: 1\n']],
    ['nothing', '', ['']],
    ['a marker in front', '---\na: 1\n', ['---\na: 1\n']],
    ['two documents', 'a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
    ['content on the marker line', 'a: 1\n--- {b: 2}\n', ['a: 1\n', '--- {b: 2}\n']],
    ['a comment on the marker line', 'a: 1\n--- # next\nb: 2', ['a: 1\n', '--- # next\nb: 2']],
    ['a tab behind the marker', 'a: 1\n---\tb', ['a: 1\n', '---\tb']],
    ['more than three dashes', 'a: 1\n----\n', ['a: 1\n----\n']],
    ['dashes that go on', 'a: 1\n---b\n', ['a: 1\n---b\n']],
    ['an indented marker', 'a: |\n  ---\n ---\nb: 1\n', ['a: |\n  ---\n ---\nb: 1\n']],
    ['a marker within a block scalar', 'a: |\n  x\n---\nb: 1\n', ['a: |\n  x\n', '---\nb: 1\n']],
    ['an end marker', 'a: 1\n...\nb: 2\n', ['a: 1\n...\n', 'b: 2\n']],
    ['both markers', 'a: 1\n...\n---\nb: 2\n', ['a: 1\n...\n', '---\nb: 2\n']],
    ['a directive', '%YAML 1.2\n---\na: 1\n', ['%YAML 1.2\n---\na: 1\n']],
    [
      'a directive behind an end marker',
      'a: 1\n...\n%YAML 1.2\n---\nb: 1\n',
      ['a: 1\n...\n', '%YAML 1.2\n---\nb: 1\n'],
    ],
    ['comments in front', '# a\n\n# b\n---\na: 1\n', ['# a\n\n# b\n---\na: 1\n']],
    ['a comment behind content', 'a: 1\n# b\n---\nb: 1\n', ['a: 1\n# b\n', '---\nb: 1\n']],
    ['empty documents', '---\n---\n---\n', ['---\n', '---\n', '---\n']],
    ['a marker at the end', 'a: 1\n---', ['a: 1\n', '---']],
    ['CRLF', 'a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
    ['a byte order mark', '\uFEFF---\na: 1\n---\nb: 1', ['\uFEFF---\na: 1\n', '---\nb: 1']],
    [
      'a template that wraps a document',
      '{{- if .x }}\n---\na: 1\n{{- end }}\n',
      ['{{- if .x }}\n', '---\na: 1\n{{- end }}\n'],
    ],
    [
      'a comment of a template',
      '{{- /*\n---\n*/ -}}\na: 1\n---\nb: 1\n',
      ['{{- /*\n---\n*/ -}}\na: 1\n', '---\nb: 1\n'],
    ],
    ['an open comment of a template', '{{/* a\n---\nb: 1\n', ['{{/* a\n', '---\nb: 1\n']],
  ])('%s', (_name, text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });
});

/** Whole documents, each a piece of a stream however they are joined. */
const bodies = [
  'a: 1\n',
  '# c\na: 1 # d\n# e\n',
  'b: |\n  x\n  ---\n ...\n\n',
  'b: >-\n  folded\n  --- x\n',
  'd: "q\n  ---\n  z"\n',
  "d: 'q\n  ...\n\n  z'\n",
  '- i\n-\n- {a: [1,\n  2]}\n',
  '{a: b}\n',
  '{\n  a: 1, # c\n}\n',
  'k: v\r\nl:\r\n- w\r\n',
  'plain\n  text ---\n  x\n',
  '? complex\n: value\n',
  'a: &x {b: 1}\nc: *x\n',
  '---a: 1\n',
  '...x\n',
  '',
  '\n\n',
];
const joints = [
  '---\n',
  '--- # c\n',
  '---\t\n',
  '---\r\n',
  '...\n---\n',
  '... # e\n---\n',
  '...\n',
];
const firsts = ['', '---\n', '\uFEFF', '%YAML 1.2\n---\n', '# c\n', '\n', '# c\n---\n'];

const stream = fc
  .tuple(
    fc.constantFrom(...firsts),
    fc.constantFrom(...bodies),
    fc.array(fc.tuple(fc.constantFrom(...joints), fc.constantFrom(...bodies)), { maxLength: 6 }),
  )
  .map(([first, body, rest]) => first + body + rest.flat().join(''));

const options = { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;

function readings(text: string): readonly string[] {
  return [...parseAllDocuments(text, options)].map(
    (document) => `${JSON.stringify(document.toJS())} ${document.errors.map(({ code }) => code)}`,
  );
}

function expectSameReading(text: string): void {
  const parts = pieces(text);
  expect(parts.join('')).toBe(text);
  expect(parts.flatMap(readings)).toEqual(readings(text));
}

describe('pieces read alone are what the library reads in the whole stream', () => {
  it('for streams of all kinds of documents', () => {
    fc.assert(fc.property(stream, expectSameReading), { numRuns: 400 });
  });

  it('for the YAML files of real repositories', () => {
    const files = corpusFiles(/\.ya?ml$/).filter(({ text }) => text.length < 100_000);
    for (const { text } of files) {
      expectSameReading(text);
    }
    expect(files.length === 0 || files.length > 150).toBe(true);
  });

  it('and no text is lost whatever it is', () => {
    const bits = fc.constantFrom(
      '---',
      '...',
      '\n',
      '\r\n',
      '{{',
      '/*',
      '*/',
      '}}',
      ' ',
      'a',
      '#',
      '%',
      '"',
    );
    fc.assert(
      fc.property(
        fc.array(bits).map((all) => all.join('')),
        (text) => {
          expect(pieces(text).join('')).toBe(text);
        },
      ),
    );
  });
});
