import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, WorkspaceDiagnosticRequest } from 'vscode-languageserver/node';
import { lint } from '../../server/src/core/index';
import { diskFiles } from '../../server/src/platform/node/disk-files';
import { fileUri } from '../../server/src/platform/node/file-uri';
import { lintWorkspaceRequest } from '../../server/src/protocol/index';
import { folderWith } from '../cli/support/folder';
import { run } from '../cli/support/run';
import {
  bicepCluster,
  ciliumCluster,
  clusterWorkspaces,
  rangePolicy,
} from '../support/cluster-workspaces';
import { start } from './support/in-process';

const severities = ['', 'error', 'warning', 'info', 'hint'];

/** The day matters to rules about the end of support. */
const today = '2026-09-01';

describe('the editor and the command line find the same', () => {
  it.each(Object.entries(clusterWorkspaces))('in %s', async (_name, texts) => {
    const folder = folderWith(texts);
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
    for (const [uri, text] of Object.entries(files)) {
      await client.open(uri, text, languageOf(uri));
    }
    for (const uri of Object.keys(files)) {
      const report = await client.pull(uri);
      inEditor.push(...(report.kind === 'full' ? report.items.map(saying(root, uri)) : []));
    }
    expect(inEditor.sort()).toEqual(await foundInCli(folder));
  });

  it.each(Object.entries(closedWorkspaces))('in closed files %s', async (_name, texts) => {
    const folder = folderWith(texts);
    const root = fileUri(folder);
    const { client } = await start({
      folders: [root],
      host: { lint, files: diskFiles },
      settings: () => ({ today }),
    });
    await client.connection.sendRequest(lintWorkspaceRequest, {});
    const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds: [],
    });
    const inEditor = items.flatMap((report) =>
      report.kind === 'full' ? report.items.map(saying(root, report.uri)) : [],
    );
    expect(inEditor.length).toBeGreaterThan(0);
    expect(inEditor.sort()).toEqual(await foundInCli(folder));
  });
});

const policy = rangePolicy('10.10.3.0/24');
const withRanges = ciliumCluster('', '', "podCidr: '10.10.0.0/16'");
const other = bicepCluster("networkPlugin: 'azure'");

/** Whole folders as they lie on the disk. */
const closedWorkspaces: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'of which git ignores some': {
    '.git/HEAD': 'ref: refs/heads/main\n',
    '.gitignore': 'build/\n*.local.yaml\n',
    'infra/main.bicep': withRanges,
    'build/main.bicep': other,
    'k8s/policy.yaml': policy,
    'k8s/policy.local.yaml': policy,
    'k8s/old/.gitignore': '*\n!kept.yaml\n',
    'k8s/old/policy.yaml': policy,
    'k8s/old/kept.yaml': policy,
  },
  'of two repositories and files beside them': {
    'one/.git/HEAD': 'ref: refs/heads/main\n',
    'one/main.bicep': withRanges,
    'one/policy.yaml': policy,
    'two/.git/HEAD': 'ref: refs/heads/main\n',
    'two/main.bicep': other,
    'two/policy.yaml': policy,
    'aks-cilium.yaml': 'rules: {ipblock-in-cluster-range: error}\n',
    'policy.yaml': policy,
  },
  'of a repository with a submodule': {
    '.git/HEAD': 'ref: refs/heads/main\n',
    'main.bicep': withRanges,
    'apps/.git': 'gitdir: ../.git/modules/apps\n',
    'apps/policy.yaml': policy,
    'aks-cilium.yaml': 'rules: {ipblock-in-cluster-range: warning}\n',
  },
};

/** What the command line finds, each as a line. */
async function foundInCli(folder: string): Promise<readonly string[]> {
  const { stdout } = await run(['lint', '--format', 'json', '--today', today], { folder });
  return (JSON.parse(stdout) as { findings: readonly CliFinding[] }).findings
    .map(
      ({ file, rule, severity, message, range }) =>
        `${file}:${range.start.line}:${range.start.column} ${severity} ${rule} ${message}`,
    )
    .sort();
}

/** Says a diagnostic as such a line. */
function saying(root: string, uri: string) {
  return ({ range, severity, code, message }: Diagnostic) => {
    const { line, character } = range.start;
    const place = `${uri.slice(root.length + 1)}:${line + 1}:${character + 1}`;
    return `${place} ${severities[severity ?? 0]} ${code} ${message}`;
  };
}

interface CliFinding {
  readonly file: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
}

function languageOf(uri: string): string {
  const ids = { bicep: 'bicep', yaml: 'yaml', json: 'json', sh: 'shellscript' } as const;
  return ids[uri.slice(uri.lastIndexOf('.') + 1) as keyof typeof ids];
}
