import { inFile, type PlacedScript, rangeInFile, wholeScript } from '../../syntax/shell/embedded';
import { markdownScripts } from '../../syntax/shell/markdown-scripts';
import { readScript } from '../../syntax/shell/resolve';
import type { ShellDialect } from '../../syntax/shell/tree';
import type { Range } from '../../text/range';
import {
  type Comment,
  type CommentSyntax,
  type ScannedText,
  suppressionMark,
} from './comment-syntax';

/** Comments of sh, bash and zsh. */
export const shellComments: CommentSyntax = scriptComments('posix');
/** Comments of PowerShell: to the end of a line, and blocks. */
export const powershellComments: CommentSyntax = scriptComments('powershell');
/** Comments of the command prompt of Windows: lines that begin with `rem` or two colons. */
export const batchComments: CommentSyntax = scriptComments('cmd');

function scriptComments(dialect: ShellDialect): CommentSyntax {
  return {
    scan: (text) => scannedText(text, [wholeScript(text, dialect)], [], []),
    write: (content) => `${marks[dialect]} ${content}`,
    // The line that names the interpreter stays the first.
    fileStart: (text) => /^#![^\n]*\n/.exec(text)?.[0].length ?? 0,
  };
}

const marks: Readonly<Record<ShellDialect, string>> = { cmd: 'rem', posix: '#', powershell: '#' };

/** Comments of the scripts in a Markdown file, and those of Markdown itself, which may stand above a script. */
export const markdownComments: CommentSyntax = {
  scan: (text) => {
    const { scripts, marks } = markdownScripts(text);
    return scannedText(text, scripts, htmlComments(text, scripts), marks);
  },
  write: (content, scope, { text, start }) => {
    const script = markdownScripts(text).scripts.findLast((each) => inFile(each, 0) <= start);
    return scope === 'file'
      ? `<!-- ${content} -->`
      : `${marks[script?.dialect ?? 'posix']} ${content}`;
  },
  fileStart: (text) => /^---\r?\n[\s\S]*?\n---[ \t]*\r?\n/.exec(text)?.[0].length ?? 0,
  // Of a quote every line has its mark.
  indent: /^[ \t>]*/,
};

function scannedText(
  text: string,
  scripts: readonly PlacedScript[],
  html: readonly Comment[],
  silent: readonly Range[],
): ScannedText {
  const comments: Comment[] = [...html];
  const commented: Range[] = [];
  const joined: Range[] = [];
  for (const script of scripts) {
    const place = (range: Range) => rangeInFile(script, range);
    const read = readScript(script.text, script.dialect);
    for (const range of read.comments.map(place)) {
      const source = text.slice(range.start, range.end);
      const isBlock = source.startsWith('<#');
      commented.push(range);
      if (source.includes(suppressionMark)) {
        const start =
          range.start + (isBlock ? 2 : (/^(?:(?:@[ \t]*)?rem|::)/i.exec(source)?.[0].length ?? 1));
        const end = range.end - (isBlock && source.endsWith('#>') ? 2 : 0);
        comments.push({ range, content: { start, end }, kind: 'line' });
      }
    }
    for (const range of read.commands.map((command) => place(command.range))) {
      addJoined(joined, range, text);
    }
  }
  const blank = [...commented, ...html.map(({ range }) => range), ...silent];
  return {
    comments: comments.sort((a, b) => a.range.start - b.range.start),
    code: blanked(text, blank),
    joined,
  };
}

/** Commands over several lines; one inside of another goes with it. */
function addJoined(joined: Range[], range: Range, text: string): void {
  const last = joined.at(-1);
  if (last !== undefined && range.start < last.end) {
    joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  } else if (text.slice(range.start, range.end).includes('\n')) {
    joined.push(range);
  }
}

/** Comments that hold the mark, outside of scripts. */
function htmlComments(text: string, scripts: readonly PlacedScript[]): readonly Comment[] {
  const inside = scripts.map((script) => ({
    start: inFile(script, 0),
    end: inFile(script, script.text.length),
  }));
  const comments: Comment[] = [];
  let next = 0;
  for (let start = text.indexOf('<!--'); start !== -1; ) {
    while ((inside[next]?.end ?? Infinity) <= start) {
      next++;
    }
    const script = inside[next];
    const isInScript = script !== undefined && script.start <= start;
    const close = isInScript ? -1 : text.indexOf('-->', start + 4);
    if (close === -1 && !isInScript) {
      break;
    }
    if (!isInScript && text.slice(start, close).includes(suppressionMark)) {
      const content = { start: start + 4, end: close };
      comments.push({ range: { start, end: close + 3 }, content, kind: 'line' });
    }
    start = text.indexOf('<!--', isInScript ? Math.max(script.end, start + 4) : close + 3);
  }
  return comments;
}

function blanked(text: string, ranges: readonly Range[]): string {
  const parts: string[] = [];
  let position = 0;
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    if (start >= position) {
      parts.push(text.slice(position, start), text.slice(start, end).replace(/\S/g, ' '));
      position = end;
    }
  }
  parts.push(text.slice(position));
  return parts.join('');
}
