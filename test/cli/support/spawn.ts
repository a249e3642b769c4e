import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { repositoryRoot } from '../../support/repository';
import { folderWith } from './folder';
import type { Outcome } from './run';

/** Builds the one file that users get, in a folder of its own; returns its path. */
export async function buildProgram(): Promise<string> {
  const script = pathToFileURL(join(repositoryRoot, 'esbuild.mjs')).href;
  const { bundles } = (await import(script)) as { bundles: readonly BuildOptions[] };
  const bundle = bundles.find(({ entryPoints }) => Object.hasOwn(entryPoints ?? {}, 'cli'));
  const outdir = join(folderWith(), 'dist');
  await build({
    ...bundle,
    outdir,
    absWorkingDir: repositoryRoot,
    minify: true,
    sourcemap: false,
  });
  return join(outdir, 'cli.js');
}

export interface SpawnOptions {
  readonly folder: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** How long it may take. */
  readonly seconds?: number;
  /** Somebody else to run the program, which only the superuser may ask for. */
  readonly user?: { readonly uid?: number; readonly gid?: number };
}

export type Program = (args: readonly string[], options: SpawnOptions) => Promise<Outcome>;

/** Runs the built program; a run that does not end by itself fails. */
export function runnerOf(path: string): Program {
  return (args, { folder, input = '', env = {}, seconds = 15, user = {} }) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [path, ...args], {
        cwd: folder,
        env: { PATH: process.env.PATH, ...env },
        ...user,
      });
      const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
      child.stdout.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
      const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
      child.on('error', reject);
      child.on('close', (code, signal) => {
        clearTimeout(timer);
        if (code === null) {
          reject(new Error(`${args.join(' ')} was ended by ${signal}`));
          return;
        }
        const text = (name: 'stdout' | 'stderr') => Buffer.concat(chunks[name]).toString('utf8');
        resolve({ code, stdout: text('stdout'), stderr: text('stderr') });
      });
      // A program that does not read its input closes it.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    });
}
