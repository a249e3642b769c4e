import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileAtomically } from '../../../server/src/cli/files/write';
import { folderWith } from '../support/folder';

const isPosix = process.platform !== 'win32';

describe('writeFileAtomically', () => {
  it('writes a new file and replaces an old one, and leaves nothing behind', () => {
    const folder = folderWith({ 'old.yaml': 'a much longer text than the new one' });
    writeFileAtomically(join(folder, 'new.yaml'), 'ä');
    writeFileAtomically(join(folder, 'old.yaml'), Buffer.from([1, 2]));
    expect(readFileSync(join(folder, 'new.yaml'), 'utf8')).toBe('ä');
    expect([...readFileSync(join(folder, 'old.yaml'))]).toEqual([1, 2]);
    expect(readdirSync(folder).sort()).toEqual(['new.yaml', 'old.yaml']);
  });

  it.runIf(isPosix)('keeps the mode', () => {
    const folder = folderWith({ 'a.yaml': 'x' });
    chmodSync(join(folder, 'a.yaml'), 0o764);
    writeFileAtomically(join(folder, 'a.yaml'), 'y');
    expect(statSync(join(folder, 'a.yaml')).mode & 0o777).toBe(0o764);
  });

  it.runIf(isPosix)('replaces what a link points to, and keeps the link', () => {
    const folder = folderWith({ 'real/a.yaml': 'x' });
    symlinkSync('real/a.yaml', join(folder, 'link.yaml'));
    writeFileAtomically(join(folder, 'link.yaml'), 'y');
    expect(lstatSync(join(folder, 'link.yaml')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real', 'a.yaml'), 'utf8')).toBe('y');
  });

  it('fails without a trace where a folder is in the way or missing', () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'a.yaml'));
    expect(() => writeFileAtomically(join(folder, 'a.yaml'), 'x')).toThrow();
    expect(() => writeFileAtomically(join(folder, 'none', 'a.yaml'), 'x')).toThrow('ENOENT');
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });
});
