import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { defineRule } from '../../../server/src/core/engine/define-rule';
import {
  applyEdits,
  type Finding,
  type Settings,
  Snapshot,
  suppressionFixes,
} from '../../../server/src/core/index';
import type { YamlNode } from '../../../server/src/core/syntax/yaml/tree';
import { allFixtures } from '../../support/fixtures';
import { lintText } from '../../support/lint';
import { readMarkers } from '../../support/markers';
import { repositoryRoot } from '../../support/repository';
import { lintWith } from './support/custom';

const fixtures = allFixtures()
  .filter(({ outcomeOf }) => outcomeOf === undefined)
  .map((fixture, index) => ({
    name: `${fixture.rule}/${fixture.fileName}`,
    fileName: fixture.fileName,
    index,
    ...readMarkers(fixture.content),
  }));

/** One fixture as it is, the next with CRLF, the third with a byte order mark, and so on. */
function variantOf(text: string, index: number): string {
  const variants = [text, text.replaceAll(/\r?\n/g, '\r\n'), `\uFEFF${text}`];
  return variants[index % variants.length] ?? text;
}

const corpus = join(repositoryRoot, '..', 'shared', 'corpus', 'dev');
const realFiles = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(?:ya?ml|tpl)$/.test(name),
    )
  : [];

/** A real file, or of a long one the lines that begin it. */
function beginningOf(name: string, length: number): string {
  const text = readFileSync(join(corpus, name), 'utf8');
  return text.length <= length ? text : text.slice(0, text.lastIndexOf('\n', length) + 1);
}

/** A finding, but for its place. */
const nameOf = ({ rule, message }: Finding) => `${rule}: ${message}`;

/**
 * What is wrong after one of the two fixes: its finding is still there, or another has come, or one of another rule
 * has gone. Empty when all is well.
 */
function mistakesAfter(
  before: readonly Finding[],
  fixed: Finding,
  after: readonly Finding[],
): readonly string[] {
  const left = before.map(nameOf);
  const added: string[] = [];
  for (const name of after.map(nameOf)) {
    const index = left.indexOf(name);
    if (index === -1) {
      added.push(`new: ${name}`);
    } else {
      left.splice(index, 1);
    }
  }
  return [
    ...added,
    ...left.filter((name) => !name.startsWith(`${fixed.rule}: `)).map((name) => `gone: ${name}`),
    ...(left.includes(nameOf(fixed)) ? [] : [`still there: ${nameOf(fixed)}`]),
  ];
}

/** Rules that have good reason not to be disabled for a line. */
const withoutLine = new Set(['project-file', 'unused-suppression', 'yaml-syntax']);

/** Of many findings in a file, these are enough. */
const mostFindings = 4;

function mistakesOfAll(text: string, settings: Settings, fileName: string): readonly string[] {
  const { findings } = lintText(text, settings, fileName);
  const step = Math.ceil(findings.length / mostFindings);
  const some = findings.filter((_finding, index) => index % step === 0);
  const snapshot = new Snapshot({ uri: `file:///work/${fileName}`, version: 1, text });
  return some.flatMap((finding) =>
    suppressionFixes(snapshot, finding).flatMap(({ title, edits, disabledReason }) => {
      if (disabledReason !== undefined) {
        const isExpected = withoutLine.has(finding.rule) || !/\.ya?ml$/.test(fileName);
        return isExpected ? [] : [`${title}: ${disabledReason}`];
      }
      const after = lintText(applyEdits(text, edits), settings, fileName).findings;
      return mistakesAfter(findings, finding, after).map((mistake) => `${title}: ${mistake}`);
    }),
  );
}

describe('after either fix its finding is gone, and nothing else has changed', () => {
  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    'in the fixture %s',
    (_name, fixture) => {
      const text = variantOf(fixture.text, fixture.index);
      expect(mistakesOfAll(text, fixture.settings, fixture.fileName)).toEqual([]);
    },
  );

  it.each(realFiles)('in %s', (name) => {
    expect(mistakesOfAll(beginningOf(name, 50_000), {}, 'case.yaml')).toEqual([]);
  });
});

/** Reports every node, and the middle of every string that goes over several lines. */
const everywhere = defineRule({
  meta: {
    name: 'everywhere',
    title: 'Anything',
    category: 'project',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'KubernetesObject',
    messages: { node: 'Node {{number}}.' },
    references: [],
  },
  check({ node: root, document: { text } }, { report }) {
    const seen = new Set<YamlNode>();
    const pending: YamlNode[] = [root];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (seen.has(node)) {
        continue;
      }
      seen.add(node);
      const { start, end } = node.range;
      const middle = Math.floor((start + end) / 2);
      const isLong = node.kind === 'scalar' && text.slice(start, end).includes('\n');
      for (const at of isLong ? [node.range, { start: middle, end }] : [node.range]) {
        report({ messageId: 'node', at, data: { number: seen.size } });
      }
      if (node.kind === 'map') {
        pending.push(...node.entries.map(({ value }) => value));
      } else if (node.kind === 'sequence') {
        pending.push(...node.items);
      }
    }
  },
});
const rules = [everywhere];

/** What the text says to whoever reads it; of a template, what is left when its actions print nothing. */
function meaningOf(text: string): string {
  if (/\{\{|\{%|<%/.test(text)) {
    const rendered = text.replace(/(?:\s*\{\{-|\{\{)[\s\S]*?(?:-\}\}\s*|\}\})/g, '');
    return rendered.replace(/^[ \t]*# aks-cilium-disable.*\r?\n/gm, '');
  }
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' });
  return JSON.stringify(
    [...documents].map((document) => {
      try {
        return document.errors.length > 0 ? document.errors.length : document.toJS();
      } catch (error) {
        return String(error);
      }
    }),
  );
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

/** What is wrong after a fix at one of the nodes, another one with each index. */
function mistakesSomewhere(text: string, index: number): readonly string[] {
  const before = lintWith({ text, rules });
  const meaning = meaningOf(withoutMark(text));
  const all = before.findings.filter(({ rule }) => rule === 'everywhere');
  const chosen = (index * 7) % all.length;
  return all
    .filter((_finding, number) => number === chosen)
    .flatMap((finding) => {
      const line = before.snapshot.lines.lineAt(finding.range.start) + 1;
      return suppressionFixes(before.snapshot, finding).flatMap(
        ({ title, edits, disabledReason }) => {
          const fixed = applyEdits(text, edits);
          const after = lintWith({ text: fixed, rules, previous: before.snapshot });
          const mistakes =
            disabledReason === undefined
              ? mistakesAfter(before.findings, finding, after.findings)
              : [disabledReason];
          const isSame = meaningOf(withoutMark(fixed)) === meaning;
          return [...mistakes, ...(isSame ? [] : ['another meaning'])].map(
            (mistake) => `${line} ${title}: ${mistake}`,
          );
        },
      );
    });
}

describe('a comment works wherever a finding may be, and changes nothing of what the file says', () => {
  const manifests = fixtures.filter(({ fileName }) => /^(?!aks-cilium\.).*\.ya?ml$/.test(fileName));

  it.each(manifests.map((fixture) => [fixture.name, fixture] as const))(
    'in the fixture %s',
    (_name, fixture) => {
      // Not the variant that this fixture has above.
      const text = variantOf(fixture.text, fixture.index + 1);
      expect(mistakesSomewhere(text, fixture.index)).toEqual([]);
    },
  );

  it.each(realFiles.map((name, index) => [name, index] as const))('in %s', (name, index) => {
    expect(mistakesSomewhere(beginningOf(name, 20_000), index)).toEqual([]);
  });
});
