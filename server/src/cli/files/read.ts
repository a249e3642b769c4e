import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { describeError } from '../errors';

/** How the text was stored, so that it can be written back the same way. */
export type Encoding = 'utf8' | 'utf16le' | 'utf16be';

export interface ReadText {
  readonly text: string;
  readonly encoding: Encoding;
  /** The file began with a byte order mark; the text does not. */
  readonly hasMark: boolean;
}

export type ReadResult = ReadText | { readonly reason: string };

/** Files beyond this are data, not configuration. */
export const sizeLimit = 32 * 1024 * 1024;
const tooLarge = `is larger than ${sizeLimit / 1024 / 1024} MiB`;

/** Reads a text file; whatever stands in the way comes back as a reason. */
export function readTextFile(path: string): ReadResult {
  let bytes: Uint8Array | undefined;
  try {
    bytes = readBounded(path);
  } catch (error) {
    return { reason: describeError(error) };
  }
  return bytes === undefined ? { reason: tooLarge } : decode(bytes);
}

/** All bytes, or undefined when there are too many; also of pipes and devices, which have no size. */
function readBounded(path: string): Uint8Array | undefined {
  const file = openSync(path, 'r');
  try {
    const status = fstatSync(file);
    if (status.isFile() && status.size > sizeLimit) {
      return undefined;
    }
    const chunks: Buffer[] = [];
    let total = 0;
    for (;;) {
      // One byte more than the size says tells the end of the file in the first call.
      const chunk = Buffer.allocUnsafe(total === 0 && status.isFile() ? status.size + 1 : 65_536);
      const count = readSync(file, chunk);
      total += count;
      if (total > sizeLimit) {
        return undefined;
      }
      chunks.push(chunk.subarray(0, count));
      if (count === 0 || (status.isFile() && count < chunk.length)) {
        return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
      }
    }
  } finally {
    closeSync(file);
  }
}

/** Reads standard input to its end. */
export async function readStandardInput(): Promise<ReadResult> {
  const chunks: Buffer[] = [];
  let total = 0;
  try {
    for await (const chunk of process.stdin) {
      const bytes = chunk as Buffer;
      total += bytes.length;
      if (total > sizeLimit) {
        return { reason: tooLarge };
      }
      chunks.push(bytes);
    }
  } catch (error) {
    return { reason: describeError(error) };
  }
  return decode(Buffer.concat(chunks));
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
    return { reason: `is a binary file (NUL at byte offset ${zero})` };
  }
  if (!isUtf8(bytes)) {
    return { reason: `is not valid UTF-8 (byte offset ${firstInvalidByte(bytes)})` };
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
    return { reason: `is not valid ${label.toUpperCase()}` };
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
