import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { repositoryRoot } from './repository';

/** A bundle as it would be built; nothing is written. */
export interface Bundle {
  /** Without its ending, e.g. `server.browser`. */
  readonly name: string;
  readonly text: string;
  readonly inputs: Metafile['inputs'];
}

/** Builds what `npm run build` builds, in memory. */
export async function buildBundles(options: BuildOptions = {}): Promise<readonly Bundle[]> {
  const script = pathToFileURL(join(repositoryRoot, 'esbuild.mjs')).href;
  const { bundles } = (await import(script)) as { bundles: readonly BuildOptions[] };
  return Promise.all(
    bundles.map(async (bundle) => {
      const { outputFiles, metafile } = await build({
        ...bundle,
        ...options,
        absWorkingDir: repositoryRoot,
        sourcemap: false,
        metafile: true,
        write: false,
      });
      const [name = ''] = Object.keys(bundle.entryPoints ?? {});
      return { name, text: outputFiles[0]?.text ?? '', inputs: metafile.inputs };
    }),
  );
}
