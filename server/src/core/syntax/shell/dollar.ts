import type { ShellScan } from './scan';
import { readAction } from './shared-forms';

/** Reads what begins with a dollar sign in a script for sh, bash or zsh: a variable, a substitution, a quoted text. */
export function readDollar(scan: ShellScan, isQuoted: boolean): void {
  const next = scan.text.charAt(scan.position + 1);
  if (next === '(') {
    readSubstitution(scan, isQuoted);
  } else if (next === '{') {
    readBraces(scan, isQuoted);
  } else if (next === "'" && !isQuoted) {
    readAnsiQuoted(scan);
  } else {
    readName(scan, isQuoted);
  }
}

function readSubstitution(scan: ShellScan, isQuoted: boolean): void {
  scan.addPart({ kind: 'unknown', isQuoted });
  if (scan.text.startsWith('$((', scan.position)) {
    const end = scan.find('))', scan.position);
    if (end !== -1) {
      scan.position = end + 2;
      return;
    }
  }
  scan.position += 2;
  scan.push('list', ')');
}

function readBraces(scan: ShellScan, isQuoted: boolean): void {
  // What a pipeline fills in before the shell sees it.
  if (readAction(scan, '${{', isQuoted)) {
    return;
  }
  const end = scan.find('}', scan.position);
  const content = end === -1 ? '' : scan.text.slice(scan.position + 2, end);
  if (/^[A-Za-z_]\w*$/.test(content)) {
    scan.addPart({ kind: 'variable', name: content, isQuoted });
  } else {
    // The items of an array are words of their own even in quotes.
    scan.addPart({ kind: 'unknown', isQuoted: isQuoted && !/\[[@*]\]|^[@*]/.test(content) });
  }
  scan.position = end === -1 ? scan.position + 2 : end + 1;
}

function readAnsiQuoted(scan: ShellScan): void {
  const found = scan.match(/\$'([^'\\]*)'/y);
  if (found === undefined) {
    scan.addPart({ kind: 'unknown', isQuoted: true });
    const [escaped = "$'"] = scan.match(/\$'(?:[^'\\]|\\[\s\S])*'/y) ?? [];
    scan.position += escaped.length;
    return;
  }
  scan.addText(found[1] ?? '');
  scan.position += found[0].length;
}

function readName(scan: ShellScan, isQuoted: boolean): void {
  const [whole = '$', name, special] = scan.match(/\$(?:([A-Za-z_]\w*)|([\d@*?#$!-]))/y) ?? [];
  if (name !== undefined) {
    scan.addPart({ kind: 'variable', name, isQuoted });
  } else if (special !== undefined) {
    scan.addPart({ kind: 'unknown', isQuoted: isQuoted && !/[@*]/.test(special) });
  } else {
    scan.addText('$');
  }
  scan.position += whole.length;
}
