import { describe, expect, it } from 'vitest';
import {
  plainLabelKey,
  readSelector,
  selectorFrom,
} from '../../../server/src/core/model/label-selector';
import { known } from '../../../server/src/core/model/traced';
import { YamlDocument } from '../../../server/src/core/syntax/yaml/document';

/** The selector in the field `s` of a text. */
const read = (text: string) => readSelector(new YamlDocument(text).root, 's');

describe('readSelector', () => {
  it('reads labels and expressions', () => {
    const selector = known(
      read(
        's:\n  matchLabels: {app: web, "a/b": ""}\n  matchExpressions:\n    - {key: tier, operator: In, values: [a, "b"]}\n    - {key: x, operator: Exists}\n',
      ),
    );
    expect(selector?.matchLabels.map(({ key, value }) => [key, known(value)])).toEqual([
      ['app', 'web'],
      ['a/b', ''],
    ]);
    expect(
      selector?.matchExpressions.map(({ key, operator, values, hasEveryValue }) => [
        known(key),
        known(operator),
        values.map(known),
        hasEveryValue,
      ]),
    ).toEqual([
      ['tier', 'In', ['a', 'b'], true],
      ['x', 'Exists', [], true],
    ]);
    expect(selector?.isComplete).toBe(true);
    expect(selector?.isEmpty).toBe(false);
  });

  it.each(['s: {}', 's: {matchLabels: {}}', 's: {matchLabels: , matchExpressions: []}'])(
    'knows that %j selects everything',
    (text) => {
      expect(known(read(text))).toMatchObject({ isEmpty: true, isComplete: true });
    },
  );

  it.each(['s:', 's: ~', 's: null', 'other: {}'])('takes %j for absent', (text) => {
    expect(read(text).state).toBe('absent');
  });

  it.each(['s: []', 's: text', 's: 1'])('takes %j for invalid', (text) => {
    expect(read(text).state).toBe('invalid');
  });

  it.each([
    's: {matchLabels: [a]}',
    's: {matchExpressions: {key: a, operator: Exists}}',
    's: {app: web}',
    's:\n  {{- toYaml .Values.s | nindent 2 }}',
    's:\n  matchLabels:\n    {{- toYaml .Values.labels | nindent 4 }}',
    's:\n  matchLabels: {{ .Values.labels }}',
    's:\n  matchExpressions:\n    {{- toYaml .Values.e | nindent 4 }}',
  ])('does not take %j for empty', (text) => {
    expect(known(read(text))?.isEmpty ?? false).toBe(false);
  });

  it('knows when a template may add values', () => {
    const selector = known(
      read(
        's:\n  matchExpressions:\n    - key: a\n      operator: In\n      values:\n        {{- toYaml .v | nindent 8 }}\n',
      ),
    );
    expect(selector?.matchExpressions[0]).toMatchObject({ values: [], hasEveryValue: false });
  });

  it('reads a value that is not written as the empty string', () => {
    const selector = known(read('s: {matchExpressions: [{key: a, operator: In, values: [~, b]}]}'));
    expect(selector?.matchExpressions[0]?.values.map(known)).toEqual(['', 'b']);
  });

  it('tells an expression that is no map', () => {
    const selector = known(read('s: {matchExpressions: [a, {key: b, operator: Exists}]}'));
    expect(selector?.matchExpressions.map(({ isMap }) => isMap)).toEqual([false, true]);
  });
});

describe('selectorFrom', () => {
  it('reads maps only', () => {
    const { root } = new YamlDocument('[{matchLabels: {a: b}}, text]');
    const items = root?.kind === 'sequence' ? root.items.map(selectorFrom) : [];
    expect(items.map((item) => item?.matchLabels.length)).toEqual([1, undefined]);
  });
});

describe('plainLabelKey', () => {
  it.each([
    ['k8s:app', 'app'],
    ['any:app', 'app'],
    ['k8s.io/app', 'k8s.io/app'],
    ['app', 'app'],
    ['k8sapp', 'k8sapp'],
  ])('makes %s %s', (key, plain) => {
    expect(plainLabelKey(key)).toBe(plain);
  });
});
