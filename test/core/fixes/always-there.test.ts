import { describe, expect, it } from 'vitest';
import { areTogether, isAlwaysThere } from '../../../server/src/core/fixes/always-there';
import { Snapshot } from '../../../server/src/core/index';
import { kubernetesObjects } from '../../../server/src/core/model/kubernetes-object';

const text = `{{- if .Values.enabled }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
data:
  always: a
  {{- if .Values.more }}
  first: b
  second: c
  {{- else }}
  third: d
  {{- end }}
  last: e
{{- end }}
`;

function read(source: string) {
  const [placed] = new Snapshot({ uri: 'file:///c.yaml', version: 1, text: source }).documents;
  const [object] = placed === undefined ? [] : kubernetesObjects(placed.document);
  if (object === undefined) {
    throw new Error('There is no object.');
  }
  return { object, at: (word: string) => source.indexOf(`${word}:`) };
}

describe('isAlwaysThere', () => {
  const { object, at } = read(text);

  it.each([
    ['always', true],
    ['first', false],
    ['third', false],
    ['last', true],
  ])('%s: %s, whatever stands around the whole object', (word, expected) => {
    expect(isAlwaysThere(object, at(word))).toBe(expected);
  });

  it('is true of all that no template writes', () => {
    const plain = read('apiVersion: v1\nkind: ConfigMap\ndata:\n  a: if x else y\n  b: c\n');
    expect(isAlwaysThere(plain.object, plain.at('b'))).toBe(true);
  });
});

describe('areTogether', () => {
  const { object, at } = read(text);

  it.each([
    ['always', 'last', true],
    ['first', 'second', true],
    ['second', 'first', true],
    ['always', 'first', false],
    ['second', 'third', false],
    ['third', 'last', false],
  ])('%s and %s: %s', (first, second, expected) => {
    expect(areTogether(object, at(first), at(second))).toBe(expected);
  });
});
