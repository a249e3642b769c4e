import { describe, expect, it } from 'vitest';
import { Snapshot } from '../../../server/src/core/workspace/snapshot';

const uri = 'file:///w/a.yaml';
const text = 'a: 1\n---\nb: 2\n---\nc: 3\n';
const snapshot = (version: number, content: string, previous?: Snapshot) =>
  new Snapshot({ uri, version, text: content }, previous);
const documentsOf = ({ documents }: Snapshot) => documents.map(({ document }) => document);

describe('a version of a file', () => {
  it('takes over the documents that did not change', () => {
    const first = snapshot(1, text);
    const [a, b, c] = documentsOf(first);
    const second = snapshot(2, text.replace('b: 2', 'b: 3'), first);
    const after = documentsOf(second);
    expect(after[0]).toBe(a);
    expect(after[1]).not.toBe(b);
    expect(after[2]).toBe(c);
  });

  it('takes them over from further back when nobody looked at the versions between', () => {
    const first = snapshot(1, text);
    const [a] = documentsOf(first);
    const second = snapshot(2, text.replace('b: 2', 'b: 3'), first);
    const third = snapshot(3, text.replace('b: 2', 'b: 4'), second);
    expect(documentsOf(third)[0]).toBe(a);
  });

  it('has its documents even when the version before is asked again', () => {
    const first = snapshot(1, text);
    documentsOf(first);
    const second = snapshot(2, `${text}---\nd: 4\n`, first);
    expect(documentsOf(second)).toHaveLength(4);
    expect(documentsOf(first)).toHaveLength(3);
  });

  it('has no documents in a language that is not read here', () => {
    expect(new Snapshot({ uri: 'file:///w/a.txt', version: 1, text }).documents).toEqual([]);
  });

  it('counts lines and characters of the whole file', () => {
    const { lines, documents } = snapshot(1, '\uFEFFa: 1\r\n---\r\nb: 😀x\r\n');
    const start = documents[1]?.start ?? 0;
    expect(lines.positionAt(start)).toEqual({ line: 1, character: 0 });
    expect(lines.positionAt(start + '---\r\nb: 😀'.length)).toEqual({ line: 2, character: 5 });
  });
});
