import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coveragePage } from '../scripts/generate/coverage';
import { coverage } from '../scripts/generate/coverage-map';
import { findRule } from '../server/src/core/index';
import { hoverTopic, statements } from '../server/src/core/knowledge';
import { repositoryRoot } from './support/repository';
import { readSnippets } from './support/snippets';

const cases = statements.map((statement) => [statement.id, statement] as const);
const prefixes = ['arm', 'bicep', 'kubernetes', 'powershell', 'shell'].flatMap((file) =>
  readSnippets(file).map(([, { prefix }]) => prefix),
);

describe('the coverage of the page', () => {
  it('has an entry for every statement, and for nothing else', () => {
    expect(Object.keys(coverage).sort()).toEqual(statements.map(({ id }) => id).sort());
  });

  it.each(cases)('%s: names rules that exist, each once', (id) => {
    const { rules = [] } = coverage[id] ?? {};
    expect(rules.filter((name) => findRule(name) === undefined)).toEqual([]);
    expect(new Set(rules).size).toBe(rules.length);
  });

  it.each(cases)('%s: names hovers of an edition in which it holds', (id, { editions }) => {
    const missing = (coverage[id]?.hovers ?? []).filter((hover) =>
      editions.every((edition) => hoverTopic(hover, edition) === undefined),
    );
    expect(missing).toEqual([]);
  });

  it.each(cases)('%s: names snippets that exist', (id) => {
    const missing = (coverage[id]?.snippets ?? []).filter((prefix) => !prefixes.includes(prefix));
    expect(missing).toEqual([]);
  });

  it.each(cases)('%s: is answered for', (id, { editions }) => {
    const { rules = [], hovers = [], snippets = [], note } = coverage[id] ?? {};
    const answers = [...rules, ...hovers, ...snippets];
    // What nothing answers for says why; of the edition the project started from, nothing may be left out.
    expect(answers.length === 0).toBe(note !== undefined);
    expect(editions.includes('2025-05-22') && note !== undefined).toBe(false);
  });

  it('has a use for every snippet', () => {
    const used = Object.values(coverage).flatMap(({ snippets = [] }) => snippets);
    const unused = [...new Set(prefixes)].filter((prefix) => !used.includes(prefix));
    // They serve what the page does not speak of.
    expect(unused.sort()).toEqual(['akscilium-ingress-controller', 'akscilium-internet-only']);
  });
});

describe('docs/coverage.md', () => {
  const page = coveragePage();
  const lines = page.split('\n').filter((line) => /^\| (?!Statement|---)/.test(line));

  it('is what "npm run generate" writes', () => {
    const written = readFileSync(join(repositoryRoot, 'docs/coverage.md'), 'utf8');
    expect(written.replaceAll('\r\n', '\n')).toBe(page);
  });

  it('has one line for every statement, none of them empty', () => {
    expect(lines).toHaveLength(statements.length);
    for (const line of lines) {
      const [, text, edition, ...answers] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
      expect(text).toMatch(/\.$/);
      expect(['both', 'latest', '2025-05-22']).toContain(edition);
      expect(answers.join(''), line).not.toBe('');
    }
  });
});
