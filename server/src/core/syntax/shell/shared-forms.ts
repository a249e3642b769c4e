import type { ShellScan } from './scan';

/** What means the same in every shell, and in what guides and pipelines do with scripts of any shell. */

/** Reads a script to its end with the two readers of a shell: within a text in double quotes, and elsewhere. */
export function readToEnd(
  scan: ShellScan,
  readQuoted: (scan: ShellScan) => void,
  readCode: (scan: ShellScan) => void,
): void {
  while (scan.position < scan.text.length) {
    if (scan.frame.kind === 'quoted') {
      readQuoted(scan);
    } else {
      readCode(scan);
    }
  }
}

/** Opens a text in double quotes, which may be empty and still a word. */
export function openQuoted(scan: ShellScan): void {
  scan.addText('');
  scan.push('quoted', '"');
  scan.position++;
}

/** A comment where a word may begin, else a character like others. */
export function readHash(scan: ShellScan): void {
  if (scan.list.word === undefined) {
    scan.comment(scan.lineEnd(scan.position));
  } else {
    scan.takeCharacter();
  }
}

/** The text in single quotes at the position; a quote without an end is an apostrophe. Tells whether it ended. */
export function readSingleQuoted(scan: ShellScan): boolean {
  const start = scan.position + 1;
  const end = scan.find("'", start);
  scan.addText(end === -1 ? "'" : scan.text.slice(start, end));
  scan.position = end === -1 ? start : end + 1;
  return end !== -1;
}

/** What a template (`{{ x }}`) or a pipeline (`${{ x }}`) fills in at the position, if anything. */
export function readAction(scan: ShellScan, opener: '{{' | '${{', isQuoted = false): boolean {
  if (!scan.text.startsWith(opener, scan.position)) {
    return false;
  }
  const end = scan.find('}}', scan.position);
  const length = end === -1 ? opener.length : end + 2 - scan.position;
  scan.takeUnknown(length, isQuoted);
  return true;
}

/** Nothing that ends in the number of a redirection: `<in 2>err`. */
const placeholder = /<[A-Za-z_](?:[^<>\n|;&()]*[^\s<>|;&()])?(?<!\s\d)>/y;

/** What the reader of a guide is to fill in at the position (`<name>`), if anything. */
export function readPlaceholder(scan: ShellScan): boolean {
  const found = scan.match(placeholder);
  if (found !== undefined) {
    scan.takeUnknown(found[0].length, false);
  }
  return found !== undefined;
}

/** In front of a redirection a digit by itself says what is redirected, and is no word. */
export function dropDescriptor(scan: ShellScan, pattern: RegExp): void {
  const [part, another] = scan.frame.word?.parts ?? [];
  if (part?.kind === 'text' && another === undefined && pattern.test(part.text)) {
    scan.frame.word = undefined;
  }
}
