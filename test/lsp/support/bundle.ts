import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

/**
 * Builds one of the product's bundles, with the product's own options, into a temporary folder before the tests of
 * the file. The function gives its path.
 */
export function bundled(name: 'server.node' | 'server.browser'): () => string {
  let folder = '';
  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'aks-cilium-')));
    const script = pathToFileURL(join(root, 'esbuild.mjs')).href;
    const { bundles } = (await import(script)) as { bundles: BuildOptions[] };
    const options = bundles.find(({ entryPoints }) =>
      Object.keys(entryPoints ?? {}).includes(name),
    );
    await build({ ...options, absWorkingDir: root, outdir: folder });
  }, 30_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return () => join(folder, `${name}.js`);
}
