import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, it } from 'vitest';
import { walk } from '../../../server/src/cli/files/walk';
import { addFiles, folderWith } from '../support/folder';

const folderNames = ['a', 'b', 'c', 'build', 'out'];
const fileNames = ['x.yaml', 'y.yaml', 'z.local.yaml', '[q].yaml', 'sp ace.yaml'];
const patterns = [
  ...['build', 'build/', '/build', 'c/', '!c', '#c', '?', '!?', '**', '!**/', '/*', '!/a'],
  ...['*.yaml', '!y.yaml', '*.local.*', '!*.local.yaml', '[xy].yaml', '\\[q\\].yaml'],
  ...['out/*', '!out/x.yaml', '**/x.yaml', 'a/**', '!a/b/', 'a/**/z.local.yaml', '/a/b', 'a/*'],
  ...['!a/b', '**/build/**', 'x.yaml/', '*/x.yaml', 'sp ace.yaml', 'sp\\ ace.yaml'],
];

const hasGit = spawnSync('git', ['--version']).status === 0;

/** Numbers that look random and are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state % below;
  };
}

function repository(seed: number): string {
  const random = numbers(seed);
  const pick = (list: readonly string[]) => list[random(list.length)] ?? '';
  const root = folderWith();
  execFileSync('git', ['init', '--quiet', root]);
  const folders = [''];
  for (let count = 0; count < 8; count++) {
    folders.push(join(pick(folders), pick(folderNames)));
  }
  for (const folder of folders) {
    mkdirSync(join(root, folder), { recursive: true });
    addFiles(join(root, folder), { [pick(fileNames)]: '', [pick(fileNames)]: '' });
  }
  const some = () => Array.from({ length: 1 + random(4) }, () => pick(patterns)).join('\n');
  for (const folder of new Set(['', ...folders.filter(() => random(3) === 0)])) {
    addFiles(join(root, folder), { '.gitignore': `${some()}\n` });
  }
  if (random(3) === 0) {
    addFiles(root, { '.git/info/exclude': `${some()}\n` });
  }
  return root;
}

it.runIf(hasGit)('files are ignored exactly as git ignores them', () => {
  let total = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const root = repository(seed);
    const args = ['ls-files', '--others', '--exclude-standard', '-z'];
    const listed = execFileSync('git', ['-C', root, '-c', 'core.excludesFile=', ...args], {
      encoding: 'utf8',
    });
    const expected = listed.split('\0').filter((file) => file.endsWith('.yaml'));
    const { files } = walk(root, (path) => path.endsWith('.yaml'));
    const found = files.map((file) => relative(root, file).split(sep).join('/'));
    expect({ seed, files: found.sort() }).toEqual({ seed, files: expected.sort() });
    total += found.length;
  }
  expect(total).toBeGreaterThan(100);
});
