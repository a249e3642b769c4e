import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

import { eventually, fullCapabilities } from './support/client';
import { type InProcess, start } from './support/in-process';
import { anyDestination, anyRule, nothingWrong } from './support/texts';

const folder = 'file:///w';
const uri = 'file:///w/apps/web/a.yaml';
const projectFile = 'file:///w/aks-cilium.yaml';
const turned = (severity: string) => `rules: {${anyRule}: ${severity}}\n`;

async function severityOf({ client }: InProcess, document = uri): Promise<number | 'silent'> {
  const report = await client.pull(document);
  return (report.kind === 'full' && report.items[0]?.severity) || 'silent';
}

describe('settings of the editor', () => {
  it('are asked for per folder, once', async () => {
    const started = await start({
      folders: ['file:///w', 'file:///v'],
      settings: (scope) => ({ rules: { [anyRule]: scope === 'file:///v' ? 'error' : 'hint' } }),
    });
    const { client } = started;
    for (const document of [uri, 'file:///v/a.yaml', 'file:///w/b.yaml', 'file:///else/a.yaml']) {
      await client.open(document, anyDestination);
    }
    expect(await severityOf(started)).toBe(4);
    expect(await severityOf(started, 'file:///v/a.yaml')).toBe(1);
    expect(await severityOf(started, 'file:///w/b.yaml')).toBe(4);
    expect(await severityOf(started, 'file:///else/a.yaml')).toBe(4);
    expect(client.settingsAsked).toEqual(['file:///w', 'file:///v', undefined]);
  });

  it('of the innermost of nested folders count', async () => {
    const started = await start({
      folders: ['file:///w', 'file:///w/apps'],
      settings: (scope) => ({ rules: { [anyRule]: scope === 'file:///w' ? 'hint' : 'error' } }),
    });
    await started.client.open(uri, anyDestination);
    expect(await severityOf(started)).toBe(1);
  });

  it('are asked for again when they change, and everything is judged again', async () => {
    const started = await start({ settings: () => ({ rules: { [anyRule]: 'hint' } }) });
    const { client } = started;
    await client.open(uri, anyDestination);
    expect(await severityOf(started)).toBe(4);
    await eventually(() => client.refreshes === 1);
    client.settings = () => ({ rules: { [anyRule]: 'error' } });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    expect(await severityOf(started)).toBe(1);
    await eventually(() => client.refreshes === 2);
    expect(client.profileChanges).toBe(2);
  });

  it('make new diagnostics of the same findings', async () => {
    const { client } = await start({ settings: () => ({ rules: { [anyRule]: 'hint' } }) });
    await client.open(uri, anyDestination);
    const { resultId } = await client.pull(uri);
    client.settings = () => ({ rules: { [anyRule]: 'error' } });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    expect(await client.pull(uri, resultId)).toMatchObject({
      kind: 'full',
      items: [{ severity: 1 }],
    });
  });

  it('do not make a refresh for a client that cannot, but tell of the profile', async () => {
    const { client } = await start({
      capabilities: { ...fullCapabilities, workspace: { configuration: true } },
    });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    await eventually(() => client.profileChanges > 0);
    expect(client.refreshes).toBe(0);
  });

  it('that change nothing for a document leave its diagnostics unchanged', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    const { resultId } = await client.pull(uri);
    client.settings = () => ({ rules: { 'policy-types-mismatch': 'off' } });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    expect(await client.pull(uri, resultId)).toEqual({ kind: 'unchanged', resultId });
  });

  it('that turn the extension off silence it', async () => {
    const started = await start({ settings: () => ({ enable: false }) });
    await started.client.open(uri, anyDestination);
    expect(await severityOf(started)).toBe('silent');
  });

  it.each([
    ['nothing', null],
    ['a text', 'off'],
    ['a list', [{ rules: {} }]],
    ['wrong values', { rules: { [anyRule]: 'loud' }, profile: { podCidrs: 'x' }, enable: 'no' }],
  ])('may be %s', async (_what, value) => {
    const started = await start({ settings: () => value });
    await started.client.open(uri, anyDestination);
    expect(await severityOf(started)).toBe(2);
  });

  it('with mistakes say so in the log', async () => {
    const started = await start({ settings: () => ({ rules: { [anyRule]: 'eror' } }) });
    await started.client.open(uri, anyDestination);
    await severityOf(started);
    await eventually(() => started.client.logged(2).length > 0);
    expect(started.client.logged(2)).toEqual([
      `Settings: rules.${anyRule}: "${anyRule}" must be one of off, hint, info, warning, error. Did you mean error?`,
    ]);
  });

  it('are done without when the client does not answer for them', async () => {
    const started = await start({
      settings: () => {
        throw new Error('No.');
      },
    });
    await started.client.open(uri, anyDestination);
    expect(await severityOf(started)).toBe(2);
    expect(started.client.logged(2)[0]).toContain('did not answer for its settings');
  });

  it('come with initialize from a client that cannot be asked', async () => {
    const started = await start({
      capabilities: { textDocument: { diagnostic: {} } },
      params: {
        initializationOptions: { settings: { rules: { [anyRule]: 'error' } } },
      },
    });
    const { client } = started;
    await client.open(uri, anyDestination);
    expect(await severityOf(started)).toBe(1);
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { aksCilium: { rules: { [anyRule]: 'hint' } } },
    });
    expect(await severityOf(started)).toBe(4);
    // A notification without the section takes nothing away.
    await client.connection.sendNotification('workspace/didChangeConfiguration', undefined);
    expect(await severityOf(started)).toBe(4);
    expect(client.settingsAsked).toEqual([]);
  });
});

describe('the project file', () => {
  it('wins over the editor', async () => {
    const started = await start({
      folders: [folder],
      files: { [projectFile]: turned('error') },
      settings: () => ({ rules: { [anyRule]: 'hint' } }),
    });
    await started.client.open(uri, anyDestination);
    expect(await severityOf(started)).toBe(1);
  });

  it('that is nearest holds, so that a monorepo may have several clusters', async () => {
    const started = await start({
      folders: [folder],
      files: {
        [projectFile]: turned('error'),
        'file:///w/apps/aks-cilium.yml': turned('info'),
        'file:///w/apps/web/sub/aks-cilium.yaml': turned('off'),
      },
    });
    const { client } = started;
    for (const [document, severity] of [
      ['file:///w/a.yaml', 1],
      ['file:///w/other/deep/a.yaml', 1],
      [uri, 3],
      ['file:///w/apps/a.yaml', 3],
      ['file:///w/apps/web/sub/a.yaml', 'silent'],
    ] as const) {
      await client.open(document, anyDestination);
      expect([document, await severityOf(started, document)]).toEqual([document, severity]);
    }
  });

  it('beyond the workspace folder does not hold', async () => {
    const started = await start({
      folders: ['file:///w/apps'],
      files: { [projectFile]: turned('error') },
    });
    await started.client.open(uri, anyDestination);
    expect(await severityOf(started)).toBe(2);
  });

  it('above a document outside all folders holds', async () => {
    const started = await start({ files: { [projectFile]: turned('error') } });
    await started.client.open(uri, anyDestination);
    expect(await severityOf(started)).toBe(1);
  });

  it('at the root of the disk knows its files by their paths', async () => {
    const started = await start({
      files: { 'file:///aks-cilium.yaml': 'ignore: ["w/apps/**"]\n' },
    });
    await started.client.open(uri, anyDestination);
    await started.client.open('file:///w/a.yaml', anyDestination);
    expect(await severityOf(started)).toBe('silent');
    expect(await severityOf(started, 'file:///w/a.yaml')).toBe(2);
  });

  it('of the only folder holds for a document that has no file yet', async () => {
    const files = { [projectFile]: turned('error') };
    const one = await start({ folders: [folder], files });
    await one.client.open('untitled:Untitled-1', anyDestination);
    expect(await severityOf(one, 'untitled:Untitled-1')).toBe(1);
    expect(one.client.settingsAsked).toEqual([folder]);

    const two = await start({ folders: [folder, 'file:///v'], files });
    await two.client.open('untitled:Untitled-1', anyDestination);
    expect(await severityOf(two, 'untitled:Untitled-1')).toBe(2);
  });

  it('is found through another spelling of a Windows drive', async () => {
    const started = await start({
      folders: ['file:///c%3A/w'],
      files: { 'file:///C:/w/apps/aks-cilium.yaml': turned('error') },
    });
    await started.client.open('file:///C:/w/apps/a.yaml', anyDestination);
    expect(await severityOf(started, 'file:///C:/w/apps/a.yaml')).toBe(1);
  });

  it('counts as it stands in the editor, saved or not', async () => {
    const started = await start({ folders: [folder], files: { [projectFile]: turned('error') } });
    const { client } = started;
    await client.open(uri, anyDestination);
    expect(await severityOf(started)).toBe(1);
    await client.open(projectFile, turned('error'));
    await client.change(projectFile, turned('info'));
    expect(await severityOf(started)).toBe(3);
    await client.close(projectFile);
    expect(await severityOf(started)).toBe(1);
  });

  it('counts in the editor before it exists', async () => {
    const started = await start({ folders: [folder] });
    await started.client.open(uri, anyDestination);
    expect(await severityOf(started)).toBe(2);
    await started.client.open(projectFile, turned('hint'));
    expect(await severityOf(started)).toBe(4);
  });

  it('that is edited has everything judged again', async () => {
    const { client } = await start({ folders: [folder] });
    await client.open(uri, anyDestination);
    await eventually(() => client.refreshes === 1);
    await client.open(projectFile, turned('hint'));
    await eventually(() => client.refreshes === 2);
    await client.change(projectFile, turned('error'));
    await eventually(() => client.refreshes === 3);
    expect(client.profileChanges).toBe(3);
  });

  it('that is changed, created or deleted on disk is read again', async () => {
    const started = await start({ folders: [folder], files: { [projectFile]: turned('error') } });
    const { client, files } = started;
    await client.open(uri, anyDestination);
    expect(await severityOf(started)).toBe(1);
    await eventually(() => client.refreshes === 1);
    files.texts.set(projectFile, turned('info'));
    await client.filesChanged({ [projectFile]: 'changed' });
    expect(await severityOf(started)).toBe(3);
    await eventually(() => client.refreshes === 2);
    files.texts.delete(projectFile);
    await client.filesChanged({ [projectFile]: 'deleted' });
    expect(await severityOf(started)).toBe(2);
    files.texts.set('file:///w/apps/aks-cilium.yaml', turned('hint'));
    await client.filesChanged({ 'file:///w/apps/aks-cilium.yaml': 'created' });
    expect(await severityOf(started)).toBe(4);
  });

  it('that does not parse leaves the last good settings in force', async () => {
    const started = await start({ folders: [folder] });
    const { client } = started;
    await client.open(uri, anyDestination);
    await client.open(projectFile, turned('error'));
    expect(await severityOf(started)).toBe(1);
    await client.change(projectFile, `${turned('error')}  : {\n`);
    expect(await severityOf(started)).toBe(1);
    expect(await client.pull(projectFile)).toMatchObject({ items: [{ code: 'project-file' }] });
    await client.change(projectFile, turned('info'));
    expect(await severityOf(started)).toBe(3);
  });

  it('that never parsed counts for nothing, also after one that is gone', async () => {
    const started = await start({ folders: [folder] });
    const { client } = started;
    await client.open(uri, anyDestination);
    await client.open(projectFile, turned('error'));
    expect(await severityOf(started)).toBe(1);
    await client.close(projectFile);
    expect(await severityOf(started)).toBe(2);
    await client.open(projectFile, '{');
    expect(await severityOf(started)).toBe(2);
  });

  it('has findings of its own, with fixes', async () => {
    const { client } = await start({ folders: [folder] });
    await client.open(projectFile, 'profil:\n  kubernetesVersion: "1.33"\n');
    const report = await client.pull(projectFile);
    expect(report).toMatchObject({
      items: [
        {
          code: 'project-file',
          severity: 1,
          message: 'There is no setting "profil" here. Did you mean "profile"?',
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 6 } },
        },
      ],
    });
    const start0 = { line: 0, character: 0 };
    const [fix] = await client.actions(projectFile, { start: start0, end: start0 });
    expect((await client.resolve(fix ?? never())).edit).toMatchObject({
      documentChanges: [{ edits: [{ newText: 'profile' }] }],
    });
  });

  it('ignores files by globs relative to its folder', async () => {
    const started = await start({
      folders: [folder],
      files: { 'file:///w/apps/aks-cilium.yaml': 'ignore: ["web/*.yaml"]\n' },
    });
    await started.client.open(uri, anyDestination);
    await started.client.open('file:///w/web/a.yaml', anyDestination);
    expect(await severityOf(started)).toBe('silent');
    expect(await severityOf(started, 'file:///w/web/a.yaml')).toBe(2);
  });

  it('may say other things of some files', async () => {
    const started = await start({
      folders: [folder],
      files: {
        [projectFile]: `overrides:\n  - files: ["apps/**"]\n    rules: {${anyRule}: error}\n`,
      },
    });
    await started.client.open(uri, anyDestination);
    await started.client.open('file:///w/a.yaml', anyDestination);
    expect(await severityOf(started)).toBe(1);
    expect(await severityOf(started, 'file:///w/a.yaml')).toBe(2);
  });
});

describe('folders and files', () => {
  it('that are added bring their settings', async () => {
    const started = await start({ folders: ['file:///v'] });
    const { client, files } = started;
    files.texts.set(projectFile, turned('error'));
    files.texts.set('file:///aks-cilium.yaml', turned('hint'));
    await client.open(uri, anyDestination);
    expect(await severityOf(started)).toBe(1);
    const change = (added: string[], removed: string[]) =>
      client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
        event: {
          added: added.map((each) => ({ uri: each, name: each })),
          removed: removed.map((each) => ({ uri: each, name: each })),
        },
      });
    await change(['file:///w/apps'], []);
    expect(await severityOf(started)).toBe(2);
    await change([], ['file:///w/apps']);
    expect(await severityOf(started)).toBe(1);
  });

  it('in folders of other people are not looked at when they change', async () => {
    const { client, files } = await start({ folders: [folder] });
    await eventually(() => client.refreshes === 1);
    const reads = files.reads.length;
    await client.filesChanged({
      'file:///w/node_modules/x/a.yaml': 'created',
      'file:///w/.git/b.yaml': 'changed',
      'file:///elsewhere/c.yaml': 'changed',
      'file:///w/notes.txt': 'changed',
    });
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: 7 });
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [null, { uri: 3 }],
    });
    await client.connection.sendRequest('aksCilium/rules');
    expect(files.reads).toHaveLength(reads);
  });

  it('are gathered when many change at once', async () => {
    const { client, files } = await start({ folders: [folder] });
    await eventually(() => client.refreshes === 1);
    for (let index = 0; index < 20; index++) {
      files.texts.set(`file:///w/${index}.yaml`, anyDestination);
      await client.filesChanged({ [`file:///w/${index}.yaml`]: 'created' });
    }
    await eventually(() => client.refreshes === 2);
    await sleep(150);
    expect(client.refreshes).toBe(2);
  });

  it('that are read in the wrong order end with the newest text', async () => {
    const other = 'file:///w/other.yaml';
    const started = await start({ folders: [folder], files: { [other]: nothingWrong } });
    const { client, files } = started;
    await eventually(() => client.refreshes === 1);
    const pending: (() => void)[] = [];
    files.delay = () => new Promise<void>((resolve) => pending.push(resolve));
    files.texts.set(other, anyDestination);
    await client.filesChanged({ [other]: 'changed' });
    files.texts.set(other, nothingWrong);
    await client.filesChanged({ [other]: 'changed' });
    await eventually(() => pending.length === 2);
    pending[1]?.();
    await sleep(10);
    pending[0]?.();
    await sleep(10);
    files.delay = () => Promise.resolve();
    const { items } = await client.connection.sendRequest<{ items: { items: unknown[] }[] }>(
      'workspace/diagnostic',
      { previousResultIds: [] },
    );
    expect(items.flatMap((report) => report.items)).toEqual([]);
  });

  it('of a client that does not watch are read again when they are closed', async () => {
    const { textDocument } = fullCapabilities;
    const started = await start({
      capabilities: { textDocument: textDocument ?? {} },
      folders: [folder],
      files: { [uri]: nothingWrong },
    });
    const { client, files } = started;
    await client.open(uri, nothingWrong);
    files.texts.set(uri, anyDestination);
    await client.close(uri);
    const report = () =>
      client.connection.sendRequest<{ items: { uri: string; items: { code: string }[] }[] }>(
        'workspace/diagnostic',
        { previousResultIds: [] },
      );
    expect((await report()).items).toMatchObject([{ uri, items: [{ code: anyRule }] }]);
  });
});

function never(): never {
  throw new Error('There is no fix.');
}
