import type { Range } from '../../text/range';
import { scanActions, type TemplateAction } from '../yaml/template-actions';

/** An action of a Go template: `{{- body -}}`. */
export interface GoAction extends Range {
  /** Without braces, trim marks and blanks around it. */
  readonly body: string;
  /** Takes away the blanks and line ends before it, and behind it. */
  readonly trimsBefore: boolean;
  readonly trimsBehind: boolean;
}

export type TemplatePart =
  | ({ readonly kind: 'text' } & Range)
  /** Prints something, sets a variable or is a comment. */
  | { readonly kind: 'action'; readonly action: GoAction }
  | TemplateBlock;

/** `{{ if }}…{{ else }}…{{ end }}` and the like. */
export interface TemplateBlock extends Range {
  readonly kind: 'block';
  /** `if`, `with`, `range`, `define` or `block`. */
  readonly word: string;
  readonly branches: readonly TemplateBranch[];
  readonly close: GoAction;
}

export interface TemplateBranch {
  readonly open: GoAction;
  /** What is asked for: that of `if x`, and of `else if x`; empty for `else`. */
  readonly condition: string;
  readonly parts: readonly TemplatePart[];
}

const deepest = 100;

interface OpenBlock {
  readonly word: string;
  readonly start: number;
  readonly branches: TemplateBranch[];
  open: GoAction;
  condition: string;
  parts: TemplatePart[];
}

/** A Go template as blocks within blocks, which cover the text; undefined when its blocks do not close, or it is of another language. */
export function readBlocks(text: string): readonly TemplatePart[] | undefined {
  const { actions, broken } = scanActions(text);
  if (broken.length > 0 || actions.some(({ start }) => !text.startsWith('{{', start))) {
    return undefined;
  }
  const top: TemplatePart[] = [];
  const open: OpenBlock[] = [];
  let position = 0;
  for (const each of actions) {
    const action = goAction(text, each);
    const inner = open.at(-1);
    addText(inner?.parts ?? top, position, each.start);
    position = each.end;
    if (each.opens) {
      if (open.length === deepest) {
        return undefined;
      }
      open.push(openBlock(action));
    } else if (each.closes) {
      const block = open.pop();
      if (block === undefined) {
        return undefined;
      }
      endBranch(block);
      const { word, start, branches } = block;
      const parts = open.at(-1)?.parts ?? top;
      parts.push({ kind: 'block', word, start, end: each.end, branches, close: action });
    } else if (/^else\b/.test(action.body)) {
      if (inner === undefined) {
        return undefined;
      }
      endBranch(inner);
      inner.open = action;
      inner.condition = action.body.replace(/^else\s*(?:(?:if|with)\b\s*)?/, '');
      inner.parts = [];
    } else {
      (inner?.parts ?? top).push({ kind: 'action', action });
    }
  }
  addText(top, position, text.length);
  return open.length === 0 ? top : undefined;
}

function goAction(text: string, { start, end }: TemplateAction): GoAction {
  const source = text.slice(start + 2, end - 2);
  const trimsBefore = /^-\s/.test(source);
  const trimsBehind = /\s-$/.test(source);
  const body = source.slice(trimsBefore ? 1 : 0, trimsBehind ? -1 : undefined).trim();
  return { start, end, body, trimsBefore, trimsBehind };
}

function openBlock(action: GoAction): OpenBlock {
  const word = /^\w+/.exec(action.body)?.[0] ?? '';
  const condition = action.body.slice(word.length).trim();
  return { word, start: action.start, branches: [], open: action, condition, parts: [] };
}

function endBranch({ branches, open, condition, parts }: OpenBlock): void {
  branches.push({ open, condition, parts });
}

function addText(parts: TemplatePart[], start: number, end: number): void {
  if (start < end) {
    parts.push({ kind: 'text', start, end });
  }
}
