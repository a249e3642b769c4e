import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildBundles } from './support/bundles';
import { repositoryRoot } from './support/repository';

/** What of the repository may be in the package, besides the bundles. */
const written = [
  ...['package.json', 'package.nls.json', 'README.md', 'CHANGELOG.md', 'LICENSE', '.vscodeignore'],
  ...['images', 'l10n', 'schemas', 'snippets', 'syntaxes', 'walkthrough'],
  ...['docs', 'scripts', 'server', 'client'],
];

// A folder of its own: other tests run what is in `dist`.
const folder = mkdtempSync(join(tmpdir(), 'aks-cilium-package-'));
let files: readonly string[] = [];
let size = 0;

beforeAll(async () => {
  for (const path of written) {
    cpSync(join(repositoryRoot, path), join(folder, path), { recursive: true });
  }
  for (const { name, text } of await buildBundles({ minify: true })) {
    write(`dist/${name}.js`, text);
    write(`dist/${name}.js.map`, '{}');
  }
  write('.env', 'never packaged');
  files = await listFiles({ cwd: folder, packageManager: PackageManager.None });
  // It tells people what it packs.
  vi.spyOn(console, 'log').mockReturnValue();
  vi.spyOn(console, 'info').mockReturnValue();
  const packagePath = join(folder, 'out.vsix');
  await createVSIX({ cwd: folder, packagePath, dependencies: false });
  size = statSync(packagePath).size;
}, 60_000);
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

describe('the package', () => {
  it('holds the bundles and what the manifest points to, and no sources', () => {
    const pictures = /^docs\/images\/[a-z-]+\.png$/;
    expect(files.filter((path) => !pictures.test(path)).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/cli.js',
      'dist/client.browser.js',
      'dist/client.node.js',
      'dist/server.browser.js',
      'dist/server.node.js',
      'images/icon.png',
      'l10n/bundle.l10n.json',
      'package.json',
      'package.nls.json',
      'schemas/aks-cilium.schema.json',
      'snippets/arm.json',
      'snippets/bicep.json',
      'snippets/kubernetes.json',
      'snippets/powershell.json',
      'snippets/shell.json',
      'syntaxes/azure-cli.tmLanguage.json',
      'syntaxes/bicep.tmLanguage.json',
      'syntaxes/kubernetes.tmLanguage.json',
      'syntaxes/suppression.tmLanguage.json',
      'walkthrough/finding.md',
      'walkthrough/pipeline.md',
      'walkthrough/policy.md',
      'walkthrough/profile.md',
    ]);
  });

  it('is smaller than 1.5 MB', () => {
    expect(size).toBeGreaterThan(100_000);
    expect(size).toBeLessThan(1_500_000);
  });
});

function write(path: string, text: string): void {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
