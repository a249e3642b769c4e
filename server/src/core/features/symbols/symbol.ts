import type { Field, Traced } from '../../model/traced';
import type { YamlDocument } from '../../syntax/yaml/document';
import type { Range } from '../../text/range';

/** What a symbol stands for; hosts choose icons by it. */
export type SymbolRole =
  | 'policy'
  | 'service'
  | 'workload'
  | 'object'
  | 'spec'
  | 'subject'
  | 'section'
  | 'rule'
  | 'peer'
  | 'port'
  | 'container'
  | 'cluster'
  | 'network'
  | 'pool'
  | 'command';

/** A node of the outline. Ranges of children lie in that of their parent, and a selection range in its range. */
export interface DocumentSymbol {
  readonly role: SymbolRole;
  /** Never empty, on one line, without control characters. */
  readonly name: string;
  readonly detail?: string;
  readonly range: Range;
  readonly selectionRange: Range;
  readonly children: readonly DocumentSymbol[];
}

/** What is on its way to be a symbol: text may hold anything, and places may lie anywhere, as through an alias. */
export interface Draft {
  readonly role: SymbolRole;
  readonly name: string;
  readonly detail?: string | undefined;
  readonly range: Range;
  /** The beginning of the range when left out. */
  readonly selectionRange?: Range;
  readonly children?: readonly Draft[];
}

/** How many symbols may still be made; aliases can make few lines stand for a great many. */
export interface Budget {
  left: number;
}

const longestName = 120;

/** Text of a file as part of a name: on one line, without characters that show as nothing or turn the text around. */
function shown(text: string): string {
  const line = text
    .slice(0, 10 * longestName)
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, ' ')
    .trim();
  return line.length <= longestName ? line : `${line.slice(0, longestName - 1).trimEnd()}…`;
}

/** The value as people read it: what a template or a mistake has there is shown as it is written. */
export function textOf<T extends string | number>(
  traced: Traced<T>,
  document: YamlDocument,
): string | undefined {
  switch (traced.state) {
    case 'known':
      return String(traced.value);
    case 'absent':
      return undefined;
    default:
      return document.text.slice(traced.range.start, traced.range.end);
  }
}

/** From the key of a field to behind its value. */
export function placeOf({ keyRange, entry }: Field): Pick<Draft, 'range' | 'selectionRange'> {
  return {
    range: { start: keyRange.start, end: Math.max(keyRange.end, entry.end) },
    selectionRange: keyRange,
  };
}

/**
 * The draft as a symbol inside a range: what is written elsewhere stands at the place of its parent. Undefined when no
 * symbol may be made any more.
 */
export function finish(draft: Draft, inside: Range, budget: Budget): DocumentSymbol | undefined {
  if (budget.left <= 0) {
    return undefined;
  }
  budget.left--;
  const range = isInside(draft.range, inside) ? draft.range : inside;
  const chosen = draft.selectionRange ?? { start: range.start, end: range.start };
  const selectionRange = isInside(chosen, range)
    ? chosen
    : { start: range.start, end: range.start };
  const detail = shown(draft.detail ?? '');
  return {
    role: draft.role,
    name: shown(draft.name) || draft.role,
    ...(detail === '' ? {} : { detail }),
    range,
    selectionRange,
    children: (draft.children ?? []).flatMap((child) => finish(child, range, budget) ?? []),
  };
}

function isInside(inner: Range, outer: Range): boolean {
  return outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
}
