import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { folderWith } from '../../cli/support/folder';
import { buildProgram, type Program, runnerOf } from '../../cli/support/spawn';
import { bundled } from '../../lsp/support/bundle';
import { TestClient } from '../../lsp/support/client';
import { anyDestination } from '../../lsp/support/texts';
import { ciliumCluster } from '../../support/cluster-workspaces';
import { repositoryRoot } from '../../support/repository';

const seal = join(repositoryRoot, 'test', 'robustness', 'support', 'sealed.cjs');
// Node itself refuses to evaluate text then.
const env = {
  NODE_OPTIONS: `--require ${JSON.stringify(seal)} --disallow-code-generation-from-strings`,
};
const files = {
  'policy.yaml': anyDestination,
  'main.bicep': ciliumCluster(),
  'create.sh': 'az aks create -n a -g b --network-dataplane cilium\n',
  'aks-cilium.yaml': 'profile: {acns: true}\n',
};

const server = bundled('server.node');
let program: Program;

beforeAll(async () => {
  program = runnerOf(await buildProgram());
}, 60_000);

describe('programs that may neither start others, nor open sockets, nor evaluate text', () => {
  it.each([
    [['lint', '.']],
    [['lint', '.', '--format', 'sarif']],
    [['lint', '.', '--format', 'github']],
    [['lint', '.', '--fix']],
    [['lint', '.', '--threads', '2']],
    [['profile', '.']],
    [['rules']],
    [['explain', 'ipblock-any-excludes-pods']],
    [['--help']],
    [['no-such-command']],
  ])('include the command line: %j', { timeout: 60_000 }, async (args) => {
    const folder = folderWith(files);
    const sealed = await program(args, { folder, env, seconds: 50 });
    expect(sealed.stderr).not.toContain('REACHED OUT');
    const free = await program(args, { folder: folderWith(files), seconds: 50 });
    expect(sealed.code).toBe(free.code);
    expect([0, 1, 2]).toContain(sealed.code);
  });

  it('include the server', { timeout: 60_000 }, async () => {
    const folder = pathToFileURL(folderWith(files)).href;
    const child = spawn(process.execPath, [server(), '--stdio'], { env });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += String(data);
    });
    const client = new TestClient(
      createProtocolConnection(
        new StreamMessageReader(child.stdout),
        new StreamMessageWriter(child.stdin),
      ),
    );
    await client.start({ folders: [folder] });
    const uri = `${folder}/policy.yaml`;
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toMatchObject({ kind: 'full' });
    expect(await client.hover(uri, 9, 21)).not.toBeNull();
    expect(await client.connection.sendRequest('aksCilium/lintWorkspace', {})).toMatchObject({
      files: 4,
    });
    expect(client.logged()).toEqual([]);
    await client.shutdown();
    child.kill('SIGKILL');
    expect(stderr).toBe('');
  });

  it.each([
    "require('node:child_process').execSync('true')",
    "require('node:net').connect(1)",
    "fetch('http://localhost')",
    "new Function('return 1')()",
    "eval('1')",
  ])('exclude one that does %s', async (code) => {
    const folder = folderWith();
    writeFileSync(join(folder, 'bad.js'), code);
    const { code: exit } = await runnerOf(join(folder, 'bad.js'))([], { folder, env });
    expect(exit).not.toBe(0);
  });
});
