import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lint } from '../../server/src/core/index';
import { diskFiles } from '../../server/src/platform/node/disk-files';
import { fileUri } from '../../server/src/platform/node/file-uri';
import { type LintWorkspaceResult, lintWorkspaceRequest } from '../../server/src/protocol/index';
import { addFiles, folderWith } from '../cli/support/folder';
import { run } from '../cli/support/run';
import { bicepCluster } from '../support/cluster-workspaces';
import { eventually, type TestClient } from './support/client';
import { connect, start } from './support/in-process';
import { anyDestination, anyRule, nothingWrong } from './support/texts';

const head = { '.git/HEAD': 'ref: refs/heads/main\n' };

const startOn = (folder: string) =>
  start({ folders: [pathToFileURL(folder).href], host: { files: diskFiles, lint } });

async function found(client: TestClient): Promise<Pick<LintWorkspaceResult, 'files' | 'warnings'>> {
  const { files, warnings } = await client.connection.sendRequest<LintWorkspaceResult>(
    lintWorkspaceRequest,
    {},
  );
  return { files, warnings };
}

async function inCli(folder: string) {
  const { stdout } = await run(['lint', '--format', 'json'], { folder });
  const { files, warnings } = JSON.parse(stdout).summary;
  return { files, warnings };
}

describe('files that git ignores', () => {
  const texts = {
    ...head,
    '.gitignore': 'build/\n*.local.yaml\n!keep.local.yaml\n',
    '.git/info/exclude': 'mine.yaml\n',
    'a.yaml': anyDestination,
    'build/b.yaml': anyDestination,
    'build/deep/.gitignore': '!*\n',
    'build/deep/c.yaml': anyDestination,
    'mine.yaml': anyDestination,
    'x.local.yaml': anyDestination,
    'keep.local.yaml': anyDestination,
    'sub/.gitignore': '/only.yaml\n!y.local.yaml\n',
    'sub/only.yaml': anyDestination,
    'sub/deep/only.yaml': anyDestination,
    'sub/y.local.yaml': anyDestination,
    'module/.git': 'gitdir: ../.git/modules/module\n',
    '.git/modules/module/info/exclude': 'excluded.yaml\n',
    'module/excluded.yaml': anyDestination,
    'module/z.local.yaml': anyDestination,
  };

  it('are left out by the editor and by the command line', async () => {
    const folder = folderWith(texts);
    const { client } = await startOn(folder);
    expect(await found(client)).toEqual({ files: 5, warnings: 5 });
    expect(await inCli(folder)).toEqual({ files: 5, warnings: 5 });
  });

  it('are left out in a part of a repository, but not if that is a part that is asked for', async () => {
    const folder = folderWith(texts);
    for (const part of ['sub', 'build', 'build/deep', 'module']) {
      const { client } = await startOn(join(folder, part));
      expect([part, await found(client)]).toEqual([part, await inCli(join(folder, part))]);
    }
  });

  it('are judged as long as they are open', async () => {
    const folder = folderWith(texts);
    const { client } = await startOn(folder);
    const uri = fileUri(join(folder, 'build/b.yaml'));
    expect((await found(client)).files).toBe(5);
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toMatchObject({ items: [{ code: anyRule }] });
    expect((await found(client)).files).toBe(6);
    await client.close(uri);
    expect((await found(client)).files).toBe(5);
  });

  it('define no cluster, and have no say otherwise', async () => {
    const policy = join(
      folderWith({
        ...head,
        '.gitignore': 'old/\n',
        'old/main.bicep': bicepCluster("networkPlugin: 'azure'"),
        'k8s/policy.yaml': nothingWrong,
      }),
      'k8s/policy.yaml',
    );
    const { client } = await startOn(dirname(dirname(policy)));
    await client.open(fileUri(policy), nothingWrong);
    expect(await client.pull(fileUri(policy))).toMatchObject({ items: [] });
    const profile = await client.connection.sendRequest('aksCilium/profile', {
      uri: fileUri(policy),
    });
    expect(profile).toMatchObject({ clusters: [] });
  });
});

describe('files that git begins to ignore', () => {
  async function started() {
    const folder = folderWith({ ...head, 'a.yaml': anyDestination, 'b/c.yaml': anyDestination });
    const { client } = await startOn(folder);
    expect((await found(client)).files).toBe(2);
    const changed = async (name: string, text: string | undefined) => {
      const path = join(folder, name);
      if (text === undefined) {
        rmSync(path);
      } else {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
      await client.filesChanged({ [fileUri(path)]: text === undefined ? 'deleted' : 'changed' });
    };
    const becomes = async (files: number) => {
      for (let round = 0; round < 200 && (await found(client)).files !== files; round++) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      expect((await found(client)).files).toBe(files);
    };
    return { folder, client, changed, becomes };
  }

  it('go and come with the .gitignore', async () => {
    const { changed, becomes } = await started();
    await changed('.gitignore', 'b/\n');
    await becomes(1);
    await changed('.gitignore', '');
    await becomes(2);
    await changed('b/.gitignore', '*\n');
    await becomes(1);
    await changed('b/.gitignore', undefined);
    await becomes(2);
  });

  it('are not read when they change', async () => {
    const { changed, becomes } = await started();
    await changed('.gitignore', 'build/\n');
    await changed('build/x.yaml', anyDestination);
    await changed('new/x.yaml', anyDestination);
    await becomes(3);
  });

  it('is something that clients are asked to tell', async () => {
    const { client } = await started();
    await eventually(() =>
      client.registrations.some(({ registerOptions }) =>
        JSON.stringify(registerOptions ?? {}).includes('**/.gitignore'),
      ),
    );
  });
});

describe('repositories that lie in a folder', () => {
  it('are roots of their own, as on the command line', async () => {
    const folder = folderWith({
      'infra/.git/HEAD': head['.git/HEAD'],
      'infra/main.bicep': bicepCluster("networkPlugin: 'azure'"),
      'apps/policy.yaml': anyDestination,
    });
    const { client } = await startOn(folder);
    const uri = fileUri(join(folder, 'apps/policy.yaml'));
    await client.open(uri, anyDestination);
    await found(client);
    expect(await client.pull(uri)).toMatchObject({ items: [{ code: anyRule }] });
    addFiles(folder, { 'infra/k8s/policy.yaml': anyDestination });
    const { stdout } = await run(['lint', '--format', 'json'], { folder });
    expect(
      JSON.parse(stdout).findings.map(
        ({ file, rule }: Record<string, unknown>) => `${file} ${rule}`,
      ),
    ).toEqual([`apps/policy.yaml ${anyRule}`, 'infra/k8s/policy.yaml policies-without-cilium']);
  });
});

describe('files through the client', () => {
  const folder = 'vscode-vfs://github/o/r';
  const files: Readonly<Record<string, string>> = {
    [`${folder}/.gitignore`]: 'build/\n',
    [`${folder}/a.yaml`]: anyDestination,
    [`${folder}/build/b.yaml`]: anyDestination,
    [`${folder}/sub/.gitignore`]: 'c%20d.yaml\nc d.yaml\n',
    [`${folder}/sub/c%20d.yaml`]: anyDestination,
    [`${folder}/sub/deep/e.yaml`]: anyDestination,
  };

  it('are held against the .gitignore files that the client has', async () => {
    const { client } = connect();
    const asked: string[] = [];
    client.connection.onRequest('aksCilium/findFiles', ({ endings }) => ({
      uris: Object.keys(files).filter((uri) =>
        (endings as string[]).some((ending) => uri.endsWith(ending)),
      ),
      truncated: false,
    }));
    client.connection.onRequest('aksCilium/readFile', ({ uri }) => {
      asked.push(uri);
      return { text: files[uri] };
    });
    const params = { initializationOptions: { readsFiles: true } };
    await client.start({ folders: [folder], params });
    expect(await found(client)).toEqual({ files: 2, warnings: 2 });
    expect(asked.filter((uri) => uri.includes('/build/'))).toEqual([]);
  });
});
