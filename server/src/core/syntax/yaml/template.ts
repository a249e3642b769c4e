/**
 * Makes a Helm, Go or Jinja template readable as YAML without moving a character: control actions
 * become blanks, expressions become placeholder characters, and lines that only print something
 * become blanks with a *hole* where anything may appear.
 */
export interface MaskedTemplate {
  readonly text: string;
  readonly holes: readonly Hole[];
}

/** A place where a template prints lines of its own. */
export interface Hole {
  readonly offset: number;
  /** Indentation of what is printed, when the template says it; else undefined. */
  readonly column: number | undefined;
}

/** Stands for a character of an expression's unknown result; a private-use character that no manifest holds. */
export const placeholderCharacter = '\uE000';

const action = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}/g;
const control =
  /^\{\{-?\s*(?:\/\*|(?:if|else|end|range|with|define|block|template|break|continue)\b|\$[\w.]*\s*(?:,\s*\$\w+\s*)?:?=)|^\{[%#]/;
const printsLines = /^\{\{-?\s*(?:template|block)\b|^\{%-?\s*include\b/;
const opens =
  /^\{\{-?\s*(?:if|range|with|define|block)\b|^\{%-?\s*(?:if|for|block|macro|set|raw)\b/;
const closes = /^\{\{-?\s*end\b|^\{%-?\s*end/;

/** Whether the text holds template actions at all. Cheap. */
export function looksTemplated(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

export function maskTemplate(text: string): MaskedTemplate {
  const holes: Hole[] = [];
  let masked = '';
  let position = 0;
  for (const span of spans(text)) {
    masked += text.slice(position, span.start);
    position = span.end;
    const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
    const before = text.slice(lineStart, span.start);
    const after = text.slice(span.end, lineEnd(text, span.end));
    const alone = before.trim() === '' && /^\s*(?:#.*)?$/.test(after);
    const source = text.slice(span.start, span.end);
    if (span.control && !span.prints) {
      masked += blanks(source);
    } else if (alone) {
      masked += blanks(source);
      holes.push({ offset: span.start, column: columnOf(source, before.length) });
    } else {
      masked += placeholderCharacter.repeat(source.length);
    }
  }
  return { text: masked + text.slice(position), holes };
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly control: boolean;
  readonly prints: boolean;
}

/** The actions of a text; an `{{ if }}…{{ end }}` within one line counts as one expression. */
function spans(text: string): readonly Span[] {
  const result: Span[] = [];
  let lastEnd = 0;
  for (const match of text.matchAll(action)) {
    const start = match.index;
    const source = match[0];
    if (start < lastEnd || (inComment(text, start) && source.includes('\n'))) {
      continue;
    }
    let end = start + source.length;
    let isControl = control.test(source);
    if (opens.test(source)) {
      const closing = closingOnLine(text, start);
      if (closing !== undefined) {
        end = closing;
        isControl = false;
      }
    }
    result.push({ start, end, control: isControl, prints: printsLines.test(source) });
    lastEnd = end;
  }
  return result;
}

/** Where the block that opens at `start` ends, if it does so on the same line. */
function closingOnLine(text: string, start: number): number | undefined {
  const line = text.slice(start, lineEnd(text, start));
  let depth = 0;
  for (const match of line.matchAll(action)) {
    if (opens.test(match[0])) {
      depth++;
    } else if (closes.test(match[0])) {
      depth--;
      if (depth === 0) {
        return start + match.index + match[0].length;
      }
    }
  }
  return undefined;
}

/** The action stands behind a `#` that begins a comment line; its end must not be sought in later lines. */
function inComment(text: string, offset: number): boolean {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return text.slice(lineStart, offset).trimStart().startsWith('#');
}

/** `| nindent 8` says the column outright; without trimming or indenting, output starts where the action stands. */
function columnOf(source: string, columnOfAction: number): number | undefined {
  const indent = /\bn?indent\s+(?:\(?\s*int\s+)?(\d+)/.exec(source)?.[1];
  if (indent !== undefined) {
    return Number(indent);
  }
  return source.startsWith('{{-') ? undefined : columnOfAction;
}

function blanks(source: string): string {
  return source.replace(/[^\r\n]/g, ' ');
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline;
}
