import { describe, expect, it } from 'vitest';
import { objectsOf } from '../../server/src/core/model/kinds';
import { kubernetesObjects } from '../../server/src/core/model/kubernetes-object';
import type { YamlNode } from '../../server/src/core/syntax/yaml/tree';
import { yamlDocument } from '../support/yaml';

const unread = (text: string) => yamlDocument(text).unread;
const problem = (text: string) => yamlDocument(text).problems[0]?.message;
const root = (text: string) => yamlDocument(text).root;

/** Nodes of a tree when each place of it is visited, as a careless reader would. */
function count(node: YamlNode | undefined): number {
  if (node?.kind === 'map') {
    return node.entries.reduce((sum, { value }) => sum + count(value), 1);
  }
  return node?.kind === 'sequence' ? node.items.reduce((sum, item) => sum + count(item), 1) : 1;
}

describe('nesting', () => {
  const tooDeep = 'More than 200 levels of nesting are not read.';

  it.each([1_500, 100_000])('%i levels are given up, in every notation', (depth) => {
    for (const open of ['[', '{a: ', '- ', '? ', '{? [', '!!seq [', '&a [']) {
      expect(unread(open.repeat(depth))).toBe(tooDeep);
    }
    expect(unread('['.repeat(depth) + ']'.repeat(depth))).toBe(tooDeep);
  });

  it('1,500 levels of lines are given up', () => {
    const text = Array.from({ length: 1_500 }, (_, level) => `${' '.repeat(level)}a:\n`).join('');
    expect(unread(text)).toBe(tooDeep);
  });

  it('150 levels are read', () => {
    const text = Array.from({ length: 150 }, (_, level) => `${' '.repeat(level)}a:\n`).join('');
    expect(count(root(text))).toBe(151);
    expect(count(root('['.repeat(150) + ']'.repeat(150)))).toBe(150);
  });
});

/** Nine levels, each of nine aliases of the one before: a thousand million scalars when written out. */
const laughs = (open: string, close: string) =>
  ['a0: &a0 [lol]']
    .concat(
      Array.from({ length: 9 }, (_, index) => {
        const aliases = Array.from({ length: 9 }, () => `*a${index}`).join(', ');
        return `a${index + 1}: &a${index + 1} ${open}${aliases}${close}`;
      }),
    )
    .join('\n');

describe('aliases that stand for too much', () => {
  const refused =
    'The aliases of this document expand to so much that Kubernetes refuses to read it.';

  it('are refused, as Kubernetes does', () => {
    expect(problem(laughs('[', ']'))).toBe(refused);
    expect(unread(laughs('[', ']'))).toBeUndefined();
  });

  it('are refused in merge keys', () => {
    const keys = Array.from({ length: 1_000 }, (_, index) => `k${index}: 1`).join(', ');
    const uses = Array.from({ length: 1_000 }, (_, index) => `m${index}: {<<: *x}`).join('\n');
    expect(problem(`x: &x {${keys}}\n${uses}\n`)).toBe(refused);
  });

  it('are refused where lists of a policy multiply each other', () => {
    const many = (name: string) => Array.from({ length: 500 }, () => `*${name}`).join(', ');
    const text = [
      'apiVersion: networking.k8s.io/v1',
      'kind: NetworkPolicy',
      'x: &cidr 10.0.0.0/8',
      `y: &peer {ipBlock: {cidr: 0.0.0.0/0, except: [${many('cidr')}]}}`,
      `z: &rule {from: [${many('peer')}]}`,
      `spec: {ingress: [${many('rule')}]}`,
    ].join('\n');
    expect(problem(text)).toBe(refused);
    expect(kubernetesObjects(yamlDocument(text))).toEqual([]);
  });

  it('are read as long as they stay within measure, and then a careless reader can walk the tree', () => {
    const uses = Array.from({ length: 2_000 }, (_, index) => `u${index}: *x`).join('\n');
    const text = `x: &x {a: 1, b: [1, 2, 3]}\n${uses}\n`;
    expect(problem(text)).toBeUndefined();
    expect(count(root(text))).toBe(2_001 * 6 + 1);
  });

  it('of which one holds itself end there', () => {
    for (const text of [
      'a: &a [*a]',
      'a: &a {b: *a}',
      '&a [*a, *a]',
      'a: &a {<<: *a}',
      'a: &a {b: {c: *a}}',
    ]) {
      expect(problem(text)).toMatch(/is inside the value that it refers to|no anchor/);
      expect(count(root(text))).toBeLessThan(10);
    }
  });
});

describe('size', () => {
  it('five megabytes in one line are read', () => {
    const label = `"${'x'.repeat(5_000)}"`;
    const text = `{"apiVersion":"v1","kind":"Namespace","metadata":{"labels":{${Array.from(
      { length: 1_000 },
      (_, index) => `"k${index}":${label}`,
    ).join(',')}}}}`;
    const [namespace] = objectsOf(yamlDocument(text), 'Namespace');
    expect(namespace?.labels.state === 'known' && namespace.labels.value.entries.length).toBe(
      1_000,
    );
  });

  it('a scalar of two megabytes is read', () => {
    const long = 'x'.repeat(2_000_000);
    for (const text of [
      `a: ${long}`,
      `a: "${long}"`,
      `a: '${long}'`,
      `a: |\n  ${long}\n`,
      `${'a: x\n  '}${long}`,
    ]) {
      expect(problem(text)).toBeUndefined();
    }
  });

  it('more tokens than any manifest has are given up', () => {
    expect(unread(`[${','.repeat(2_000_000)}`)).toBe('A document of this size is not read.');
  });

  it('a text that is nothing but mistakes yields some of them', () => {
    expect(yamlDocument(`[${','.repeat(30_000)}`).problems.length).toBeLessThan(50);
    expect(yamlDocument('! '.repeat(15_000)).problems.length).toBeLessThan(50);
    expect(yamlDocument('- *a\n'.repeat(5_000)).problems.length).toBeLessThan(50);
  });
});

/** Repeated a thousand times they ask for much more than their length from a careless reader. */
const repeated = [
  '{{',
  '{{ x ',
  '{{x}}',
  '{{x}}\n',
  'a: {{x}}\n',
  '{{x}}\na: b\n',
  '{{if x}}',
  '{{if x}}\n',
  '{{end}}',
  '{{ "',
  "{{ '",
  '{{ `',
  '{{/* ',
  '{{\\"',
  '{% x ',
  '{% if %}',
  '{# ',
  '<% ',
  '[[ .x ',
  '@a',
  ' @aaa',
  ' %A',
  ' {A',
  '# {{ x\n',
  '"',
  "'",
  '"a" ',
  'a\n',
  'a ',
  '|\n',
  '>\n ',
  '#',
  '&a ',
  '*a ',
  '!',
  ':',
  ',',
  '\t',
  '\r',
  '\0',
  '\uD800',
  '😀',
  '${',
  '$(',
  '<',
  '#{',
  '((',
  '- a\n',
  '-\n',
  '? a\n',
  'a:\n',
  '---\n',
  '...\n',
  '%YAML 1.2\n',
  '\uFEFF',
  '\uE000',
] as const;

describe('any text', () => {
  it.each(repeated)('%j over and over is read in the end, and is no object', (bit) => {
    const text = bit.repeat(1_000);
    for (const each of [text, `{{ x }} "${text}`, `a: |\n  ${text}`]) {
      const document = yamlDocument(each);
      expect(document.problems.length).toBeLessThan(50);
      expect(kubernetesObjects(document)).toEqual([]);
    }
  });
});
