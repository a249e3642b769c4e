import type { ScriptBuilder } from './embedded';

/** How a scalar of YAML that is no block is written. */
export type FlowStyle = 'plain' | 'single' | 'double';

const lineBreaks = /(?:\r?\n[ \t]*)+/y;
const runs: Readonly<Record<FlowStyle, RegExp>> = {
  plain: /[^\r\n]+/y,
  single: /[^'\r\n]+/y,
  double: /[^\\\r\n]+/y,
};

/**
 * Adds the text of a scalar, without the quotes around it, as YAML gives it to the shell: lines are one, with a line break for each
 * empty line, and escapes are what they stand for. `start` is where the source stands in the file.
 * https://yaml.org/spec/1.2.2/#73-flow-scalar-styles
 */
export function addFlowScalar(
  builder: ScriptBuilder,
  source: string,
  start: number,
  style: FlowStyle,
): void {
  let position = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    return pattern.exec(source)?.[0];
  };
  while (position < source.length) {
    const run = match(runs[style]);
    const breaks = run === undefined ? match(lineBreaks) : undefined;
    const file = start + position;
    if (run !== undefined) {
      position += run.length;
      // Blanks before a line break are not part of the text.
      const isBroken = /[\r\n]/.test(source.charAt(position));
      builder.add(isBroken ? run.trimEnd() : run, file);
    } else if (breaks !== undefined) {
      const count = breaks.split('\n').length - 1;
      builder.add(count === 1 ? ' ' : '\n'.repeat(count - 1), file);
      position += breaks.length;
    } else if (style === 'double' && source.charAt(position) === '\\') {
      const { text, length } = readEscape(source, position);
      builder.add(text, file, length);
      position += length;
    } else {
      // Twice for itself in single quotes; else a carriage return by itself.
      const length = source.startsWith("''", position) && style === 'single' ? 2 : 1;
      builder.add(source.charAt(position), file, length);
      position += length;
    }
  }
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

const escapedBreak = /\\\r?\n[ \t]*/y;
const codePoint = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))/y;

/** What an escape stands for, in one character at most, and how long it is. */
function readEscape(
  source: string,
  position: number,
): { readonly text: string; readonly length: number } {
  escapedBreak.lastIndex = position;
  const lineBreak = escapedBreak.exec(source)?.[0];
  if (lineBreak !== undefined) {
    return { text: '', length: lineBreak.length };
  }
  codePoint.lastIndex = position;
  const [whole, two, four, eight] = codePoint.exec(source) ?? [];
  if (whole !== undefined) {
    const code = Number.parseInt(two ?? four ?? eight ?? '', 16);
    // What needs two units is no part of a name or a value, and none of them would have a place.
    return { text: code > 0xffff ? '\ufffd' : String.fromCharCode(code), length: whole.length };
  }
  const escaped = source.charAt(position + 1);
  return { text: escapes.get(escaped) ?? escaped, length: 1 + escaped.length };
}
