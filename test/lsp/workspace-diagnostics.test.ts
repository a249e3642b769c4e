import { describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  type PreviousResultId,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';

import { errorOf, eventually, type TestClient } from './support/client';
import { start } from './support/in-process';
import { anyDestination, anyRule, everyDestination, nothingWrong } from './support/texts';

const folder = 'file:///w';
const a = 'file:///w/a.yaml';
const b = 'file:///w/b.yaml';
const standing = { initializationOptions: { standingWorkspacePull: true } };

interface Pulling {
  readonly report: Promise<WorkspaceDiagnosticReport>;
  /** What came as partial results so far. */
  readonly parts: WorkspaceDocumentDiagnosticReport[][];
  cancel(): void;
}

let tokens = 0;

/** A client that takes partial results, as VS Code is. */
function pullParts(client: TestClient, previousResultIds: PreviousResultId[] = []): Pulling {
  const token = `part-${++tokens}`;
  const parts: WorkspaceDocumentDiagnosticReport[][] = [];
  client.connection.onProgress(WorkspaceDiagnosticRequest.partialResult, token, ({ items }) => {
    parts.push(items);
  });
  const source = new CancellationTokenSource();
  const params = { previousResultIds, partialResultToken: token };
  const report = client.connection.sendRequest(
    WorkspaceDiagnosticRequest.type,
    params,
    source.token,
  );
  return { report, parts, cancel: () => source.cancel() };
}

function pullAll(
  client: TestClient,
  previousResultIds: PreviousResultId[] = [],
): Promise<WorkspaceDiagnosticReport> {
  return client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds });
}

function codesByUri(items: readonly WorkspaceDocumentDiagnosticReport[]) {
  return Object.fromEntries(
    items.map((item) => [
      item.uri,
      item.kind === 'full' ? item.items.map(({ code }) => code) : 'unchanged',
    ]),
  );
}

function idsOf(items: readonly WorkspaceDocumentDiagnosticReport[]): PreviousResultId[] {
  return items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
}

describe('a client that asks now and then', () => {
  it('gets open and closed files, the version of open ones only', async () => {
    const { client } = await start({
      folders: [folder],
      files: { [a]: nothingWrong, [b]: anyDestination, [`${folder}/c.yaml`]: nothingWrong },
    });
    await client.open(a, anyDestination, 'yaml', 5);
    const { items } = await pullAll(client);
    expect(codesByUri(items)).toEqual({ [a]: [anyRule], [b]: [anyRule] });
    expect(items.map(({ uri, version }) => [uri, version])).toEqual([
      [a, 5],
      [b, null],
    ]);
  });

  it('is told what has not changed', async () => {
    const { client, files } = await start({
      folders: [folder],
      files: { [a]: anyDestination, [b]: anyDestination },
    });
    const { items } = await pullAll(client);
    files.texts.set(b, `${anyDestination}# more\n`);
    await client.filesChanged({ [b]: 'changed' });
    const again = await pullAll(client, idsOf(items));
    expect(codesByUri(again.items)).toEqual({ [a]: 'unchanged', [b]: [anyRule] });
  });

  it('is told that files are gone', async () => {
    const { client, files } = await start({ folders: [folder], files: { [a]: anyDestination } });
    const { items } = await pullAll(client);
    files.texts.delete(a);
    await client.filesChanged({ [a]: 'deleted' });
    const again = await pullAll(client, idsOf(items));
    expect(codesByUri(again.items)).toEqual({ [a]: [] });
    expect(codesByUri((await pullAll(client, idsOf(again.items))).items)).toEqual({
      [a]: 'unchanged',
    });
  });

  it('sees findings of closed files that say nothing about others', async () => {
    const project = `${folder}/aks-cilium.yaml`;
    const { client, files } = await start({
      folders: [folder],
      files: { [project]: 'rulez: {}\n', [`${folder}/x.json`]: '{"a": 1}' },
    });
    const { items } = await pullAll(client);
    expect(codesByUri(items)).toEqual({ [project]: ['project-file'] });
    files.texts.set(project, 'rules: {}\n');
    await client.filesChanged({ [project]: 'changed' });
    expect(codesByUri((await pullAll(client, idsOf(items))).items)).toEqual({ [project]: [] });
    files.texts.set(project, 'profil: {}\n');
    await client.filesChanged({ [project]: 'changed' });
    expect(codesByUri((await pullAll(client, idsOf(items))).items)).toEqual({
      [project]: ['project-file'],
    });
  });

  it('passes over previous ids that are none', async () => {
    const { client } = await start({ folders: [folder], files: { [a]: anyDestination } });
    const { items } = await pullAll(client, [null, {}, { uri: 3, value: 4 }] as never);
    expect(codesByUri(items)).toEqual({ [a]: [anyRule] });
  });
});

describe('partial results', () => {
  const many = Object.fromEntries(
    Array.from({ length: 120 }, (_, index) => [
      `${folder}/${String(index).padStart(3, '0')}.yaml`,
      anyDestination,
    ]),
  );

  it('come as they are found, all of them once', async () => {
    const { client } = await start({ folders: [folder], files: many });
    const { report, parts } = pullParts(client);
    expect(await report).toEqual({ items: [] });
    expect(parts.map(({ length }) => length)).toEqual([50, 50, 20]);
    expect(Object.keys(codesByUri(parts.flat())).sort()).toEqual(Object.keys(many));
  });

  it('end with a cancellation', async () => {
    const { client, files } = await start({
      params: standing,
      folders: [folder],
      files: many,
    });
    await client.connection.sendRequest('aksCilium/lintWorkspace', {});
    const first = pullParts(client);
    await first.report;
    const second = pullParts(client, idsOf(first.parts.flat()));
    // News of one file is found; the request stands again at once and is cancelled then.
    files.texts.set(a, anyDestination);
    await client.filesChanged({ [a]: 'created' });
    await second.report;
    expect(codesByUri(second.parts.flat())).toEqual({ [a]: [anyRule] });
    const third = pullParts(client, idsOf([...first.parts.flat(), ...second.parts.flat()]));
    third.cancel();
    expect((await errorOf(third.report)).code).toBe(LSPErrorCodes.RequestCancelled);
    expect(third.parts).toEqual([]);
  });

  it('end with a cancellation while the workspace is still being read', async () => {
    const { client, files } = await start({ files: many });
    files.delay = () => new Promise(() => undefined);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: folder, name: 'w' }], removed: [] },
    });
    const { report, parts, cancel } = pullParts(client);
    await eventually(() => files.reads.length > 0);
    cancel();
    expect((await errorOf(report)).code).toBe(LSPErrorCodes.RequestCancelled);
    expect(parts).toEqual([]);
  });
});

describe('a client whose request always stands', () => {
  it('is answered when there is news, with the news only', async () => {
    const { client } = await start({ params: standing });
    await client.open(a, anyDestination);
    await client.open(b, nothingWrong);
    const first = pullParts(client);
    await first.report;
    expect(codesByUri(first.parts.flat())).toEqual({ [a]: [anyRule], [b]: [] });

    const second = pullParts(client, idsOf(first.parts.flat()));
    await client.change(b, `${nothingWrong}---\n${anyDestination}`);
    await second.report;
    expect(codesByUri(second.parts.flat())).toEqual({ [b]: [anyRule] });
  });

  it('waits while nothing changes for it', async () => {
    const { client } = await start({ params: standing });
    await client.open(a, anyDestination);
    const first = pullParts(client);
    await first.report;
    const second = pullParts(client, idsOf(first.parts.flat()));
    let isAnswered = false;
    second.report.then(
      () => {
        isAnswered = true;
      },
      () => undefined,
    );
    await client.filesChanged({});
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(isAnswered).toBe(false);
    second.cancel();
    expect((await errorOf(second.report)).code).toBe(LSPErrorCodes.RequestCancelled);
  });

  it('does not hear of closed files until it asks for the whole workspace', async () => {
    const { client } = await start({
      params: standing,
      folders: [folder],
      files: { [a]: anyDestination, [b]: nothingWrong },
    });
    const first = pullParts(client);
    await eventually(() => client.refreshes === 1);
    expect(first.parts).toEqual([]);
    const summary = await client.connection.sendRequest('aksCilium/lintWorkspace', {});
    expect(summary).toEqual({
      files: 2,
      filesWithFindings: 1,
      errors: 0,
      warnings: 1,
      infos: 0,
      hints: 0,
      truncated: false,
    });
    await first.report;
    expect(codesByUri(first.parts.flat())).toEqual({ [a]: [anyRule] });
  });

  it('hears of closed files what open ones say about them', async () => {
    const { client } = await start({
      params: standing,
      folders: [folder],
      files: { [a]: anyDestination, [b]: nothingWrong },
    });
    await client.connection.sendRequest('aksCilium/lintWorkspace', {});
    const first = pullParts(client);
    await first.report;
    const second = pullParts(client, idsOf(first.parts.flat()));
    await client.open(b, everyDestination);
    await second.report;
    expect(codesByUri(second.parts.flat())).toEqual({ [a]: [], [b]: [] });
  });

  it('is told that a closed document shows nothing any more', async () => {
    const { client } = await start({ params: standing });
    await client.open(a, anyDestination);
    const first = pullParts(client);
    await first.report;
    const second = pullParts(client, idsOf(first.parts.flat()));
    await client.close(a);
    await second.report;
    expect(codesByUri(second.parts.flat())).toEqual({ [a]: [] });
  });

  it('is told so as well when it saw the document in answers of its own only', async () => {
    const { client } = await start({ params: standing });
    await client.open(a, anyDestination);
    await client.pull(a);
    await client.close(a);
    const first = pullParts(client);
    await first.report;
    expect(codesByUri(first.parts.flat())).toEqual({ [a]: [] });
  });
});

describe('aksCilium/lintWorkspace', () => {
  it('counts by severity and tells its progress', async () => {
    const { client } = await start({
      folders: [folder],
      files: {
        [a]: anyDestination,
        [b]: `${anyDestination}---\n${anyDestination}`,
        [`${folder}/fine.yaml`]: nothingWrong,
        [`${folder}/broken.yaml`]: `${nothingWrong}  - {\n`,
      },
    });
    const steps: { kind: string; percentage?: number }[] = [];
    client.connection.onNotification('$/progress', ({ value }) => void steps.push(value));
    const summary = await client.connection.sendRequest('aksCilium/lintWorkspace', {
      workDoneToken: 't',
    });
    expect(summary).toMatchObject({ filesWithFindings: 3, errors: 1, warnings: 3 });
    expect(steps[0]).toMatchObject({ kind: 'begin', cancellable: true, percentage: 0 });
    expect(steps[1]).toMatchObject({ kind: 'report', message: expect.stringMatching(/^1\/\d$/) });
    expect(steps.at(-1)).toEqual({ kind: 'end' });
  });

  it('can be cancelled, and tells the end of its progress then, too', async () => {
    const { client, files } = await start({ folders: [folder], files: { [a]: 'a: 1\n' } });
    await eventually(() => client.refreshes === 1);
    files.delay = () => new Promise(() => undefined);
    const steps: { kind: string }[] = [];
    client.connection.onNotification('$/progress', ({ value }) => void steps.push(value));
    const source = new CancellationTokenSource();
    const before = files.reads.length;
    const request = errorOf(
      client.connection.sendRequest(
        'aksCilium/lintWorkspace',
        { workDoneToken: 't' },
        source.token,
      ),
    );
    await eventually(() => files.reads.length > before);
    source.cancel();
    expect((await request).code).toBe(LSPErrorCodes.RequestCancelled);
    await eventually(() => steps.at(-1)?.kind === 'end');
  });

  it('pushes what it finds in closed files to a client that cannot pull', async () => {
    const { client } = await start({
      capabilities: {},
      folders: [folder],
      files: { [a]: anyDestination, [b]: nothingWrong },
    });
    await client.connection.sendRequest('aksCilium/lintWorkspace', {});
    const { diagnostics, ...rest } = await eventually(() => client.published[0]);
    expect(rest).toEqual({ uri: a });
    expect(diagnostics.map(({ code }) => code)).toEqual([anyRule]);
    // Nothing is said of a file of which there is nothing to say.
    expect(client.published.map(({ uri }) => uri)).toEqual([a]);
  });
});
