import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Example,
  type ExampleResult,
  examplesUnder,
  lintExamples,
} from '../scripts/generate/examples';
import { type Heading, markdownBlocks } from '../scripts/generate/markdown';
import { headerStart, pageHeadings, withGeneratedParts } from '../scripts/generate/rule-page';
import { unwritten } from '../scripts/generate/rule-skeleton';
import { LineIndex, readProjectFile, rules, Snapshot } from '../server/src/core/index';
import { repositoryRoot } from './support/repository';

const markdownFiles = [...filesIn('', false), ...filesIn('docs', true)].sort();
const rulePages = rules.map((rule) => [rule.name, rule] as const);

describe.each(rulePages)('docs/rules/%s.md', (name, rule) => {
  const path = `docs/rules/${name}.md`;
  const page = existsSync(join(repositoryRoot, path)) ? read(path) : '';
  const bad = examplesUnder(page, 'Bad');
  const good = examplesUnder(page, 'Good');

  it('has the title and the headings of every rule page, in their order', () => {
    const found = headingsOf(page).map(({ level, text }) => `${'#'.repeat(level)} ${text}`);
    expect(found).toEqual([`# ${name}`, ...pageHeadings]);
    expect(page.slice(`# ${name}\n\n`.length)).toMatch(new RegExp(`^${headerStart}`));
    expect(page).not.toContain(unwritten);
  });

  it('says something under every heading', () => {
    const empty = headingsOf(page).filter(({ text, line }) => {
      const [next = ''] = page
        .split('\n')
        .slice(line + 1)
        .filter((each) => each.trim() !== '');
      return text !== 'Example' && (next === '' || next.startsWith('#'));
    });
    expect(empty).toEqual([]);
  });

  it('shows what "npm run generate" writes into it', () => {
    expect(withGeneratedParts(page, rule)).toBe(page);
  });

  it('has bad examples that the rule finds', () => {
    const results = lintExamples(bad, 'strict');
    expect(failuresOf(results)).toEqual([]);
    expect(findingsOf(results).filter((finding) => finding.includes(` ${name}: `))).not.toEqual([]);
  });

  it('has good examples that no recommended rule finds anything in', () => {
    expect(good).not.toEqual([]);
    expect(findingsOf(lintExamples(good, 'recommended'))).toEqual([]);
  });

  it('has good examples that the rule itself finds nothing in', () => {
    const results = lintExamples(good, 'strict');
    expect(failuresOf(results)).toEqual([]);
    expect(findingsOf(results).filter((finding) => finding.includes(` ${name}: `))).toEqual([]);
  });

  it.runIf(name !== 'project-file')('has project files without mistakes', () => {
    expect(mistakesIn([...bad, ...good])).toEqual([]);
  });

  it('names every option', () => {
    const [, options = ''] = /^## Options\n([\s\S]*?)^## /m.exec(page) ?? [];
    const missing = Object.keys(rule.defaultOptions).filter((key) => !options.includes(`\`${key}`));
    expect(missing).toEqual([]);
  });

  it('names the references of the rule', () => {
    const references = page.slice(page.indexOf('\n## References'));
    expect(rule.references.filter((url) => !references.includes(url))).toEqual([]);
  });
});

describe('the pages of the rules', () => {
  it('are as many as there are rules', () => {
    const names = markdownFiles
      .filter((path) => /^docs\/rules\/(?!README)/.test(path))
      .map((path) => path.slice('docs/rules/'.length, -'.md'.length));
    expect(names).toEqual(rules.map(({ name }) => name).sort());
  });
});

describe.each(markdownFiles)('%s', (path) => {
  const text = read(path);
  const isRulePage = path.startsWith('docs/rules/');

  it.runIf(!isRulePage)('has YAML examples that parse', () => {
    const broken = markdownBlocks(text).flatMap((block) => {
      if (block.kind !== 'fence' || block.language !== 'yaml') {
        return [];
      }
      const snapshot = new Snapshot({ uri: 'file:///example.yaml', version: 1, text: block.text });
      return snapshot.documents.flatMap(({ document }) =>
        document.problems.map(({ message }) => `line ${block.line + 1}: ${message}`),
      );
    });
    expect(broken).toEqual([]);
  });

  it('has Bicep examples that parse', () => {
    const broken = markdownBlocks(text).flatMap((block) => {
      if (block.kind !== 'fence' || block.language !== 'bicep') {
        return [];
      }
      const snapshot = new Snapshot({ uri: 'file:///example.bicep', version: 1, text: block.text });
      return (snapshot.bicep?.problems ?? []).map(
        ({ message }) => `line ${block.line + 1}: ${message}`,
      );
    });
    expect(broken).toEqual([]);
  });

  it.runIf(!isRulePage)('has project files without mistakes', () => {
    const projectFiles = markdownBlocks(text).flatMap((block) =>
      block.kind === 'fence' && /^# aks-cilium\.ya?ml\n/.test(block.text)
        ? [{ fileName: 'aks-cilium.yaml', text: block.text, fence: block }]
        : [],
    );
    expect(mistakesIn(projectFiles)).toEqual([]);
  });

  it('has links that lead somewhere', () => {
    expect(linksIn(text).filter((link) => !leadsSomewhere(link, path))).toEqual([]);
  });
});

function filesIn(folder: string, recursive: boolean): readonly string[] {
  return readdirSync(join(repositoryRoot, folder), { recursive, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name).replaceAll(sep, '/'));
}

function read(path: string): string {
  return readFileSync(join(repositoryRoot, path), 'utf8').replaceAll('\r\n', '\n');
}

function headingsOf(text: string): readonly Heading[] {
  return markdownBlocks(text).filter((block) => block.kind === 'heading');
}

function findingsOf(results: readonly ExampleResult[]): readonly string[] {
  return results.flatMap(({ example, findings }) => {
    const lines = new LineIndex(example.text);
    return findings.map(
      ({ rule, message, range }) =>
        `${example.fileName}:${lines.positionAt(range.start).line + 1} ${rule}: ${message}`,
    );
  });
}

function failuresOf(results: readonly ExampleResult[]): readonly string[] {
  return results.flatMap(({ failures }) => failures.map(({ rule, error }) => `${rule}: ${error}`));
}

function mistakesIn(examples: readonly Example[]): readonly string[] {
  return examples
    .filter(({ fileName }) => /^aks-cilium\.ya?ml$/.test(fileName))
    .flatMap(({ fence, text }) =>
      readProjectFile('file:///aks-cilium.yaml', text).findings.map(
        ({ message }) => `block in line ${fence.line + 1}: ${message}`,
      ),
    );
}

/** Targets of links and images, those in code left out. */
function linksIn(text: string): readonly string[] {
  const lines = text.split('\n');
  for (const block of markdownBlocks(text)) {
    if (block.kind === 'fence') {
      lines.fill('', block.line, block.end);
    }
  }
  const prose = lines.join('\n').replace(/(`+)[^`]*?\1/g, '');
  return [
    ...[...prose.matchAll(/\]\(([^()\s]+(?:\([^()\s]*\))?)[^()]*\)/g)].map(([, link = '']) => link),
    ...[...prose.matchAll(/^\[[^\]]+\]: +(\S+)/gm)].map(([, link = '']) => link),
  ];
}

function leadsSomewhere(link: string, from: string): boolean {
  if (/^(?:https?|mailto):/.test(link)) {
    return URL.canParse(link);
  }
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : relative('.', join(dirname(from), decodeURI(path)));
  if (!existsSync(join(repositoryRoot, target))) {
    return false;
  }
  return anchor === undefined || !target.endsWith('.md') || anchorsOf(read(target)).has(anchor);
}

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(text: string): ReadonlySet<string> {
  return new Set(
    headingsOf(text).map((heading) =>
      heading.text
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
