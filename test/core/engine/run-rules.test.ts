import { describe, expect, it } from 'vitest';
import { defineRule, type Rule } from '../../../server/src/core/engine/define-rule';
import { rules as registered } from '../../../server/src/core/rules/index';
import { configurationOf, lintWith, objectWith, placesOf, wordRule } from './support/custom';

const good = wordRule('good-word', { word: 'BAD' });

/** A rule that throws when it meets the word, after it has reported something. */
const failing = wordRule('failing-word', {
  word: 'BAD',
  onCheck: (text) => {
    if (text.includes('TRAP')) {
      throw new Error('fell into the trap');
    }
  },
});

describe('a rule that throws', () => {
  const text = [objectWith('a: BAD'), objectWith('a: BAD TRAP'), objectWith('a: BAD')].join(
    '---\n',
  );

  it('costs its findings on that object only', () => {
    const result = lintWith({ text, rules: [failing, good] });
    expect(placesOf(result)).toEqual([
      '3:failing-word',
      '3:good-word',
      '7:good-word',
      '11:failing-word',
      '11:good-word',
    ]);
  });

  it('is named, once for all objects', () => {
    const traps = `${text}---\n${text}`;
    const { failures } = lintWith({ text: traps, rules: [failing, good] });
    expect(failures).toMatchObject([{ rule: 'failing-word' }]);
    expect(failures[0]?.error).toContain('fell into the trap');
  });

  it('is named again when nothing has changed', () => {
    const first = lintWith({ text, rules });
    const second = lintWith({ text, rules, previous: first.snapshot });
    expect(second.failures).toEqual(first.failures);
    expect(second.failures).toHaveLength(1);
  });

  it.each([
    ['text', 'a text'],
    ['nothing', undefined],
  ])('may throw %s', (_name, thrown) => {
    const odd = wordRule('odd-word', {
      word: 'BAD',
      onCheck: () => {
        throw thrown;
      },
    });
    const result = lintWith({ text, rules: [odd, good] });
    expect(result.failures).toEqual([{ rule: 'odd-word', error: String(thrown) }]);
    expect(placesOf(result)).toHaveLength(3);
  });

  it('may exhaust the stack', () => {
    const deep = (): number => deep() + 1;
    const recursive = wordRule('deep-word', { word: 'BAD', onCheck: () => deep() });
    const result = lintWith({ text, rules: [recursive, good] });
    expect(result.failures[0]?.error).toMatch(/RangeError/);
    expect(placesOf(result)).toHaveLength(3);
  });

  it('may do so when its fixes are asked for, which says so', () => {
    const rule = defineRule({
      meta: {
        ...good.meta,
        name: 'fixless',
        appliesTo: 'KubernetesObject',
        messages: { it: 'It.' },
      },
      check: (object, { report }) =>
        report({
          messageId: 'it',
          at: object.kindRange,
          fixes: () => {
            throw new Error('no fix');
          },
        }),
    });
    const { findings, failures } = lintWith({ text: objectWith('a: b'), rules: [rule] });
    expect(failures).toEqual([]);
    expect(findings[0]?.fixes()).toEqual([
      {
        title: 'Fix this',
        safety: 'suggestion',
        edits: [],
        disabledReason: expect.stringContaining('(please report it): no fix'),
      },
    ]);
  });

  const rules = [failing, good];
});

describe('severities', () => {
  it.each([
    ['as the rule says', undefined, undefined, 'warning'],
    ['as configured', undefined, 'error', 'error'],
    ['as the rule says when it does not know the cluster', 'info', undefined, 'info'],
    ['never raised when the rule does not know the cluster', 'info', 'error', 'info'],
    ['milder when configured so', 'info', 'hint', 'hint'],
  ] as const)('are %s', (_name, reported, configured, expected) => {
    const rule = wordRule('some-word', { word: 'BAD', ...(reported ? { reported } : {}) });
    const settings = configured ? { settings: { 'some-word': { severity: configured } } } : {};
    const { findings } = lintWith({ text: objectWith('a: BAD'), rules: [rule], ...settings });
    expect(findings).toMatchObject([{ severity: expected }]);
  });

  it('may be off, and then the rule does not run', () => {
    let runs = 0;
    const rule = wordRule('some-word', { word: 'BAD', onCheck: () => runs++ });
    const settings = { 'some-word': { severity: 'off' as const } };
    const { findings } = lintWith({ text: objectWith('a: BAD'), rules: [rule], settings });
    expect([findings, runs]).toEqual([[], 0]);
  });
});

describe('options', () => {
  let seen: unknown;
  const rule = defineRule({
    meta: {
      ...good.meta,
      name: 'with-options',
      appliesTo: 'KubernetesObject',
      messages: { it: 'It.' },
    },
    options: { count: 3, words: ['a'], name: 'x', strict: false },
    check: (_object, { options }) => {
      seen = options;
    },
  });

  function optionsFrom(options: Record<string, unknown>): unknown {
    const settings = { 'with-options': { options } };
    const { failures } = lintWith({ text: objectWith('a: b'), rules: [rule], settings });
    expect(failures).toEqual([]);
    return seen;
  }

  it('are the defaults unless configured', () => {
    expect(optionsFrom({})).toEqual({ count: 3, words: ['a'], name: 'x', strict: false });
    expect(optionsFrom({ count: 4, strict: true, words: [] })).toEqual({
      count: 4,
      words: [],
      name: 'x',
      strict: true,
    });
  });

  it('are the defaults where the configuration does not fit', () => {
    const wrong = { count: Number.NaN, words: 'a', name: 3, strict: 'yes', other: 1 };
    expect(optionsFrom(wrong)).toEqual({ count: 3, words: ['a'], name: 'x', strict: false });
    expect(optionsFrom({ count: '3', words: ['a', 1], name: null })).toEqual(rule.options);
    expect(optionsFrom(JSON.parse('{"__proto__": {"count": 9}, "constructor": 1}'))).toEqual(
      rule.options,
    );
  });
});

describe('findings', () => {
  it('are said once where an alias uses their place again', () => {
    const rule = defineRule({
      meta: {
        ...good.meta,
        name: 'of-name',
        appliesTo: 'KubernetesObject',
        messages: { it: 'It.' },
      },
      check: ({ name }, { report }) => {
        if (name.state === 'known') {
          report({ messageId: 'it', at: name.range });
        }
      },
    });
    const item = (metadata: string) =>
      `  - apiVersion: v1\n    kind: A\n    metadata: ${metadata}\n`;
    const text = `apiVersion: v1\nkind: List\nitems:\n${item('&m {name: b}')}${item('*m')}`;
    expect(placesOf(lintWith({ text, rules: [rule] }))).toEqual(['6:of-name']);
  });

  it('keep a place in other files as it is, and move those of their own', () => {
    const elsewhere = {
      uri: 'file:///work/other.yaml',
      range: { start: 1, end: 2 },
      message: 'There.',
    };
    const rule = defineRule({
      meta: {
        ...good.meta,
        name: 'related',
        appliesTo: 'KubernetesObject',
        messages: { it: 'It.' },
      },
      check: ({ kindRange, document }, { report }) =>
        report({
          messageId: 'it',
          at: kindRange,
          related: [elsewhere, { range: kindRange, message: 'Here.' }],
          fixes: () => [
            {
              title: 'Cut',
              safety: 'safe',
              edits: [{ range: { start: 0, end: document.text.length }, newText: '' }],
            },
          ],
        }),
    });
    const first = objectWith('a: b');
    const second = `---\n${objectWith('a: b')}`;
    const { findings } = lintWith({ text: first + second, rules: [rule] });
    const by = first.length;
    expect(findings[1]?.related).toEqual([
      elsewhere,
      { uri: 'file:///work/case.yaml', range: findings[1]?.range, message: 'Here.' },
    ]);
    expect(findings[1]?.range.start).toBe(by + second.indexOf('ConfigMap'));
    expect(findings[1]?.fixes()[0]?.edits).toEqual([
      { range: { start: by, end: by + second.length }, newText: '' },
    ]);
  });

  it('fill in data as it is, and leave visible what has none', () => {
    const rule = defineRule({
      meta: {
        ...good.meta,
        name: 'filled',
        appliesTo: 'KubernetesObject',
        messages: { it: '{{a}} {{b}} {{constructor}}' },
      },
      check: ({ kindRange }, { report }) =>
        report({ messageId: 'it', at: kindRange, data: { a: '$& {{b}}', b: 2 } }),
    });
    const { findings } = lintWith({ text: objectWith('a: b'), rules: [rule] });
    expect(findings[0]?.message).toBe('$& {{b}} 2 {{constructor}}');
  });
});

describe('the rules there are', () => {
  it('are those that a configuration knows', () => {
    const { rules } = configurationOf([]);
    const unknown = registered.filter((rule: Rule) => !rules.has(rule.meta.name));
    expect(unknown.map(({ meta }) => meta.name)).toEqual([]);
  });
});
