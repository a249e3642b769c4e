import { describe, expect, it } from 'vitest';
import { mayHold, objectsOf } from '../../../server/src/core/model/kinds';
import { Snapshot } from '../../../server/src/core/workspace/snapshot';
import { lintWith, objectWith, placesOf, wordRule } from './support/custom';

/** A rule for every object whose document mentions a word, and the texts it was called for. */
function mentioning(pattern: RegExp) {
  const seen: string[] = [];
  const rule = wordRule('good-word', { word: 'BAD', onCheck: (text) => seen.push(text) });
  return { seen, rule: { ...rule, meta: { ...rule.meta, mentions: pattern } } };
}

describe('a rule that says what its documents mention', () => {
  const text = [objectWith('a: BAD'), objectWith('a: BAD word'), objectWith('a: fine')].join(
    '---\n',
  );

  it('is called for those documents only', () => {
    const { rule, seen } = mentioning(/\bword\b/);
    expect(placesOf(lintWith({ text, rules: [rule] }))).toHaveLength(1);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toContain('BAD word');
  });

  it('leaves the documents of other rules to them', () => {
    const { rule, seen } = mentioning(/\bword\b/);
    const other = wordRule('other-word', { word: 'BAD' });
    expect(placesOf(lintWith({ text, rules: [rule, other] }))).toHaveLength(3);
    expect(seen).toHaveLength(1);
  });

  it('keeps documents that do not mention it from being parsed', () => {
    const { rule } = mentioning(/\bword\b/);
    const broken = `${objectWith('a: BAD')}  b: [\n`;
    expect(lintWith({ text: broken, rules: [rule] }).findings).toEqual([]);
    const concerned = lintWith({ text: `${broken}# word\n`, rules: [rule] });
    expect(concerned.findings.map((finding) => finding.rule)).toEqual(['yaml-syntax']);
  });

  it('is called where letters of the word may be written as numbers', () => {
    const { rule, seen } = mentioning(/\bword\b/);
    lintWith({ text: objectWith('a: "BAD \\x77ord"'), rules: [rule] });
    expect(seen).toHaveLength(1);
  });
});

describe('definitions of custom resources', () => {
  const documentOf = (text: string) =>
    new Snapshot({ uri: 'file:///crd.yaml', version: 1, text }).documents[0]?.document;
  const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: pods.example.com}
spec: {names: {kind: Pod}, template: {containers: [Service, NetworkPolicy]}}
`;

  it.each([
    ['plain', definition],
    ['in quotes', definition.replace('CustomResourceDefinition', '"CustomResourceDefinition"')],
  ])('hold no object of any kind, judged by their text: %s', (_name, text) => {
    const document = documentOf(text);
    expect(document && mayHold(document, 'KubernetesObject')).toBe(false);
    expect(document && objectsOf(document, 'Workload')).toEqual([]);
  });

  it.each([
    ['the word alone', definition.replace('kind: Custom', 'kind: ConfigMap # Custom')],
    [
      'in a list',
      `apiVersion: v1\nkind: List\nitems:\n- ${definition.replace(/\n(?=.)/g, '\n  ')}`,
    ],
    ['one of two kinds', `${definition}kind: Pod\n`],
  ])('are not taken for what is more than that: %s', (_name, text) => {
    const document = documentOf(text);
    expect(document && mayHold(document, 'KubernetesObject')).toBe(true);
  });
});
