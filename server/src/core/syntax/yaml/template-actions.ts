import type { Range } from '../../text/range';

/**
 * The actions of template languages in a text: Go and Helm `{{ }}` (also with `[[ ]]`), Jinja `{% %}` and `{# #}`,
 * ERB `<% %>`, and the tokens that build scripts replace, such as `{NAME}` and `@NAME@`.
 */
export interface TemplateAction extends Range {
  /** output: prints something; control: decides what is printed; silent: a comment or an assignment. */
  readonly kind: 'output' | 'control' | 'silent';
  /** Begins a block that `closes` ends. */
  readonly opens: boolean;
  readonly closes: boolean;
}

export interface ScannedActions {
  /** In order; they do not overlap. */
  readonly actions: readonly TemplateAction[];
  /** Where something begins like an action and does not end as one. */
  readonly broken: readonly number[];
}

const hint = /\{\{|\{%|<%|\[\[|\{[A-Z]|@[\w.]+@|%[A-Z]\w*%/;

/** Whether the text may hold template actions at all. Cheap. */
export function looksTemplated(text: string): boolean {
  return hint.test(text);
}

/** Finds the actions of a text, in time proportional to its length. */
export function scanActions(text: string): ScannedActions {
  const actions: TemplateAction[] = [];
  const broken: number[] = [];
  const scanner: Scanner = { text, isJinja: text.includes('{%'), missing: new Map() };
  const opener = new RegExp(openers, 'g');
  for (let match = opener.exec(text); match !== null; match = opener.exec(text)) {
    const start = match.index;
    const language = languages[match[0]];
    if (language === undefined) {
      actions.push({ start, end: start + match[0].length, ...output });
      continue;
    }
    const end = language.isMeant(scanner, start) ? language.endOf(scanner, start) : -1;
    if (end === -1) {
      if (match[0] === '{{' || match[0] === '{%') {
        broken.push(start);
      }
      opener.lastIndex = start + 1;
      continue;
    }
    const isComment = match[0] === '{{' && inCommentLine(text, start);
    if (isComment && text.slice(start, end).includes('\n')) {
      // A brace in a comment must not swallow the lines behind the comment.
      continue;
    }
    actions.push({ start, end, ...language.classify(text, start, end) });
    opener.lastIndex = end;
  }
  return { actions, broken };
}

/** The replaced tokens must stand where a value begins; elsewhere they are ordinary letters of a value. */
const openers =
  /\{\{|\{%|\{#|<%|\[\[|(?<=[\s,[(:-]|^)(?:\{[A-Z][A-Z0-9_]*\}|@@?\w[\w.]*@@?|%%?[A-Z]\w*%%?)/;

type Classification = Pick<TemplateAction, 'kind' | 'opens' | 'closes'>;

const output: Classification = { kind: 'output', opens: false, closes: false };
const control: Classification = { kind: 'control', opens: false, closes: false };
const silent: Classification = { kind: 'silent', opens: false, closes: false };
const opening: Classification = { kind: 'control', opens: true, closes: false };
const closing: Classification = { kind: 'control', opens: false, closes: true };

interface Scanner {
  readonly text: string;
  readonly isJinja: boolean;
  /** Delimiter -> offset from which on it is known not to occur, so that nobody looks for it again. */
  readonly missing: Map<string, number>;
}

interface Language {
  isMeant(scanner: Scanner, start: number): boolean;
  /** Behind the action that begins at `start`, or -1 when it does not end. */
  endOf(scanner: Scanner, start: number): number;
  classify(text: string, start: number, end: number): Classification;
}

const languages: Readonly<Record<string, Language | undefined>> = {
  '{{': {
    isMeant: () => true,
    endOf: (scanner, start) => goEnd(scanner, start, '{{', '}}'),
    classify: classifyGo,
  },
  '[[': {
    // Nested lists and shell tests begin alike.
    isMeant: ({ text }, start) => matchesAt(text, start, goInBrackets),
    endOf: (scanner, start) => goEnd(scanner, start, '[[', ']]'),
    classify: classifyGo,
  },
  '{%': {
    isMeant: ({ text }, start) => matchesAt(text, start, /\{%[-+]?\s*[a-z_]+(?=\s|[-+]?%\})/y),
    endOf: (scanner, start) => endBehind(scanner, '%}', start + 2),
    classify: classifyJinja,
  },
  '{#': {
    // The length of an array, `${#name[@]}`, is no comment.
    isMeant: ({ text, isJinja }, start) => isJinja && text.charAt(start - 1) !== '$',
    endOf: (scanner, start) => endBehind(scanner, '#}', start + 2),
    classify: () => silent,
  },
  '<%': {
    isMeant: () => true,
    endOf: (scanner, start) => endBehind(scanner, '%>', start + 2),
    classify: classifyErb,
  },
};

const goInBrackets =
  /\[\[-?\s*(?:\.|\$|\/\*|(?:if|else|end|range|with|define|block|include|template|toYaml|env|var|key|keyOrDefault|secret)\b)/y;

function matchesAt(text: string, at: number, pattern: RegExp): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function endBehind(scanner: Scanner, closer: string, from: number): number {
  const missing = scanner.missing.get(closer);
  const at = missing !== undefined && from >= missing ? -1 : scanner.text.indexOf(closer, from);
  if (at === -1) {
    scanner.missing.set(closer, Math.min(from, missing ?? from));
    return -1;
  }
  return at + closer.length;
}

/** Strings and comments of an action may hold its closing delimiter; another opening one means that it has none. */
function goEnd(scanner: Scanner, start: number, opener: string, closer: string): number {
  const { text } = scanner;
  if (matchesAt(text, start + 2, /-?\s*\/\*/y)) {
    const comment = endBehind(scanner, '*/', start + 2);
    return comment === -1 ? -1 : endBehind(scanner, closer, comment);
  }
  const isBrace = opener === '{{';
  // `{{{x}}}` prints without escaping in Mustache.
  const isTriple = isBrace && text.charAt(start + 2) === '{';
  const next = isBrace ? /["'`]|\}\}|\{\{/g : /["'`]|\]\]|\[\[/g;
  next.lastIndex = start + (isTriple ? 3 : 2);
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    const found = match[0];
    if (found === closer) {
      return next.lastIndex + (isTriple && text.charAt(next.lastIndex) === '}' ? 1 : 0);
    }
    if (found === opener) {
      return -1;
    }
    const end =
      found === '`' ? endBehind(scanner, '`', next.lastIndex) : stringEnd(scanner, match.index);
    next.lastIndex = end === -1 ? next.lastIndex : end;
  }
  return -1;
}

/** Behind the string that begins at the quote, or -1 when it does not end on its line. */
function stringEnd(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const quote = text.charAt(start);
  const missing = scanner.missing.get(`line ${quote}`);
  if (missing !== undefined && start < missing) {
    return -1;
  }
  const next = quote === '"' ? /\\[^\n]|["\n]/g : /\\[^\n]|['\n]/g;
  next.lastIndex = start + 1;
  let match = next.exec(text);
  while (match?.[0].startsWith('\\')) {
    match = next.exec(text);
  }
  if (match === null || match[0] === '\n') {
    scanner.missing.set(`line ${quote}`, match?.index ?? text.length);
    return -1;
  }
  return next.lastIndex;
}

const blocksOfGo = /^(?:if|range|with|define|block)\b|^[#^]/;

function classifyGo(text: string, start: number, end: number): Classification {
  const body = text
    .slice(start + 2, Math.min(end - 2, start + 200))
    .replace(/^-?\s*/, '')
    .trimEnd();
  if (/^\/\*|^!|^\$\w*(?:\s*,\s*\$\w+)?\s*(?::=|=(?!=))/.test(body)) {
    return silent;
  }
  if (/^block\b/.test(body)) {
    return { kind: 'output', opens: true, closes: false };
  }
  if (blocksOfGo.test(body)) {
    return opening;
  }
  if (/^(?:end\b|\/)/.test(body)) {
    return closing;
  }
  return /^(?:else|break|continue)\b/.test(body) ? control : output;
}

function classifyJinja(text: string, start: number, end: number): Classification {
  const body = text.slice(start + 2, Math.min(end - 2, start + 200)).replace(/^[-+]?\s*/, '');
  if (/^(?:if|for|block|macro|filter|call|raw|with|autoescape|trans)\b/.test(body)) {
    return opening;
  }
  if (/^end\w+/.test(body)) {
    return closing;
  }
  if (/^include\b/.test(body)) {
    return output;
  }
  return /^(?:set|import|from|extends|do)\b/.test(body) ? silent : control;
}

function classifyErb(text: string, start: number, end: number): Classification {
  const body = text.slice(start + 2, Math.min(end - 2, start + 200));
  if (body.startsWith('=')) {
    return output;
  }
  if (body.startsWith('#')) {
    return silent;
  }
  const code = body.replace(/^-?\s*/, '').replace(/\s*-?\s*$/, '');
  if (/^(?:if|unless|while|until|case|for|begin)\b|\bdo(?:\s*\|[^|]*\|)?$/.test(code)) {
    return opening;
  }
  return /^end\b/.test(code) ? closing : control;
}

/** The offset stands behind a `#` that begins its line. */
function inCommentLine(text: string, offset: number): boolean {
  let at = offset - 1;
  for (let steps = 0; steps < 2_000 && at >= 0 && text.charAt(at) !== '\n'; steps++) {
    at--;
  }
  return text
    .slice(at + 1, offset)
    .trimStart()
    .startsWith('#');
}
