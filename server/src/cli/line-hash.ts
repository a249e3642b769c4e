/** Characters, blanks not counted, from the start of the line on. */
const span = 100;
const factor = 37n;
const endOfFile = '\uffff';

/**
 * The hashes by which GitHub's code scanning recognises a line after others have moved it
 * (`primaryLocationLineHash`). Its upload action adds them where they are missing and warns where they
 * differ from its own, so they follow its definition to the bit: a polynomial modulo 2^64 over the
 * next 100 characters that are no blanks, and how many lines before have the same one. Takes lines
 * from 1; returns the hash of each that exists.
 */
export function lineHashes(text: string, lines: readonly number[]): ReadonlyMap<number, string> {
  const compact = `${text.replace(/\r\n?/g, '\n').replace(/[ \t]/g, '')}${endOfFile}`;
  const wanted = new Set(lines);
  const last = Math.max(0, ...lines);
  const seen = new Map<string, number>();
  const hashes = new Map<number, string>();
  let start = 0;
  for (let line = 1; line <= last && start < compact.length; line++) {
    const window = compact.slice(start, start + span);
    const count = (seen.get(window) ?? 0) + 1;
    seen.set(window, count);
    if (wanted.has(line)) {
      hashes.set(line, `${hash(window).toString(16)}:${count}`);
    }
    const lineBreak = compact.indexOf('\n', start);
    start = lineBreak === -1 ? compact.length : lineBreak + 1;
  }
  return hashes;
}

function hash(window: string): bigint {
  let value = 0n;
  for (let index = 0; index < span; index++) {
    const code = index < window.length ? window.charCodeAt(index) : 0;
    value = BigInt.asUintN(64, value * factor + BigInt(code));
  }
  return value;
}
