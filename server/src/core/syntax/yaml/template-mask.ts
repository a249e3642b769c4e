import type { TemplateAction } from './template-actions';

/**
 * A template whose control actions are blank, whose expressions are placeholder characters, and whose lines that
 * only print something are blank with a *hole* where anything may appear. No character has moved.
 */
export interface MaskedTemplate {
  readonly text: string;
  readonly holes: readonly Hole[];
  /** Where a branch or a loop begins, turns or ends. */
  readonly branches: readonly Mark[];
  /** Where output is glued to what stands before it. */
  readonly glued: readonly Mark[];
}

/** A place in a template; lists of them are in order. */
export interface Mark {
  readonly offset: number;
}

/** A place where a template prints lines of its own. */
export interface Hole extends Mark {
  /** Indentation of what is printed, when the template says it; else undefined. */
  readonly column: number | undefined;
}

/** Stands for a character of an expression's unknown result; a private-use character that no manifest holds. */
export const placeholderCharacter = '\uE000';

/** Masks the actions, which are in order and do not overlap, in time proportional to the text's length. */
export function maskActions(text: string, actions: readonly TemplateAction[]): MaskedTemplate {
  const mask: Mask = {
    text,
    parts: [],
    position: 0,
    contentEnd: 0,
    holes: [],
    branches: [],
    glued: [],
  };
  for (const cluster of clustersOf(text, actions)) {
    if (cluster.isAlone) {
      maskLines(mask, cluster);
    } else {
      maskWithinLine(mask, cluster);
    }
  }
  mask.parts.push(text.slice(mask.position));
  const { holes, branches, glued } = mask;
  return { text: mask.parts.join(''), holes, branches, glued };
}

interface Mask {
  readonly text: string;
  readonly parts: string[];
  /** Up to here the text is in `parts`. */
  position: number;
  /** Behind the last character so far that is neither blank nor masked. */
  contentEnd: number;
  readonly holes: Hole[];
  readonly branches: Mark[];
  readonly glued: Mark[];
}

/** The actions that share a line, or several when an action has line ends. */
interface Cluster {
  readonly actions: readonly TemplateAction[];
  readonly lineStart: number;
  readonly lineEnd: number;
  /** Nothing but the actions, blanks and a comment. */
  readonly isAlone: boolean;
}

function* clustersOf(text: string, actions: readonly TemplateAction[]): Generator<Cluster> {
  for (let index = 0; index < actions.length; ) {
    const first = actions[index] as TemplateAction;
    const members: TemplateAction[] = [];
    let lineEnd = first.start - 1;
    for (let next: TemplateAction | undefined = first; next && next.start <= lineEnd + 1; ) {
      if (members.length > 0 && next.start > lineEnd) {
        break;
      }
      members.push(next);
      lineEnd = next.end > lineEnd ? endOfLine(text, next.end) : lineEnd;
      next = actions[++index];
    }
    const lineStart = text.lastIndexOf('\n', first.start - 1) + 1;
    const joined = joinBlocks(members);
    yield {
      actions: joined,
      lineStart,
      lineEnd,
      isAlone: isAlone(text, joined, lineStart, lineEnd),
    };
  }
}

/** An `{{ if }}…{{ end }}` within one line counts as one expression. */
function joinBlocks(actions: readonly TemplateAction[]): readonly TemplateAction[] {
  const result: TemplateAction[] = [];
  /** For each block that is open: how many actions stood before it. */
  const open: number[] = [];
  for (const action of actions) {
    const before = action.closes ? open.pop() : undefined;
    const first = before === undefined ? undefined : result[before];
    if (before !== undefined && first !== undefined) {
      result.length = before;
      result.push({ ...first, end: action.end, kind: 'output', opens: false });
      continue;
    }
    if (action.opens) {
      open.push(result.length);
    }
    result.push(action);
  }
  return result;
}

function isAlone(
  text: string,
  actions: readonly TemplateAction[],
  lineStart: number,
  lineEnd: number,
): boolean {
  let position = lineStart;
  for (const { start, end } of actions) {
    if (text.slice(position, start).trim() !== '') {
      return false;
    }
    position = end;
  }
  return /^\s*$|^\s+#/.test(text.slice(position, lineEnd));
}

/** Leaves empty lines: they may stand anywhere, also at the start of a block scalar, where blanks may not. */
function maskLines(mask: Mask, { actions, lineStart, lineEnd }: Cluster): void {
  const { text } = mask;
  const first = actions[0] as TemplateAction;
  const start = text.charCodeAt(lineStart) === 0xfeff ? lineStart + 1 : lineStart;
  const last = actions.at(-1)?.end ?? lineEnd;
  const comment = text.slice(last, lineEnd).indexOf('#');
  copyUntil(mask, start);
  addMasked(mask, comment === -1 ? lineEnd : last, '\n');
  for (const { kind, start: offset } of actions) {
    if (kind === 'control') {
      mask.branches.push({ offset });
    }
  }
  const printing = actions.find(({ kind, opens }) => kind === 'output' && !opens);
  const printed = printing ?? actions.find(({ kind }) => kind === 'output');
  if (printed !== undefined) {
    const source = text.slice(printed.start, printed.end);
    const indent = indentOf(source);
    const isTrimmed = /^..-/.test(text.slice(first.start, first.start + 3));
    mask.holes.push({
      offset: printed.start,
      column: indent ?? (isTrimmed ? undefined : first.start - start),
    });
    if (isTrimmed && !/\bnindent\b/.test(source)) {
      mask.glued.push({ offset: mask.contentEnd });
    }
  }
}

function maskWithinLine(mask: Mask, { actions, lineStart, lineEnd }: Cluster): void {
  const { text } = mask;
  const lastToStay = lastContent(text, actions, lineEnd);
  // What stands before the action on its line; what is masked does not count, but for placeholders.
  let tail = text.slice(lineStart, actions[0]?.start).trimEnd();
  for (const [index, action] of actions.entries()) {
    const { start, end, kind } = action;
    const between = index === 0 ? '' : text.slice(mask.position, start);
    tail = between.trim() === '' ? tail : between.trimEnd();
    copyUntil(mask, start);
    if (kind !== 'output') {
      addMasked(mask, end, ' ');
      if (kind === 'control') {
        mask.branches.push({ offset: start });
      }
      continue;
    }
    const source = text.slice(start, end);
    const column =
      start >= lastToStay && beginsValue(tail)
        ? columnBelow(mask, source, lineStart, lineEnd)
        : 'none';
    if (column === 'none') {
      const needsBlank = tail.endsWith(':') && isKey(tail) && !/\s/.test(text.charAt(start - 1));
      addMasked(mask, end, placeholderCharacter, needsBlank ? ' ' : '');
      mask.contentEnd = end;
      tail = placeholderCharacter;
    } else {
      addMasked(mask, end, ' ');
      mask.holes.push({ offset: start, column });
    }
  }
}

/** Offset of the first action behind which nothing stands on the line but actions that print nothing. */
function lastContent(text: string, actions: readonly TemplateAction[], lineEnd: number): number {
  let position = lineEnd;
  for (let index = actions.length - 1; index >= 0; index--) {
    const { start, end, kind } = actions[index] as TemplateAction;
    const rest = text.slice(end, position);
    if (position === lineEnd ? !/^\s*$|^\s+#/.test(rest) : rest.trim() !== '') {
      return position === lineEnd ? lineEnd : position;
    }
    position = start;
    if (kind === 'output') {
      return start;
    }
  }
  return position;
}

/**
 * The column of the lines that an expression at the start of a value prints below its key; `none` when it prints a
 * value on its own line.
 */
function columnBelow(
  mask: Mask,
  source: string,
  lineStart: number,
  lineEnd: number,
): number | 'none' {
  const indent = indentOf(source);
  if (indent !== undefined && /\bnindent\b/.test(source)) {
    return indent;
  }
  const { text } = mask;
  const prefix = /^\uFEFF?[ \t]*(?:-[ \t]+)*/.exec(text.slice(lineStart, lineEnd))?.[0] ?? '';
  const below = nextIndentation(text, lineEnd);
  return below > prefix.length ? below : 'none';
}

/** Indentation of the next line with content of its own; -1 at the end of the text. */
function nextIndentation(text: string, from: number): number {
  for (let at = from + 1; at > 0 && at < text.length; ) {
    const end = endOfLine(text, at);
    const line = /^[ \t]*(?=([^\s#{<]|\{(?![{%])|<(?!%))?)/.exec(text.slice(at, end));
    if (line?.[1] !== undefined) {
      return line[0].length;
    }
    at = end + 1;
  }
  return -1;
}

function beginsValue(tail: string): boolean {
  return tail === '' || tail.endsWith(':') || /(?:^|\s)-$/.test(tail.slice(-2));
}

function isKey(tail: string): boolean {
  return tail.length < 300 && /^\s*(?:-\s+)*[\w./"'-]+:$/.test(tail);
}

/** `| nindent 8` says the column outright. */
function indentOf(source: string): number | undefined {
  const indent = /\bn?indent\s+(?:\(?\s*int\s+)?(\d+)/.exec(source)?.[1];
  return indent === undefined ? undefined : Number(indent);
}

function copyUntil(mask: Mask, end: number): void {
  const copied = mask.text.slice(mask.position, end);
  const length = copied.trimEnd().length;
  if (length > 0) {
    mask.contentEnd = mask.position + length;
  }
  mask.parts.push(copied);
  mask.position = Math.max(mask.position, end);
}

function addMasked(mask: Mask, end: number, character: string, first = ''): void {
  const source = mask.text.slice(mask.position, end);
  const masked =
    character === ' ' ? source.replace(/[^\r\n]/g, ' ') : character.repeat(source.length);
  mask.parts.push(first === '' ? masked : first + masked.slice(1));
  mask.position = Math.max(mask.position, end);
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline;
}
