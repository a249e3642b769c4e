import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { largestFile } from '../../core/index';
import { describeError, errorCode } from '../errors';

/** How the text was stored, so that it can be written back the same way. */
export type Encoding = 'utf8' | 'utf16le' | 'utf16be';

export interface ReadText {
  readonly text: string;
  readonly encoding: Encoding;
  /** The file began with a byte order mark; the text does not. */
  readonly hasMark: boolean;
}

export interface ReadFailure {
  /** Reads on from the file's name: `is a binary file`. */
  readonly reason: string;
  /** The bytes could not be had at all, whatever they are. */
  readonly isSystemError: boolean;
}

export type ReadResult = ReadText | ReadFailure;

const tooLarge = unfit(`is larger than ${largestFile / 1_000_000} MB`);

/** How long a pipe may be silent: what feeds it, such as `kubectl get`, takes its time. */
const patienceForPipes = 60_000;
const patienceForWriters = 1_000;

/** Reads a text file; whatever stands in the way comes back as a reason. */
export function readTextFile(path: string, patience = patienceForPipes): ReadResult {
  try {
    const bytes = readBounded(path, patience);
    return bytes === undefined ? tooLarge : decode(bytes);
  } catch (error) {
    return failure(error);
  }
}

function unfit(reason: string): ReadFailure {
  return { reason, isSystemError: false };
}

function failure(error: unknown): ReadFailure {
  return { reason: describeError(error), isSystemError: true };
}

/** All bytes, or undefined when there are too many. */
function readBounded(path: string, patience: number): Uint8Array | undefined {
  // Without O_NONBLOCK, which Windows does not have, a pipe that nobody writes to never opens.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const status = fstatSync(file);
    if (!status.isFile()) {
      return readStream(file, { isPipe: status.isFIFO(), patience });
    }
    return status.size > largestFile ? undefined : readChunks(file, status.size);
  } finally {
    closeSync(file);
  }
}

function readChunks(file: number, size: number): Uint8Array | undefined {
  const chunks: Buffer[] = [];
  let total = 0;
  for (;;) {
    // One byte more than the size tells the end of the file in the first call. Some files, as those
    // in /proc, say that their size is 0.
    const chunk = Buffer.allocUnsafe(total === 0 && size > 0 ? size + 1 : 65_536);
    const count = readSync(file, chunk);
    chunks.push(chunk.subarray(0, count));
    total += count;
    if (total > largestFile) {
      return undefined;
    }
    if (count === 0 || (total === size && chunks.length === 1)) {
      return Buffer.concat(chunks);
    }
  }
}

interface Stream {
  readonly isPipe: boolean;
  readonly patience: number;
}

/** Pipes and devices, which have no size and may have nothing to read yet. */
function readStream(file: number, { isPipe, patience }: Stream): Uint8Array | undefined {
  const chunks: Buffer[] = [];
  let total = 0;
  let silence = 0;
  while (total <= largestFile) {
    const chunk = Buffer.allocUnsafe(65_536);
    const count = readWhatIsThere(file, chunk);
    if (count === 0 && (total > 0 || !isPipe)) {
      return Buffer.concat(chunks);
    }
    if (count === 0 || count === undefined) {
      // A pipe that nobody has opened to write looks as if it had ended.
      if (silence >= (count === 0 ? Math.min(patience, patienceForWriters) : patience)) {
        throw new Error('nothing came to read from it');
      }
      silence += pause;
      Atomics.wait(sleeper, 0, 0, pause);
      continue;
    }
    silence = 0;
    total += count;
    chunks.push(chunk.subarray(0, count));
  }
  return undefined;
}

const pause = 10;
const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** How many bytes there were: 0 at the end, undefined when there are none yet. */
function readWhatIsThere(file: number, chunk: Buffer): number | undefined {
  try {
    return readSync(file, chunk);
  } catch (error) {
    if (errorCode(error) === 'EAGAIN') {
      return undefined;
    }
    throw error;
  }
}

/** Standard input to its end: its bytes as they came, and what they say. */
export async function readStandardInput(): Promise<{
  readonly bytes: Uint8Array;
  readonly result: ReadResult;
}> {
  const chunks: Buffer[] = [];
  let total = 0;
  try {
    for await (const chunk of process.stdin) {
      const bytes = chunk as Buffer;
      total += bytes.length;
      if (total > largestFile) {
        return { bytes: new Uint8Array(), result: tooLarge };
      }
      chunks.push(bytes);
    }
  } catch (error) {
    return { bytes: new Uint8Array(), result: failure(error) };
  }
  const bytes = Buffer.concat(chunks);
  return { bytes, result: decode(bytes) };
}

/** Text of bytes: UTF-8, or UTF-16 when a byte order mark says so. */
export function decode(bytes: Uint8Array): ReadResult {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return decodeUtf16(bytes, 'utf16le', 'utf-16le');
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return decodeUtf16(bytes, 'utf16be', 'utf-16be');
  }
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    return unfit(`is a binary file (NUL at byte offset ${zero})`);
  }
  if (!isUtf8(bytes)) {
    return unfit(`is not valid UTF-8 (byte offset ${firstInvalidByte(bytes)})`);
  }
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = hasMark ? bytes.subarray(3) : bytes;
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return { text: buffer.toString('utf8'), encoding: 'utf8', hasMark };
}

function decodeUtf16(bytes: Uint8Array, encoding: Encoding, label: string): ReadResult {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    return { text, encoding, hasMark: true };
  } catch {
    return unfit(`is not valid ${label.toUpperCase()}`);
  }
}

/** Where the first byte sequence starts that is no UTF-8 (RFC 3629: no overlong forms, no surrogates). */
function firstInvalidByte(bytes: Uint8Array): number {
  let offset = 0;
  while (offset < bytes.length) {
    const first = bytes[offset] ?? 0;
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (length > 1 && !isUtf8(bytes.subarray(offset, offset + length))) {
      break;
    }
    offset += length;
  }
  return offset;
}

/** The bytes of a text in the encoding it was read with. */
export function encode(text: string, { encoding, hasMark }: Omit<ReadText, 'text'>): Uint8Array {
  const marked = hasMark ? `\ufeff${text}` : text;
  if (encoding === 'utf8') {
    return Buffer.from(marked, 'utf8');
  }
  const bytes = Buffer.from(marked, 'utf16le');
  return encoding === 'utf16be' ? bytes.swap16() : bytes;
}
