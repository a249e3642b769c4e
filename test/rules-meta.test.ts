import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules as allRules, documentationUrl } from '../server/src/core/index';
import { rules } from '../server/src/core/rules/index';
import { allFixtures } from './support/fixtures';
import { lintFixture } from './support/lint';
import { readMarkers } from './support/markers';
import { repositoryRoot } from './support/repository';

const rulesFolder = join(repositoryRoot, 'server/src/core/rules');
const fixtures = allFixtures();
const publicNames = readFileSync(join(repositoryRoot, 'test/rule-names.txt'), 'utf8')
  .split(/\r?\n/)
  .filter((line) => line !== '' && !line.startsWith('#'));

/** `category/name` of every file that holds a rule. */
const ruleFiles = readdirSync(rulesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(join(rulesFolder, name)).map((file) => `${name}/${file.replace(/\.ts$/, '')}`),
  )
  .sort();

describe('the list of rules', () => {
  it('has every rule of the folder, in the order of categories and names', () => {
    expect(rules.map(({ meta }) => `${meta.category}/${meta.name}`)).toEqual(ruleFiles);
  });

  it('has no name twice', () => {
    const names = allRules.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it('has public names only', () => {
    const names = allRules.map(({ name }) => name);
    expect(names.filter((name) => !publicNames.includes(name))).toEqual([]);
  });
});

describe('the public names', () => {
  it('are in the order of the alphabet, each once', () => {
    expect(publicNames).toEqual([...new Set(publicNames)].sort());
  });

  it('are words in lower case', () => {
    const pattern = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;
    expect(publicNames.filter((name) => !pattern.test(name))).toEqual([]);
  });
});

describe.each(allRules.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
  it('has a title that is one short sentence without a full stop', () => {
    expect(rule.title).toMatch(/^\S.{8,90}[^.\s]$/);
  });

  it('has messages that are sentences', () => {
    const odd = Object.values(rule.messages).filter(
      // What a placeholder at the end stands for is a sentence of its own.
      (message) => !/^[\p{Lu}\p{Ll}"{].*(?:\.|\.\{\{\w+\}\})$/u.test(message),
    );
    expect(odd).toEqual([]);
  });

  it('has a page', () => {
    expect(existsSync(join(repositoryRoot, `docs/rules/${name}.md`))).toBe(true);
    expect(documentationUrl(name)).toMatch(new RegExp(`/docs/rules/${name}\\.md$`));
  });

  it('says since which version it is there', () => {
    expect(rule.since).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe.each(rules.map(({ meta, options }) => [meta.name, meta, options] as const))(
  '%s',
  (name, meta, options) => {
    const own = fixtures.filter((fixture) => fixture.rule === name);
    const cases = own.filter(({ outcomeOf }) => outcomeOf === undefined);

    it('names its sources', () => {
      expect(meta.references).not.toEqual([]);
      expect(meta.references.filter((url) => !/^https:\/\/\S+$/.test(url))).toEqual([]);
    });

    it('has a case that fails, with markers', () => {
      const failing = cases.filter(({ content }) =>
        readMarkers(content).expectations.some((expectation) => expectation.rule === name),
      );
      expect(failing.map(({ fileName }) => fileName)).not.toEqual([]);
    });

    it('has a case that is valid, without markers', () => {
      const valid = cases.filter(({ fileName }) => fileName.startsWith('valid-'));
      expect(valid).not.toEqual([]);
      const marked = valid.filter(({ content }) =>
        readMarkers(content).expectations.some((expectation) => expectation.rule === name),
      );
      expect(marked.map(({ fileName }) => fileName)).toEqual([]);
    });

    it.skipIf(meta.category === 'cluster')('has a case that a template writes', () => {
      const templated = cases.filter(({ content }) => /\{\{-? /.test(content));
      expect(templated.map(({ fileName }) => fileName)).not.toEqual([]);
    });

    it('fills in its messages', () => {
      const left = own.flatMap((fixture) => {
        const { text, settings } = readMarkers(fixture.content);
        return lintFixture(fixture, text, settings).findings.filter(
          (finding) =>
            finding.rule === name && /\{\{|\}\}|undefined|\[object/.test(finding.message),
        );
      });
      expect(left.map(({ message }) => message)).toEqual([]);
    });

    it('leaves versions, dates and addresses to knowledge', () => {
      const path = join(rulesFolder, meta.category, `${name}.ts`);
      const source = readFileSync(path, 'utf8').replace(/since: '[^']*'/, '');
      const facts = source.match(/\b1\.\d{2}\b|\b\d{4}-\d\d-\d\d\b|\b\d+(?:\.\d+){3}\b/g);
      expect(facts ?? []).toEqual([]);
    });

    it('has options with names and defaults that a project file can hold', () => {
      const odd = Object.keys(options).filter((option) => !/^[a-z][A-Za-z0-9]*$/.test(option));
      expect(odd).toEqual([]);
    });
  },
);

describe('the folders of fixtures', () => {
  it('belong to a rule each', () => {
    const names = allRules.map(({ name }) => name);
    const folders = [...new Set(fixtures.map(({ rule }) => rule))];
    expect(folders.filter((folder) => !names.includes(folder))).toEqual([]);
  });
});
