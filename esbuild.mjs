// Builds every bundle into dist/. `--production` minifies; `--watch` keeps building.
import { readFileSync } from 'node:fs';
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  minify: production,
  sourcemap: production ? false : 'linked',
  // The `main` of jsonc-parser and others is UMD, which a bundle cannot follow.
  mainFields: ['module', 'main'],
  logLevel: 'warning',
  metafile: true,
};

/** Node bundles and browser (web worker) bundles; names are what package.json and tests refer to. */
export const bundles = [
  {
    ...shared,
    platform: 'node',
    target: 'node20',
    entryPoints: { 'client.node': 'client/src/extension.node.ts' },
    external: ['vscode'],
  },
  {
    ...shared,
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    entryPoints: { 'client.browser': 'client/src/extension.browser.ts' },
    external: ['vscode'],
  },
  {
    ...shared,
    platform: 'node',
    target: 'node20',
    entryPoints: { 'server.node': 'server/src/main.node.ts' },
  },
  {
    ...shared,
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    format: 'iife',
    entryPoints: { 'server.browser': 'server/src/main.browser.ts' },
  },
  {
    ...shared,
    platform: 'node',
    target: 'node20',
    banner: { js: '#!/usr/bin/env node' },
    define: { AKS_CILIUM_VERSION: JSON.stringify(version) },
    entryPoints: { cli: 'server/src/main.cli.ts' },
  },
].map((options) => ({ ...options, outdir: 'dist' }));

if (import.meta.url === `file://${process.argv[1]}` || process.argv[1]?.endsWith('esbuild.mjs')) {
  if (watch) {
    const contexts = await Promise.all(bundles.map((options) => esbuild.context(options)));
    await Promise.all(contexts.map((context) => context.watch()));
  } else {
    await Promise.all(bundles.map((options) => esbuild.build(options)));
  }
}
