import { describe, expect, it } from 'vitest';
import { inOneNamespace, type SameNamespace } from '../../../server/src/core/facts/place';

type Written = readonly [uri: string, namespace: string];

/** Each pair in both orders, since neither comes first. */
const pairs: readonly (readonly [Written, Written, SameNamespace])[] = [
  [['a/x.yaml', 'shop'], ['b/y.yaml', 'shop'], 'yes'],
  [['a/x.yaml', 'shop'], ['a/x.yaml', 'blog'], 'no'],
  // Every cluster has this one.
  [['a/x.yaml', 'default'], ['a/y.yaml', 'default'], 'yes'],
  [['a/x.yaml', 'default'], ['b/y.yaml', 'default'], 'unknown'],
  // Left to `kubectl -n` or kustomize.
  [['a/x.yaml', ''], ['a/x.yaml', ''], 'yes'],
  [['a/x.yaml', ''], ['a/y.yaml', ''], 'likely'],
  [['a/x.yaml', ''], ['b/y.yaml', ''], 'unknown'],
  [['a/x.yaml', ''], ['a/x.yaml', 'shop'], 'likely'],
  [['a/x.yaml', ''], ['b/y.yaml', 'shop'], 'unknown'],
  // What a template writes may be anything.
  [['a/x.yaml', '{{ .Release.Namespace }}'], ['a/x.yaml', '{{ .Release.Namespace }}'], 'unknown'],
  [['a/x.yaml', '{{ .Release.Namespace }}'], ['a/x.yaml', 'shop'], 'unknown'],
];

describe('whether two objects are in one namespace', () => {
  it.each(pairs)('%j and %j: %s', (a, b, expected) => {
    const [first, second] = [a, b].map(([uri, namespace]) => ({ uri, namespace }));
    if (first === undefined || second === undefined) {
      throw new Error('Two places are compared.');
    }
    expect(inOneNamespace(first, second)).toBe(expected);
    expect(inOneNamespace(second, first)).toBe(expected);
  });
});
