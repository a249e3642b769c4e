import { execFileSync, spawn } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decode, encode, readTextFile } from '../../../server/src/cli/files/read';
import { largestFile } from '../../../server/src/core/index';
import { folderWith } from '../support/folder';

const bytes = (...values: number[]) => Uint8Array.from(values);
const hasPipes = process.platform !== 'win32';

describe('decode', () => {
  it.each([
    ['plain UTF-8', Buffer.from('a: ä名🔥\n'), 'a: ä名🔥\n', 'utf8', false],
    ['UTF-8 with a mark', Buffer.from('\ufeffa: ä\n'), 'a: ä\n', 'utf8', true],
    ['UTF-16 LE', Buffer.from('\ufeffa: 名\n', 'utf16le'), 'a: 名\n', 'utf16le', true],
    ['UTF-16 BE', Buffer.from('\ufeffa: 名\n', 'utf16le').swap16(), 'a: 名\n', 'utf16be', true],
    ['nothing', bytes(), '', 'utf8', false],
  ] as const)(
    'reads %s, and encode writes the same bytes',
    (_name, input, text, encoding, hasMark) => {
      const result = decode(input);
      expect(result).toEqual({ text, encoding, hasMark });
      expect(Buffer.from(encode(text, { encoding, hasMark }))).toEqual(Buffer.from(input));
    },
  );

  it.each([
    ['NUL', bytes(0x61, 0x00), 'is a binary file (NUL at byte offset 1)'],
    ['Latin-1', bytes(0x61, 0xe4, 0x62), 'is not valid UTF-8 (byte offset 1)'],
    ['a lone continuation byte', bytes(0x80), 'is not valid UTF-8 (byte offset 0)'],
    ['an overlong form', bytes(0x61, 0x62, 0xc0, 0xaf), 'is not valid UTF-8 (byte offset 2)'],
    ['an encoded surrogate', bytes(0xed, 0xa0, 0x80), 'is not valid UTF-8 (byte offset 0)'],
    ['a cut character', bytes(0x61, 0xe5, 0x90), 'is not valid UTF-8 (byte offset 1)'],
    ['half a UTF-16 pair', bytes(0xff, 0xfe, 0x00, 0xd8), 'is not valid UTF-16LE'],
  ])('refuses %s and says where', (_name, input, reason) => {
    expect(decode(input)).toEqual({ reason, isSystemError: false });
  });
});

describe('readTextFile', () => {
  it('reads a file', () => {
    const folder = folderWith({ 'a.yaml': 'a: 1\n' });
    expect(readTextFile(join(folder, 'a.yaml'))).toMatchObject({ text: 'a: 1\n' });
  });

  it('says what stands in the way', () => {
    const folder = folderWith({ 'a.yaml': '' });
    const reasonFor = (name: string) => readTextFile(join(folder, name));
    expect(reasonFor('none')).toEqual({ reason: 'no such file or directory', isSystemError: true });
    expect(reasonFor('.')).toEqual({ reason: 'is a directory', isSystemError: true });
    expect(reasonFor(`${'x'.repeat(300)}`)).toMatchObject({ isSystemError: true });
  });

  it.runIf(hasPipes)('says so of links that lead nowhere or in circles', () => {
    const folder = folderWith();
    symlinkSync('nowhere', join(folder, 'dangling'));
    symlinkSync('loop', join(folder, 'loop'));
    expect(readTextFile(join(folder, 'dangling'))).toMatchObject({
      reason: 'no such file or directory',
    });
    expect(readTextFile(join(folder, 'loop'))).toMatchObject({
      reason: 'too many levels of symbolic links',
    });
  });

  it('refuses files that are too large to be configuration', () => {
    const folder = folderWith({ 'a.yaml': Buffer.alloc(largestFile + 1, 'x') });
    expect(readTextFile(join(folder, 'a.yaml'))).toEqual({
      reason: 'is larger than 20 MB',
      isSystemError: false,
    });
  });

  it.runIf(existsSync('/proc/self/status'))('reads files that do not know their size', () => {
    const result = readTextFile('/proc/self/status');
    expect('text' in result && result.text).toContain('VmRSS');
  });

  it.runIf(existsSync('/dev/zero'))('comes to an end on devices', () => {
    expect(readTextFile('/dev/zero')).toMatchObject({ reason: 'is larger than 20 MB' });
    expect(readTextFile('/dev/null')).toMatchObject({ text: '' });
  });

  it.runIf(hasPipes)('does not wait for ever on a pipe that nobody writes to', () => {
    const pipe = join(folderWith(), 'pipe.yaml');
    execFileSync('mkfifo', [pipe]);
    expect(readTextFile(pipe, 30)).toEqual({
      reason: 'nothing came to read from it',
      isSystemError: true,
    });
  });

  it.runIf(hasPipes)('reads a pipe to its end, however slowly the text comes', () => {
    const pipe = join(folderWith(), 'pipe.yaml');
    execFileSync('mkfifo', [pipe]);
    const script = 'sleep 0.1; printf "a: 1\\n"; sleep 0.1; printf "b: 2\\n"';
    spawn('sh', ['-c', `(${script}) > "$0"`, pipe]);
    expect(readTextFile(pipe)).toMatchObject({ text: 'a: 1\nb: 2\n' });
  });
});
