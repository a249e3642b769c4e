/** A mistake of the caller: said in one line on stderr, exit code 2, never a stack trace. */
export class UsageError extends Error {}

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'is a directory',
  ENOTDIR: 'a part of the path is not a directory',
  ELOOP: 'too many levels of symbolic links',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'no space left on the device',
  EROFS: 'the file system is read-only',
  EMFILE: 'too many open files',
  EIO: 'input/output error',
  ENXIO: 'cannot be opened as a file',
  EBUSY: 'is used by another program',
  ERR_INVALID_ARG_VALUE: 'not a valid path',
};

/** What went wrong, for people: of a failed system call its meaning, else the error's own message. */
export function describeError(error: unknown): string {
  if (error instanceof Error) {
    return sentences[errorCode(error)] ?? error.message;
  }
  return String(error);
}

/** `ENOENT` and the like; empty for errors without a code. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
