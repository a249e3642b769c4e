import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../server/src/core/config/schema';
import { type Finding, rules } from '../../../server/src/core/index';
import { fixed, found, read } from '../../support/project-file';

describe('hostile project files', () => {
  it('names that mean something to JavaScript are keys like any other', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(found(`"${key}": {a: 1}`)).toEqual([
        [`"${key}"`, `There is no setting "${key}" here.`],
      ]);
      expect(found(`rules: {"${key}": off}`)).toEqual([[`"${key}"`, `There is no rule "${key}".`]]);
      expect(found(`profile: {"${key}": off}`)).toHaveLength(1);
      expect(found(`rules: {all-pods-peer: [error, {"${key}": 1}]}`)).toEqual([
        [`"${key}"`, `Rule "all-pods-peer" has no option "${key}".`],
      ]);
    }
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  it.each([
    ['flow lists', '['.repeat(50_000)],
    ['flow maps', '{a: '.repeat(20_000)],
    ['block maps', Array.from({ length: 500 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
    ['closed flow lists', `overrides: ${'['.repeat(3_000)}${']'.repeat(3_000)}`],
  ])('a great depth of %s does no harm', (_what, text) => {
    const file = read(text);
    expect(file.findings.length).toBeGreaterThan(0);
    expect(file.settings).toEqual({});
  });

  it('a file that repeats itself through aliases does no harm', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 12; level++) {
      const refers = Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ');
      lines.push(`a${level}: &a${level} [${refers}]`);
    }
    lines.push('ignore: *a11', 'edition: latest');
    const file = read(lines.join('\n'));
    expect(file).toMatchObject({ broken: true, settings: {} });
    expect(file.findings.map(({ message }) => message)).toEqual([
      'This file is too long, or repeats itself too often through aliases. The project file is not used until it parses.',
    ]);
  });

  it('an alias of itself does no harm', () => {
    expect(read('ignore: &a [*a]').findings.length).toBeGreaterThan(0);
    expect(read('profile: &a {name: *a}').findings.length).toBeGreaterThan(0);
  });

  it('whatever is written, reading it ends well', () => {
    const word = fc.constantFrom(
      ...Object.keys(settingsSchema.properties),
      ...rules.map(({ name }) => name),
      'files',
      'podCidrs',
      'kubernetesVersion',
      '1.30',
      'off',
      'error',
      'true',
      '~',
      ': ',
      '- ',
      '\n',
      '\n  ',
      '\r\n    ',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '"',
      "'",
      '#',
      '&a ',
      '*a',
      '!',
      '!!str ',
      '<<: ',
      '|\n',
      '? ',
      '🐝',
      '\t',
      '---\n',
      '%YAML 1.2\n',
      '__proto__',
      '\uFEFF',
    );
    const text = fc.oneof(
      fc.array(word, { maxLength: 40 }).map((words) => words.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    fc.assert(
      fc.property(text, (content) => {
        const file = read(content);
        for (const finding of file.findings) {
          expectInside(content, finding);
        }
        for (const { start, end } of file.places.values()) {
          expect(0 <= start && start <= end && end <= content.length).toBe(true);
        }
        // Nothing but settings comes out, whatever goes in.
        expect(Object.keys(settingsSchema.properties)).toEqual(
          expect.arrayContaining(Object.keys(file.settings)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('every fix that is offered takes its finding away', () => {
    const mistakes = [
      'profil: {acns: true}',
      'profile: {podCidr: [10.0.0.0/8]}',
      'profile: {podCidrs: 10.0.0.0/8}',
      'profile: {kubernetesVersion: 1.30}',
      'profile: {ipam: Overlay}',
      'rules: {useless-exept: off}',
      'rules: {useless-except: Off}',
      'rules: {useless-except: false}',
      'rules: {all-pods-peer: [eror, {policys: 3}]}',
      'edition: Latest',
    ];
    for (const text of mistakes) {
      expect([text, read(text).findings.length > 0]).toEqual([text, true]);
      // Behind a mistake another one may hide.
      const after = read(fixed(fixed(text))).findings;
      expect([text, after.map(({ message }) => message)]).toEqual([text, []]);
    }
  });
});

function expectInside(text: string, { range, message, fixes }: Finding): void {
  expect(0 <= range.start && range.start <= range.end && range.end <= text.length).toBe(true);
  expect(message).not.toMatch(/\{\{\w+\}\}/);
  for (const fix of fixes()) {
    for (const edit of fix.edits) {
      expect(edit.range.end).toBeLessThanOrEqual(text.length);
    }
  }
}
