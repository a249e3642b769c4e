import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lint } from '../../server/src/core/index';
import { folderWith } from '../cli/support/folder';
import { run } from '../cli/support/run';
import { clusterWorkspaces } from '../support/cluster-workspaces';
import { start } from './support/in-process';

const severities = ['', 'error', 'warning', 'info', 'hint'];

/** The day matters to rules about the end of support. */
const today = '2026-09-01';

describe('the editor and the command line find the same', () => {
  it.each(Object.entries(clusterWorkspaces))('in %s', async (_name, texts) => {
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
    for (const [uri, text] of Object.entries(files)) {
      await client.open(uri, text, languageOf(uri));
    }
    for (const uri of Object.keys(files)) {
      const report = await client.pull(uri);
      for (const { range, severity, code, message } of report.kind === 'full' ? report.items : []) {
        const { line, character } = range.start;
        const place = `${uri.slice(root.length + 1)}:${line + 1}:${character + 1}`;
        inEditor.push(`${place} ${severities[severity ?? 0]} ${code} ${message}`);
      }
    }
    expect(inEditor.sort()).toEqual([...inCli].sort());
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
  const ids = { bicep: 'bicep', yaml: 'yaml', json: 'json', sh: 'shellscript' } as const;
  return ids[uri.slice(uri.lastIndexOf('.') + 1) as keyof typeof ids];
}
