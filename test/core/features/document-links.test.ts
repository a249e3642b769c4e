import { describe, expect, it } from 'vitest';
import { documentationUrl, documentLinks } from '../../../server/src/core/index';
import { snapshotOf } from './support/cursor';

/** The linked texts with the last part of their targets. */
function linksOf(text: string, name?: string): readonly (readonly [string, string])[] {
  return documentLinks(snapshotOf(text, name)).map(({ range, target, tooltip }) => {
    expect(tooltip).toMatch(/^Open the (page of the rule: \S|list of rules$)/);
    expect(target.startsWith(documentationUrl('').replace(/\.md$/, ''))).toBe(true);
    return [text.slice(range.start, range.end), target.slice(target.lastIndexOf('/') + 1)];
  });
}

const any = ['ipblock-any-excludes-pods', 'ipblock-any-excludes-pods.md'] as const;
const except = ['useless-except', 'useless-except.md'] as const;

describe('links of suppression comments', () => {
  it('lead from rule names to their pages', () => {
    const text = `# aks-cilium-disable-file useless-except\r\na: 1\r\n---\r\nb: 2 # aks-cilium-disable-line ipblock-any-excludes-pods, useless-except -- because\r\n`;
    expect(linksOf(text)).toEqual([except, any, except]);
  });

  it('are found in comments of templates', () => {
    expect(linksOf('{{- /* aks-cilium-disable-next-line useless-except */ -}}\na: 1\n')).toEqual([
      except,
    ]);
  });

  it.each([
    ['names of no rule', '# aks-cilium-disable-line no-such-rule\n'],
    ['comments without names', 'a: 1 # aks-cilium-disable-line\n'],
    ['reasons', '# aks-cilium-disable-next-line -- useless-except\na: 1\n'],
    ['other comments', '# useless-except\n'],
    ['values', 'rules: {useless-except: off}\n'],
  ])('are not made of %s', (_what, text) => {
    expect(linksOf(text)).toEqual([]);
  });
});

describe('links of a project file', () => {
  it('lead from rule names and from extends', () => {
    const text =
      'extends: strict\nrules:\n  useless-except: off\n  "ipblock-any-excludes-pods": [error]\n  nonsense: off\noverrides:\n  - files: ["a"]\n    rules: {useless-except: hint}\n';
    expect(linksOf(text, 'aks-cilium.yaml')).toEqual([
      ['strict', 'README.md'],
      except,
      ['"ipblock-any-excludes-pods"', 'ipblock-any-excludes-pods.md'],
      except,
    ]);
  });

  it.each(['extends: nonsense\n', 'extends: [strict]\n', 'rules: [useless-except]\n', '- 1\n', ''])(
    'are not made of %j',
    (text) => {
      expect(linksOf(text, 'aks-cilium.yml')).toEqual([]);
    },
  );

  it('are found below what does not parse', () => {
    expect(
      linksOf('rules:\n  useless-except: off\nextends: [\n', 'aks-cilium.yaml'),
    ).toContainEqual(except);
  });
});
