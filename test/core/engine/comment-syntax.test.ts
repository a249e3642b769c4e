import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  Comment,
  CommentSyntax,
} from '../../../server/src/core/engine/suppressions/comment-syntax';
import { readSuppressions } from '../../../server/src/core/engine/suppressions/suppression';
import { yamlComments } from '../../../server/src/core/engine/suppressions/yaml-comments';
import { lineStartOf } from '../../../server/src/core/text/lines';
import { lintText } from '../../support/lint';

/** A language with `//` and nothing else. */
const slashes: CommentSyntax = {
  scan: (text) => {
    const comments = [...text.matchAll(/\/\/.*/g)].map(({ index, 0: source }): Comment => {
      const end = index + source.length;
      return { range: { start: index, end }, content: { start: index + 2, end }, kind: 'line' };
    });
    const code = text.replace(/\/\/.*/g, (source) => ' '.repeat(source.length));
    return { comments, code, joined: [] };
  },
  write: (content) => `// ${content}`,
};

describe('a language with other comments', () => {
  it('has its suppressions read the same way', () => {
    const text = [
      '// aks-cilium-disable-next-line a-rule, b-rule -- why',
      '',
      '// aks-cilium-disable-next-line c-rule',
      'param x string // what // aks-cilium-disable-line d-rule',
      slashes.write('aks-cilium-disable-file', 'file', { text: '', start: 0 }),
    ].join('\n');
    const code = text.indexOf('param');
    const read = readSuppressions(text, slashes.scan(text));
    expect(
      read.map(({ scope, items, nextCode }) => [scope, items.map((item) => item.text), nextCode]),
    ).toEqual([
      ['next-line', ['a-rule', 'b-rule'], code],
      ['next-line', ['c-rule'], code],
      ['line', ['d-rule'], undefined],
      ['file', [], undefined],
    ]);
  });
});

describe('the comments of YAML', () => {
  const part = fc.constantFrom(
    ...[
      'a',
      ': ',
      '# aks-cilium-disable-line x',
      '"',
      "'",
      '|\n',
      '>-\n',
      '[',
      '}',
      '{{ y }}',
      '\uFEFF',
    ],
    ...[
      '{{/* aks-cilium-disable-file */}}',
      '{{- if x }}',
      '{{',
      '}}',
      '\n',
      '\r\n',
      '\t',
      '  ',
      '- ',
    ],
    ...['---\n', '...\n', '%YAML 1.2\n', '\u001f', '\u0002', '😀', '&a ', '*a', '? '],
  );

  it('are found in any text, with everything where it is', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        const { comments, code, joined } = yamlComments.scan(text);
        expect(code).toHaveLength(text.length);
        for (const { range, content } of comments) {
          expect(text.slice(content.start, content.end)).toContain('aks-cilium-disable');
          expect(code.slice(range.start, range.end).trim()).toBe('');
          expect([range.start < content.start, content.end <= range.end]).toEqual([true, true]);
        }
        for (const [index, { start, end }] of joined.entries()) {
          expect(text.slice(start, end)).toContain('\n');
          expect(start).toBeGreaterThanOrEqual(joined[index - 1]?.end ?? 0);
        }
        expect(() => readSuppressions(text, yamlComments.scan(text))).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('what a suppression says', () => {
  const policy = (...comments: readonly string[]) =>
    [
      'apiVersion: networking.k8s.io/v1',
      'kind: NetworkPolicy',
      'metadata: {name: x}',
      'spec:',
      '  podSelector: {}',
      '  policyTypes: [Egress]',
      '  egress:',
      '    - to:',
      '        - ipBlock:',
      ...comments,
      '            cidr: 10.9.0.0/16',
      '',
    ].join('\n');
  const verdictOn = (text: string) =>
    lintText(text)
      .findings.filter(({ rule }) => rule === 'ipblock-in-cluster-range')
      .map(({ severity, message }) => `${severity} ${message}`);

  it('is no evidence of what an address is for, as other comments are', () => {
    const comment =
      '# aks-cilium-disable-next-line useless-except -- not the pod CIDR: see the node pool range';
    expect(verdictOn(policy(comment))).toEqual(verdictOn(policy()));
    expect(verdictOn(policy('# pod CIDR'))).not.toEqual(verdictOn(policy()));
    expect(verdictOn(policy('# pod CIDR', ...Array(5).fill(comment)))).toEqual(
      verdictOn(policy('# pod CIDR')),
    );
  });
});

describe('the start of a line', () => {
  it('is at the start of a text that begins with a line end', () => {
    expect(lineStartOf('\n\na', 0)).toBe(0);
    expect([1, 2, 3].map((offset) => lineStartOf('\n\na', offset))).toEqual([1, 2, 2]);
  });
});
