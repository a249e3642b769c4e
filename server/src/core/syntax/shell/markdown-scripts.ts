import { type PlacedScript, ScriptBuilder } from './embedded';
import type { ShellDialect } from './tree';

/** A block of code in a Markdown file. Offsets refer to the file. */
interface Fence {
  readonly language: string;
  readonly lines: readonly FenceLine[];
}

/** A line without the indentation and the quote marks of the block around it. */
interface FenceLine {
  readonly start: number;
  /** With its line break. */
  readonly text: string;
}

/** What is found of a Markdown file. */
export interface MarkdownScripts {
  readonly scripts: readonly PlacedScript[];
  /** The lines that begin and end blocks with scripts: their starts and ends. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

const posix = new Set([
  'azcli',
  'azurecli',
  'azurecli-interactive',
  'bash',
  'console',
  'sh',
  'shell',
  'shell-session',
  'shellscript',
  'zsh',
]);
const powershell = new Set([
  'azurepowershell',
  'azurepowershell-interactive',
  'powershell',
  'powershell-interactive',
  'ps1',
  'pwsh',
]);

const cmd = new Set(['bat', 'batch', 'batchfile', 'cmd', 'dos']);

// The lookaheads keep what cannot match from being tried in every length.
const opening =
  /^([ \t>]*)(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?!`)|~{3,}(?!~))[ \t]*(?![ \t])([^\s`]*)(?![^\s`])[^`\r\n]*\r?\n?$/;

/** The scripts in the fenced blocks of a Markdown file, by the language that the block names. Takes any text. */
export function markdownScripts(text: string): MarkdownScripts {
  const scripts: PlacedScript[] = [];
  const marks: { start: number; end: number }[] = [];
  let open:
    | { fence: Fence & { lines: FenceLine[] }; indent: number; quotes: number; mark: string }
    | undefined;
  let openMark = { start: 0, end: 0 };
  const finish = (end: { start: number; end: number } | undefined) => {
    const script = open && scriptOf(open.fence);
    if (script !== undefined) {
      scripts.push(script);
      marks.push(openMark, ...(end === undefined ? [] : [end]));
    }
    open = undefined;
  };
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline + 1;
    const line = text.slice(start, end);
    if (open === undefined) {
      const [, before = '', mark, language = ''] = opening.exec(line) ?? [];
      if (mark !== undefined) {
        const quotes = before.split('>').length - 1;
        const indent = before.length - before.lastIndexOf('>') - 1;
        open = { fence: { language: language.toLowerCase(), lines: [] }, indent, quotes, mark };
        openMark = { start, end };
      }
    } else {
      const inner = withoutContainer(line, open.quotes, open.indent);
      if (inner === undefined || closes(line.slice(inner), open.mark)) {
        finish({ start, end });
      } else {
        open.fence.lines.push({ start: start + inner, text: line.slice(inner) });
      }
    }
    start = end;
  }
  finish(undefined);
  return { scripts, marks };
}

/** How many characters of a line belong to what is around the block; undefined when the quote has ended. */
function withoutContainer(line: string, quotes: number, indent: number): number | undefined {
  let offset = 0;
  for (let count = 0; count < quotes; count++) {
    const [mark] = /^[ \t]*>/.exec(line.slice(offset)) ?? [];
    if (mark === undefined) {
      return undefined;
    }
    offset += mark.length;
  }
  const [blanks = ''] = /^[ \t]*/.exec(line.slice(offset)) ?? [];
  return offset + Math.min(blanks.length, indent);
}

function closes(line: string, mark: string): boolean {
  const trimmed = line.trim();
  return trimmed.length >= mark.length && trimmed === mark.charAt(0).repeat(trimmed.length);
}

function scriptOf({ language, lines }: Fence): PlacedScript | undefined {
  const dialect = dialectOf(language, lines);
  if (dialect === undefined) {
    return undefined;
  }
  const builder = new ScriptBuilder();
  for (const { text, start } of withoutPrompts(lines)) {
    builder.add(text, start);
  }
  return builder.build(dialect);
}

/** Guides show `az` commands for all shells under the same name: how lines go on tells which it is. */
function dialectOf(language: string, lines: readonly FenceLine[]): ShellDialect | undefined {
  const endsIn = (pattern: RegExp) => lines.some(({ text }) => pattern.test(text.trimEnd()));
  if (cmd.has(language)) {
    return 'cmd';
  }
  const isNamed = powershell.has(language) || posix.has(language);
  if (isNamed && endsIn(/ \^$/) && !endsIn(/[\\`]$/)) {
    return 'cmd';
  }
  if (powershell.has(language)) {
    return endsIn(/\\$/) && !endsIn(/`$/) ? 'posix' : 'powershell';
  }
  if (posix.has(language)) {
    return endsIn(/ `$/) && !endsIn(/\\$/) ? 'powershell' : 'posix';
  }
  return undefined;
}

const prompt = /^[ \t]*(?:\$|PS(?: [^>\r\n]*)?>)[ \t]+/;
const comment = /^(?=[ \t]*#)/;

/** In a recorded session only what follows a prompt was typed; the other lines are answers. */
function withoutPrompts(lines: readonly FenceLine[]): readonly FenceLine[] {
  if (!lines.some(({ text }) => prompt.test(text))) {
    return lines;
  }
  const typed: FenceLine[] = [];
  let goesOn = false;
  for (const { text, start } of lines) {
    const [before] = goesOn
      ? (/^[ \t]*>[ \t]?/.exec(text) ?? [''])
      : (prompt.exec(text) ?? comment.exec(text) ?? []);
    if (before !== undefined) {
      typed.push({ text: text.slice(before.length), start: start + before.length });
      goesOn = /[\\`^]\s*$/.test(text);
    }
  }
  return typed;
}
