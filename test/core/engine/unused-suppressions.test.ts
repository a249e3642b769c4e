import { describe, expect, it } from 'vitest';
import { type Finding, resolveConfiguration } from '../../../server/src/core/index';
import { lintText } from '../../support/lint';
import { type Case, lintWith, objectWith, wordRule } from './support/custom';

const bad = wordRule('bad-word', { word: 'BAD' });
const worse = wordRule('worse-word', { word: 'WORSE' });
const optional = wordRule('optional-word', { word: 'OPTIONAL', recommended: false });
const rules = [bad, worse, optional];

function unusedIn(text: string, more: Partial<Case> = {}): readonly Finding[] {
  return lintWith({ text, rules, ...more }).findings.filter(
    ({ rule }) => rule === 'unused-suppression',
  );
}

/** `the reported text: its message`. */
function messagesIn(text: string, more: Partial<Case> = {}): readonly string[] {
  return unusedIn(text, more).map(
    ({ range, message }) => `${text.slice(range.start, range.end)}: ${message}`,
  );
}

describe('unused-suppression reports', () => {
  it.each([
    [
      objectWith('a: b # aks-cilium-disable-line'),
      '# aks-cilium-disable-line: This comment suppresses nothing: there is no finding on this line.',
    ],
    [
      objectWith('# aks-cilium-disable-next-line bad-word -- why', 'a: b', 'c: BAD'),
      '# aks-cilium-disable-next-line bad-word -- why: This comment suppresses nothing: there is no finding of bad-word on the next line.',
    ],
    [
      objectWith('a: b # x # aks-cilium-disable-line worse-word, bad-word'),
      '# aks-cilium-disable-line worse-word, bad-word: This comment suppresses nothing: there is no finding of worse-word or bad-word on this line.',
    ],
    [
      `# aks-cilium-disable-file bad-word\n${objectWith('a: b')}`,
      '# aks-cilium-disable-file bad-word: This comment suppresses nothing: there is no finding of bad-word in this file.',
    ],
    [
      objectWith('a: BAD # aks-cilium-disable-line bad-word, worse-word'),
      'worse-word: There is no finding of worse-word on this line, so naming it in this comment suppresses nothing.',
    ],
    [
      objectWith('a: BAD # aks-cilium-disable-line bad-word, bad-word'),
      'bad-word: There is no finding of bad-word on this line, so naming it in this comment suppresses nothing.',
    ],
    [
      objectWith('a: BAD # aks-cilium-disable-line bad-wrod'),
      'bad-wrod: There is no rule "bad-wrod", so this comment does not suppress it. Did you mean "bad-word"?',
    ],
    [
      objectWith('a: BAD # aks-cilium-disable-line bad-word as it has to be'),
      'as it has to be: There is no rule "as it has to be", so this comment does not suppress it. Put a reason after " -- ".',
    ],
    [
      objectWith('a: BAD # aks-cilium-disable-lines bad-word'),
      '# aks-cilium-disable-lines bad-word: There is no "aks-cilium-disable-lines" comment, so it suppresses nothing. Did you mean "aks-cilium-disable-line"?',
    ],
    [
      objectWith('# aks-cilium-disable bad-word', 'a: b'),
      '# aks-cilium-disable bad-word: There is no "aks-cilium-disable" comment, so it suppresses nothing. There are aks-cilium-disable-line, aks-cilium-disable-next-line and aks-cilium-disable-file.',
    ],
    [
      `${objectWith('a: b')}# aks-cilium-disable-next-line`,
      '# aks-cilium-disable-next-line: This comment suppresses nothing: there is no finding on the next line.',
    ],
  ])('%j', (text, message) => {
    expect(messagesIn(text)).toEqual([message]);
  });

  it('one of two comments that say the same, the narrower having done it', () => {
    const text = objectWith(
      '# aks-cilium-disable-file bad-word -- the file',
      'a: BAD # aks-cilium-disable-line -- every rule',
      '# aks-cilium-disable-next-line bad-word -- above',
      'b: BAD # aks-cilium-disable-line bad-word -- beside',
    );
    const reported = unusedIn(text).map(({ range }) => text.slice(range.start, range.end));
    expect(reported).toEqual([
      '# aks-cilium-disable-file bad-word -- the file',
      '# aks-cilium-disable-line bad-word -- beside',
    ]);
  });

  it('names of sane length on one line', () => {
    const text = objectWith(`x: {{ y }}`, `{{/* aks-cilium-disable-line a\n${'b'.repeat(99)} */}}`);
    const [message = ''] = unusedIn(text).map((finding) => finding.message);
    expect(message).toContain(`"a ${'b'.repeat(58)}…"`);
  });

  it('as severe as configured, or not at all', () => {
    const text = objectWith('a: b # aks-cilium-disable-line');
    const settings = (severity: 'hint' | 'off') => ({
      settings: { 'unused-suppression': { severity } },
    });
    expect(unusedIn(text)).toMatchObject([{ severity: 'warning' }]);
    expect(unusedIn(text, settings('hint'))).toMatchObject([{ severity: 'hint' }]);
    expect(unusedIn(text, settings('off'))).toEqual([]);
  });

  it('in order with the other findings', () => {
    const text = objectWith(
      'a: b # aks-cilium-disable-line',
      'b: BAD',
      'c: d # aks-cilium-disable',
    );
    expect(lintWith({ text, rules }).findings.map(({ rule }) => rule)).toEqual([
      'unused-suppression',
      'bad-word',
      'unused-suppression',
    ]);
  });
});

describe('unused-suppression is silent', () => {
  const off = { severity: 'off' } as const;

  it('about a rule that is off', () => {
    const text = objectWith('a: b # aks-cilium-disable-line bad-word, worse-word');
    expect(messagesIn(text, { settings: { 'bad-word': off } })).toEqual([
      'worse-word: There is no finding of worse-word on this line, so naming it in this comment suppresses nothing.',
    ]);
    expect(messagesIn(text, { settings: { 'bad-word': off, 'worse-word': off } })).toEqual([]);
  });

  it('about every rule, when one that is recommended is off', () => {
    const text = objectWith('a: b # aks-cilium-disable-line');
    expect(messagesIn(text, { settings: { 'worse-word': off } })).toEqual([]);
    expect(messagesIn(text, { settings: { 'optional-word': off } })).toHaveLength(1);
  });

  it('about rules for Cilium when the dataplane is another', () => {
    const policy = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n';
    const text = `${policy}a: b # aks-cilium-disable-line ipblock-in-cluster-range\n`;
    const lint = (dataplane: 'azure' | 'cilium') =>
      lintText(text, { profile: { dataplane } }).findings.map(({ rule }) => rule);
    expect(lint('cilium')).toContain('unused-suppression');
    expect(lint('azure')).not.toContain('unused-suppression');
  });

  it('about a rule that failed', () => {
    const failing = wordRule('bad-word', {
      word: 'BAD',
      onCheck: () => {
        throw new Error('broken');
      },
    });
    const text = objectWith(
      'a: b # aks-cilium-disable-line bad-word',
      'c: d # aks-cilium-disable-line',
    );
    const result = lintWith({ text, rules: [failing, worse] });
    expect(result.failures).toHaveLength(1);
    expect(result.findings).toEqual([]);
  });

  it('in a document that does not parse, and for the file that it is in', () => {
    const broken = objectWith('# aks-cilium-disable-next-line bad-word', 'a: [', 'b: c');
    const other = objectWith('a: b # aks-cilium-disable-line');
    const text = `# aks-cilium-disable-file worse-word\n${broken}---\n${other}`;
    expect(messagesIn(text)).toEqual([
      '# aks-cilium-disable-line: This comment suppresses nothing: there is no finding on this line.',
    ]);
  });

  it('in a template that does not read as YAML', () => {
    const text = objectWith('{{ if .x }}', 'a: [ # aks-cilium-disable-line bad-word', '{{ end }}');
    expect(lintWith({ text, rules })).toMatchObject({ findings: [], skipped: [{}] });
  });

  it('about comments that a template hands on to what it renders', () => {
    const text = objectWith(
      'a: {{ .Values.a }} # aks-cilium-disable-line bad-word',
      'b: {{ .Values.b }} {{/* aks-cilium-disable-line bad-word */}}',
      'c: d # aks-cilium-disable-line no-rule-at-all',
    );
    expect(unusedIn(text).map(({ range }) => text.slice(range.start, range.end))).toEqual([
      '{{/* aks-cilium-disable-line bad-word */}}',
      'no-rule-at-all',
    ]);
  });

  it('in files that are ignored', () => {
    const text = objectWith('a: b # aks-cilium-disable-line');
    const { findings } = lintText(text, { ignore: ['case.yaml'] });
    expect(resolveConfiguration({ path: 'case.yaml' }).ignored).toBe(false);
    expect(findings).toEqual([]);
  });
});

describe('unused-suppression itself', () => {
  const useless = 'a: b # aks-cilium-disable-line bad-word';

  it('is silenced for a whole file by its name', () => {
    expect(messagesIn(objectWith('# aks-cilium-disable-file unused-suppression', useless))).toEqual(
      [],
    );
  });

  it('is not silenced by a comment without names', () => {
    const text = objectWith('# aks-cilium-disable-file', useless, 'c: BAD');
    expect(messagesIn(text)).toHaveLength(1);
  });

  it('cannot be silenced for a line', () => {
    const text = objectWith('# aks-cilium-disable-next-line unused-suppression', useless);
    expect(messagesIn(text)[0]).toBe(
      'unused-suppression: unused-suppression can be disabled only for a whole file, with aks-cilium-disable-file, so naming it here does nothing.',
    );
    expect(messagesIn(text)).toHaveLength(2);
  });

  it('reports a comment that silences it without need', () => {
    const text = objectWith('# aks-cilium-disable-file unused-suppression', 'a: b');
    expect(messagesIn(text)).toEqual([
      '# aks-cilium-disable-file unused-suppression: This comment suppresses nothing: there is no finding of unused-suppression in this file.',
    ]);
  });

  it('says where yaml-syntax can be disabled', () => {
    const text = objectWith('a: [ # aks-cilium-disable-line yaml-syntax');
    expect(messagesIn(text)).toHaveLength(1);
    expect(lintWith({ text, rules }).findings.map(({ rule }) => rule)).toContain('yaml-syntax');
  });
});
