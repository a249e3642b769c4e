import { describe, expect, it } from 'vitest';
import { fingerprints } from '../../server/src/cli/fingerprint';
import { lineHashes } from '../../server/src/cli/line-hash';
import { type Finding, Snapshot } from '../../server/src/core/index';

function snapshotOf(text: string): Snapshot {
  return new Snapshot({ uri: 'file:///a.yaml', version: 1, text });
}

/** Findings of one rule at every place of a word. */
function findingsAt(text: string, word: string, rule = 'some-rule'): Finding[] {
  return [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => ({
    rule,
    severity: 'error',
    message: '',
    range: { start: index, end: index + word.length },
    related: [],
    tags: [],
    fixes: () => [],
  }));
}

function marks(text: string, word: string, rule?: string): readonly string[] {
  return fingerprints(findingsAt(text, word, rule), snapshotOf(text));
}

describe('fingerprints', () => {
  const text = 'a: 1\ncidr: 10.0.0.0/8\nb: 2\n';

  it('stay when the line moves or is indented differently', () => {
    const [before] = marks(text, '10');
    expect(before).toMatch(/^[0-9a-f]{16}:1$/);
    expect(marks(`# new\n\n${text}`, '10')).toEqual([before]);
    expect(marks(text.replace('cidr:', '    cidr: \t'), '10')).toEqual([before]);
    expect(marks(text.replaceAll('\n', '\r\n'), '10')).toEqual([before]);
  });

  it('change with the line and with the rule', () => {
    const [before] = marks(text, '10');
    expect(marks(text.replace('/8', '/16'), '10')).not.toEqual([before]);
    expect(marks(text, '10', 'other-rule')).not.toEqual([before]);
  });

  it('tell equal lines apart by counting', () => {
    const [first = '', second = ''] = marks(`${text}${text}`, '10');
    expect(second).toBe(first.replace(/:1$/, ':2'));
  });
});

// Expected values are those of GitHub's own implementation.
describe('lineHashes', () => {
  function all(text: string): readonly (string | undefined)[] {
    const count = text.split(/\r\n|\r|\n/).length;
    const lines = Array.from({ length: count }, (_, index) => index + 1);
    const hashes = lineHashes(text, lines);
    return lines.map((line) => hashes.get(line));
  }

  it('agrees on short texts', () => {
    expect(all('')).toEqual(['c129715d7a2bc9a3:1']);
    expect(all(' a\nb\n  \t\tc\n d')).toEqual([
      '271789c17abda88f:1',
      '54703d4cd895b18:1',
      '180aee12dab6264:1',
      'a23a3dc5e078b07b:1',
    ]);
  });

  it.each([
    ['LF', ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n'],
    ['CR', ' hello; \t\rworld!!!\r\r\r  \t\tGreetings\r End\r'],
    ['CRLF', ' hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n'],
    ['a mixture', ' hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n'],
  ])('agrees on line breaks: %s', (_name, text) => {
    expect(all(text)).toEqual([
      'e9496ae3ebfced30:1',
      'fb7c023a8b9ccb3f:1',
      'ce8ba1a563dcdaca:1',
      'e20e36e16fcb0cc8:1',
      'b3edc88f2938467e:1',
      'c8e28b0b4002a3a0:1',
      'c129715d7a2bc9a3:1',
    ]);
  });

  it('agrees on lines that repeat', () => {
    expect(all('Lorem ipsum dolor sit amet.\n'.repeat(10))).toEqual([
      ...[1, 2, 3, 4, 5, 6].map((count) => `a7f2ff13bc495cf2:${count}`),
      'a7f2ff1481e87703:1',
      'a9cf91f7bbf1862b:1',
      '55ec222b86bcae53:1',
      'cc97dc7b1d7d8f7b:1',
      'c129715d7a2bc9a3:1',
    ]);
  });

  it('answers only for the lines it was asked for, and none that does not exist', () => {
    expect([...lineHashes('a\nb\n', [2, 9]).keys()]).toEqual([2]);
    expect(lineHashes('a\n', [])).toEqual(new Map());
  });
});
