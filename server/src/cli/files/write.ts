import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorCode } from '../errors';

/**
 * Replaces a file's content as a whole: a reader sees the old bytes or the new ones, and a crash leaves
 * one of both. The mode is kept; of a symbolic link the target is replaced, the link stays.
 */
export function writeFileAtomically(path: string, content: string | Uint8Array): void {
  const target = resolveTarget(path);
  const status = statSync(target, { throwIfNoEntry: false });
  if (status !== undefined && !status.isFile()) {
    // Nothing to replace in a pipe or a device such as /dev/stdout.
    writeAll(openSync(target, 'w'), content);
    return;
  }
  const temporary = join(
    dirname(target),
    `.${basename(target).slice(0, 100)}.${process.pid}-${Date.now().toString(36)}.tmp`,
  );
  try {
    writeAll(openSync(temporary, 'wx', status?.mode ?? 0o666), content, true);
    if (status !== undefined) {
      // The process's umask may have taken bits away.
      chmodSync(temporary, status.mode);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeAll(file: number, content: string | Uint8Array, sync = false): void {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  try {
    for (let offset = 0; offset < bytes.length; ) {
      offset += writeSync(file, bytes, offset);
    }
    if (sync) {
      fsyncSync(file);
    }
  } finally {
    closeSync(file);
  }
}

function resolveTarget(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return path;
    }
    throw error;
  }
}
