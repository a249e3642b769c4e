import { describe, expect, it } from 'vitest';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';

import type { Snapshot } from '../../server/src/core/index';
import { fromRange, toOffset } from '../../server/src/lsp/convert';
import { OpenDocuments } from '../../server/src/lsp/documents';
import type { FileFacts } from '../../server/src/lsp/file-facts';
import { WorkspaceFiles } from '../../server/src/lsp/workspace-files';
import { MemoryFiles } from './support/in-process';
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

describe('changes', () => {
  const at = (line: number, start: number, end: number, text: string) => ({
    range: { start: { line, character: start }, end: { line, character: end } },
    text,
  });
  const changed = (text: string, ...changes: TextDocumentContentChangeEvent[]) => {
    const documents = new OpenDocuments();
    documents.open(uri, 'yaml', 1, text);
    return documents.change(uri, 2, changes)?.text;
  };

  it('refer to what the one before them left', () => {
    expect(changed('a\nb\n', at(0, 0, 1, 'x\ny'), at(1, 0, 1, 'z'), at(2, 1, 1, '!'))).toBe(
      'x\nz\nb!\n',
    );
  });

  it('of several carets may come from the end to the start, also on one line', () => {
    expect(changed('ab\ncd\nef', at(2, 1, 1, '\n'), at(1, 1, 2, ''), at(0, 2, 2, '-'))).toBe(
      'ab-\nc\ne\nf',
    );
    expect(changed('abc', at(0, 3, 3, '3'), at(0, 1, 1, '1'), at(0, 0, 0, '0'))).toBe('0a1bc3');
  });

  it('may bring a CR and an LF together, which are one line break then', () => {
    expect(changed('a\nb\nc', at(0, 1, 1, '\r'), at(1, 1, 1, '!'))).toBe('a\r\nb!\nc');
    expect(changed('a\rb\nc', at(1, 0, 1, '\n'), at(1, 0, 0, '!'))).toBe('a\r\n!\nc');
    expect(changed('a\r\nb', at(0, 1, 1, 'x\r'), at(2, 1, 1, '!'))).toBe('ax\r\r\nb!');
  });

  it('beyond the end go to the end, with line breaks, too', () => {
    expect(changed('a\nb', at(500, 0, 0, '\nc'), at(2, 1, 1, '!'))).toBe('a\nb\nc!');
    const wide = { start: { line: 500, character: 0 }, end: { line: 501, character: 0 } };
    expect(changed('a\nb', { range: wide, text: '\nc' }, at(2, 1, 1, '!'))).toBe('a\nb\nc!');
  });

  it('may replace everything, and go on from there', () => {
    expect(changed('a', { text: 'x\ny' }, at(1, 0, 1, 'z'))).toBe('x\nz');
    expect(changed('a', { range: undefined, text: 'b' } as never)).toBe('b');
    expect(changed('a', { range: null, text: 'b' } as never)).toBe('b');
    expect(changed('a')).toBe('a');
  });

  it.each([
    ['nothing', undefined],
    ['no text', { range: at(0, 0, 0, '').range }],
    ['a number for the text', { text: 7 }],
    ['a range that is none', { range: {}, text: '' }],
    ['half a place', { range: { start: { line: 0 }, end: { line: 0, character: 0 } }, text: '' }],
  ])('that are %s are refused, and the document stays as it was', (_what, change) => {
    const documents = new OpenDocuments();
    const first = documents.open(uri, 'yaml', 1, 'a');
    expect(() => documents.change(uri, 2, [{ text: 'b' }, change as never])).toThrow();
    expect(documents.get(uri)).toBe(first);
  });

  it('keep the language of the document', () => {
    const documents = new OpenDocuments();
    documents.open('file:///w/a.txt', 'yaml', 1, 'a: 1');
    expect(documents.change('file:///w/a.txt', 2, [{ text: 'b: 1' }])?.language).toBe('yaml');
  });
});

describe('positions', () => {
  const open = (text: string) => new OpenDocuments().open(uri, 'yaml', 1, text);

  it.each([
    ['in a line', 'ab\ncd', 1, 1, 4],
    ['behind the end of a line', 'ab\ncd', 0, 99, 2],
    ['behind the end of a line with CRLF', 'ab\r\ncd', 0, 99, 2],
    ['between CR and LF', 'ab\r\ncd', 0, 3, 2],
    ['behind the end of a line with CR alone', 'ab\rcd', 0, 99, 2],
    ['behind the last line', 'ab\ncd', 7, 1, 5],
    ['on an empty line', 'a\n\nb', 1, 5, 2],
    ['before the start', 'ab\ncd', -1, -1, 0],
    ['in an empty text', '', 3, 3, 0],
    ['behind an emoji', '🐝x', 0, 2, 2],
  ])('%s are taken for the nearest place', (_where, text, line, character, offset) => {
    expect(toOffset(open(text), { line, character })).toBe(offset);
  });

  it('may come in either order', () => {
    const range = { start: { line: 1, character: 1 }, end: { line: 0, character: 1 } };
    expect(fromRange(open('ab\ncd'), range)).toEqual({ start: 1, end: 4 });
  });
});

describe('the files of the workspace', () => {
  function createWorkspace() {
    const documents = new OpenDocuments();
    const reading: { snapshot: Snapshot; done: (digest: string) => void }[] = [];
    const recorded: [string, string][] = [];
    const facts = {
      revision: 0,
      digest: (snapshot: Snapshot) =>
        new Promise<string>((done) => void reading.push({ snapshot, done })),
      record: (key: string, digest: string) => void recorded.push([key, digest]),
      clear: () => undefined,
    } as unknown as FileFacts;
    const workspace = new WorkspaceFiles(documents, new MemoryFiles(), facts);
    return { documents, workspace, reading, recorded, facts };
  }

  it('are not settled by what a document told before it changed', async () => {
    const { documents, workspace, reading, recorded } = createWorkspace();
    documents.open(uri, 'yaml', 1, anyDestination);
    workspace.documentChanged(uri);
    const settled = workspace.settle();
    expect(workspace.settle()).toBe(settled);
    documents.change(uri, 2, [insert(0, '# changed\n')]);
    workspace.documentChanged(uri);
    reading[0]?.done('old');
    await Promise.resolve();
    await Promise.resolve();
    expect(recorded).toEqual([]);
    expect(workspace.isSettled).toBe(false);
    expect(reading.map(({ snapshot }) => snapshot.version)).toEqual([1, 2]);
    reading[1]?.done('new');
    await settled;
    expect(recorded).toEqual([[uri, 'new']]);
    expect(workspace.isSettled).toBe(true);
  });

  it('are seen in one state, in the order of their names', () => {
    const { documents, workspace } = createWorkspace();
    for (const name of ['c', 'a', 'b']) {
      documents.open(`file:///w/${name}.yaml`, 'yaml', 1, '');
      workspace.documentChanged(`file:///w/${name}.yaml`);
    }
    const view = workspace.view();
    const names = [...view.all()].map((snapshot) => snapshot.uri);
    expect(names).toEqual(['file:///w/a.yaml', 'file:///w/b.yaml', 'file:///w/c.yaml']);
    expect(workspace.view()).toBe(view);
    documents.change('file:///w/a.yaml', 2, [insert(0, 'x')]);
    workspace.documentChanged('file:///w/a.yaml');
    expect(view.get('file:///w/a.yaml')?.version).toBe(1);
    expect(workspace.view().get('file:///w/a.yaml')?.version).toBe(2);
    expect(view.get('file:///w/none.yaml')).toBeUndefined();
  });

  it('are seen anew when what a document tells has been read after somebody has looked', () => {
    const { documents, workspace, facts } = createWorkspace();
    documents.open(uri, 'yaml', 1, anyDestination);
    workspace.documentChanged(uri);
    const early = workspace.view();
    expect(early.revision).toBe(0);
    Object.assign(facts, { revision: 1 });
    expect(workspace.view().revision).toBe(1);
    expect(workspace.view()).toBe(workspace.view());
  });
});
