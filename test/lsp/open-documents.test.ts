import { describe, expect, it } from 'vitest';

import { OpenDocuments } from '../../server/src/lsp/documents';
import { anyDestination, nothingWrong } from './support/texts';

const uri = 'file:///w/a.yaml';
const insert = (line: number, text: string) => ({
  range: { start: { line, character: 0 }, end: { line, character: 0 } },
  text,
});

describe('open documents', () => {
  it('keep what is known of parts that did not change, also over versions nobody looked at', () => {
    const documents = new OpenDocuments();
    const first = documents.open(uri, 'yaml', 1, `${nothingWrong}---\n${anyDestination}`);
    const [, second] = first.documents;
    documents.change(uri, 2, [insert(0, '# a\n')]);
    documents.change(uri, 3, [insert(0, '# b\n')]);
    const last = documents.change(uri, 4, [insert(0, '# c\n')]);
    expect(last?.text.startsWith('# c\n# b\n# a\n')).toBe(true);
    expect(last?.documents[1]?.document).toBe(second?.document);
    expect(last?.documents[0]?.document).not.toBe(first.documents[0]?.document);
  });

  it('give snapshots that do not change with the document', () => {
    const documents = new OpenDocuments();
    const first = documents.open(uri, 'yaml', 1, 'a: 1\n');
    const second = documents.change(uri, 2, [insert(0, 'b: 2\n')]);
    expect([first.version, first.text]).toEqual([1, 'a: 1\n']);
    expect([second?.version, second?.text]).toEqual([2, 'b: 2\na: 1\n']);
    expect(documents.get(uri)).toBe(second);
  });

  it('have one entry for all spellings of a uri, and the spelling of the client', () => {
    const documents = new OpenDocuments();
    documents.open('file:///C%3A/w/a%2Bb.yaml', 'yaml', 1, '');
    documents.open('file:///c:/w/a+b.yaml', 'yaml', 2, '');
    expect(documents.size).toBe(1);
    expect(documents.get('file:///c%3A/w/a%2bb.yaml')?.uri).toBe('file:///c:/w/a+b.yaml');
    expect([...documents.all()]).toHaveLength(1);
    expect(documents.close('file:///C:/w/a+b.yaml')).toBe(true);
    expect(documents.close('file:///C:/w/a+b.yaml')).toBe(false);
    expect([...documents.entries()]).toEqual([]);
  });
});
