import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Diagnostic, WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { lint } from '../../server/src/core/index';
import { folderWith } from '../cli/support/folder';
import { run } from '../cli/support/run';
import type { WorkspaceTexts } from '../support/cluster-workspaces';
import { corpusFiles } from '../support/corpus';
import { objectWorkspaces } from '../support/object-workspaces';
import { start } from './support/in-process';

const severities = ['', 'error', 'warning', 'info', 'hint'];

/** The day matters to rules about the end of support. */
const today = '2026-09-01';

/** What both find, as `path:line:column severity rule message`; fails when they differ. */
async function foundByBoth(texts: WorkspaceTexts): Promise<readonly string[]> {
  const folder = folderWith(texts);
  const { stdout } = await run(['lint', '--format', 'json', '--today', today], { folder });
  const inCli = (JSON.parse(stdout) as { findings: readonly CliFinding[] }).findings.map(
    ({ file, rule, severity, message, range }) =>
      `${file}:${range.start.line}:${range.start.column} ${severity} ${rule} ${message}`,
  );
  const root = pathToFileURL(folder).href;
  const files = Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [`${root}/${path}`, text]),
  );
  const { client } = await start({
    folders: [root],
    files,
    host: { lint },
    settings: () => ({ today }),
  });
  const inEditor: string[] = [];
  const note = (uri: string, items: readonly Diagnostic[]) => {
    for (const { range, severity, code, message } of items) {
      const { line, character } = range.start;
      const place = `${uri.slice(root.length + 1)}:${line + 1}:${character + 1}`;
      inEditor.push(`${place} ${severities[severity ?? 0]} ${code} ${message}`);
    }
  };
  // Closed first, as in a check of the whole workspace.
  const { items } = await client.connection.sendRequest<WorkspaceDiagnosticReport>(
    'workspace/diagnostic',
    { previousResultIds: [] },
  );
  for (const item of items) {
    note(item.uri, item.kind === 'full' ? item.items : []);
  }
  const expected = [...inCli].sort();
  expect(inEditor.splice(0).sort()).toEqual(expected);
  for (const [uri, text] of Object.entries(files)) {
    await client.open(uri, text, languageOf(uri));
  }
  for (const uri of Object.keys(files)) {
    const report = await client.pull(uri);
    note(uri, report.kind === 'full' ? report.items : []);
  }
  expect(inEditor.sort()).toEqual(expected);
  return expected;
}

describe('in a whole workspace, the editor and the command line find the same', () => {
  it.each(Object.entries(objectWorkspaces))('in %s', async (_name, { texts, found }) => {
    const both = await foundByBoth(texts);
    const short = both.map((each) => each.replace(/^([^:]+):\S+ (\S+) (\S+) .*$/s, '$1 $3 $2'));
    expect(short).toEqual(found);
  });

  it.each(['prometheus-operator__kube-prometheus', 'mspnp__aks-baseline'])(
    'in a real repository: %s',
    { timeout: 240_000 },
    async (repository) => {
      const files = corpusFiles(/\.(?:ya?ml|json|bicep|bicepparam|sh|ps1|md)$/).filter(({ name }) =>
        name.startsWith(`${repository}/`),
      );
      const texts = Object.fromEntries(
        files.map(({ name, text }) => [name.slice(repository.length + 1), text]),
      );
      const found = await foundByBoth(texts);
      expect(found.length > 0 || files.length === 0).toBe(true);
    },
  );

  it('in the pair of a real DaemonSet and its policy, which lie in two folders', async () => {
    const files = corpusFiles(/nodeExporter-(?:daemonset|networkPolicy)\.yaml$/);
    const texts = Object.fromEntries(
      files.map(({ name, text }) => [
        name.includes('daemonset') ? 'apps/agent.yaml' : 'policies/agent.yaml',
        text,
      ]),
    );
    const found = await foundByBoth(texts);
    expect(found.map((each) => each.replace(/^([^:]+):\S+ (\S+) (\S+) .*$/s, '$1 $3 $2'))).toEqual(
      files.length === 0 ? [] : ['policies/agent.yaml policy-selects-host-network warning'],
    );
  });
});

interface CliFinding {
  readonly file: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
}

function languageOf(uri: string): string {
  const ids = {
    bicep: 'bicep',
    bicepparam: 'bicep-params',
    yaml: 'yaml',
    yml: 'yaml',
    json: 'json',
    sh: 'shellscript',
    ps1: 'powershell',
    md: 'markdown',
  } as const;
  return ids[uri.slice(uri.lastIndexOf('.') + 1) as keyof typeof ids];
}
