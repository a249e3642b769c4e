import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from './support/repository';

/** A file of the repository that might be, with one import, and whether the linter lets that pass. */
interface Attempt {
  readonly from: string;
  readonly to: string;
  readonly refused: boolean;
}

const core = 'server/src/core';
const refused = (from: string, ...targets: readonly string[]) =>
  targets.map((to): Attempt => ({ from, to, refused: true }));
const accepted = (from: string, ...targets: readonly string[]) =>
  targets.map((to): Attempt => ({ from, to, refused: false }));

const attempts: readonly Attempt[] = [
  ...refused(`${core}/model`, 'vscode', 'vscode-languageserver', 'vscode-languageserver/node'),
  ...refused(`${core}/model`, 'node:fs', 'fs', '../../lsp/convert', '../../cli/main'),
  ...refused(`${core}/model`, '../../protocol/index', '../../platform/node/host'),
  ...accepted(`${core}/model`, '../text/range', '../syntax/yaml/tree', './traced'),
  ...refused(`${core}/rules/workload`, 'vscode', 'yaml', 'node:path', './other-rule'),
  ...refused(`${core}/rules/workload`, '../network-policy/other-rule', '../../syntax/yaml/tree'),
  ...refused(`${core}/rules/workload`, '../../engine/lint', '../../config/resolve'),
  ...refused(`${core}/rules/workload`, '../../features/hover', '../../workspace/snapshot'),
  ...accepted(`${core}/rules/workload`, '../../engine/define-rule', '../../engine/finding'),
  ...accepted(`${core}/rules/workload`, '../../model/traced', '../../policy/peers/peers'),
  ...accepted(`${core}/rules/workload`, '../../knowledge/sources', '../../text/range'),
  ...accepted(`${core}/rules`, './workload/a-rule', '../engine/define-rule'),
  ...refused('server/src/protocol', '../core/index', 'vscode', 'node:path', 'yaml'),
  ...accepted('server/src/protocol', './rules'),
  ...refused('server/src/lsp', '../cli/main', '../platform/node/host', 'yaml', 'node:path'),
  ...refused('server/src/lsp', '../core/engine/lint', 'vscode-languageserver/node', 'vscode'),
  ...refused('server/src/lsp/handlers', '../../core/engine/lint', '../../cli/main'),
  ...accepted('server/src/lsp/handlers', '../../core/index', '../../protocol/index', '../linter'),
  ...accepted('server/src/lsp', 'vscode-languageserver', 'vscode-languageserver-textdocument'),
  ...refused('server/src/cli', '../lsp/server', '../protocol/index', 'vscode', 'yaml'),
  ...refused('server/src/cli/commands', '../../core/engine/lint', 'vscode-languageserver'),
  ...accepted('server/src/cli/commands', '../../core/index', '../options', 'node:fs', 'commander'),
  ...refused('server/src/platform/node', '../../core/index', '../../lsp/server', '../browser/host'),
  ...accepted('server/src/platform/node', 'node:fs', '../../protocol/index', './disk-files'),
  ...refused('server/src/platform/browser', 'node:fs', '../node/host', '../../core/index'),
  ...accepted('server/src/platform/browser', '../../protocol/index'),
  ...refused('client/src/infrastructure', '../features/status/index', 'node:fs'),
  ...refused('client/src/infrastructure', '../../../server/src/core/index'),
  ...accepted('client/src/infrastructure', 'vscode', '../../../server/src/protocol/index'),
  ...refused('client/src/features/status', '../profile/index', '../profile/commands', 'node:fs'),
  ...refused('client/src/features/status', '../../../../server/src/core/index'),
  ...refused('client/src/features/status', '../../../../server/src/protocol/rules'),
  ...accepted('client/src/features/status', './summary', '../../infrastructure/relevance'),
  ...accepted('client/src/features/status', '../../../../server/src/protocol/index', 'vscode'),
];

const folder = mkdtempSync(join(tmpdir(), 'aks-cilium-walls-'));
const files = attempts.map(({ from }, index) => `${from}/attempt-${index}.ts`);

/** Files and the rules of the linter that they break. */
const broken = new Map<string, ReadonlySet<string>>();

beforeAll(() => {
  copyFileSync(join(repositoryRoot, 'biome.json'), join(folder, 'biome.json'));
  for (const [index, { to }] of attempts.entries()) {
    write(files[index] ?? '', `import { a } from '${to}';\n\nexport const b = a;\n`);
  }
  write(`${core}/text/types.ts`, "import type { A } from 'vscode';\n\nexport type B = A;\n");
  write('server/src/core/text/clock.ts', "console.log('in core');\n");
  write('server/src/lsp/floating.ts', 'const later = async () => 1;\nlater();\n');
  write('server/src/lsp/long.ts', `export function long() {\n${'  void 0;\n'.repeat(61)}}\n`);
  const biome = join(repositoryRoot, 'node_modules/@biomejs/biome/bin/biome');
  const options = ['--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none'];
  const { stdout } = spawnSync(process.execPath, [biome, 'lint', ...options, '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const report = JSON.parse(stdout) as {
    diagnostics: { category: string; location: { path: string | { file: string } } }[];
  };
  for (const { category, location } of report.diagnostics) {
    const path = typeof location.path === 'string' ? location.path : location.path.file;
    broken.set(path, new Set([...(broken.get(path) ?? []), category]));
  }
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the linter', () => {
  it.each(attempts.map((attempt, index) => [verdict(attempt), index] as const))(
    '%s',
    (_verdict, index) => {
      const found = [...(broken.get(files[index] ?? '') ?? [])];
      const walls = ['lint/style/noRestrictedImports', 'lint/correctness/noNodejsModules'];
      const isRefused = found.some((category) => walls.includes(category));
      expect(isRefused, `found: ${found}`).toBe(attempts[index]?.refused);
    },
  );

  it('refuses imports of types as well', () => {
    expect([...(broken.get(`${core}/text/types.ts`) ?? [])]).toContain(
      'lint/style/noRestrictedImports',
    );
  });

  it('keeps the console out of core', () => {
    expect([...(broken.get('server/src/core/text/clock.ts') ?? [])]).toContain(
      'lint/suspicious/noConsole',
    );
  });

  it('finds promises that nobody waits for', () => {
    expect([...(broken.get('server/src/lsp/floating.ts') ?? [])]).toContain(
      'lint/nursery/noFloatingPromises',
    );
  });

  it('finds functions of more than 60 lines', () => {
    expect([...(broken.get('server/src/lsp/long.ts') ?? [])]).toContain(
      'lint/complexity/noExcessiveLinesPerFunction',
    );
  });
});

describe('the compiler', () => {
  it.each([
    ["import 'node:fs';", 'node:fs'],
    ['export const a = process.cwd();', "'process'"],
    ['setTimeout(() => undefined, 1);', "'setTimeout'"],
    ['export const a = document.title;', "'document'"],
    ["import 'vscode-languageserver/node'; export const a = Buffer.from('');", "'Buffer'"],
  ])('does not let core say %s', (text, reason) => {
    const path = write(`core-${Buffer.from(text).toString('hex').slice(0, 20)}/a.ts`, text);
    const config = {
      extends: join(repositoryRoot, 'server/src/core/tsconfig.json'),
      compilerOptions: { rootDir: '.', outDir: 'out', tsBuildInfoFile: 'out/.tsbuildinfo' },
      include: ['*.ts'],
    };
    writeFileSync(join(dirname(path), 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(repositoryRoot, 'node_modules/typescript/bin/tsc');
    const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', dirname(path)], {
      encoding: 'utf8',
    });
    expect(stdout).toContain(reason);
    expect(status).not.toBe(0);
  });
});

function verdict({ from, to, refused: isRefused }: Attempt): string {
  return `${isRefused ? 'refuses' : 'accepts'} in ${from}: ${to}`;
}

function write(path: string, text: string): string {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  return target;
}
