import { rules } from '../../engine/registry';
import { wholeFileRules } from '../../engine/suppressions/apply';
import { inFile, placedSuppressions } from '../../engine/suppressions/placed';
import type { Range } from '../../text/range';
import type { Snapshot } from '../../workspace/snapshot';

/** Where the name of a rule is being written, and the names that could stand there. */
export interface RuleNamePlace {
  readonly word: Range;
  readonly names: readonly string[];
}

/**
 * The names that can follow in a suppression comment at the offset of the file: those the comment can disable and does
 * not name yet. Undefined outside such comments, and in the reason behind `--`.
 */
export function ruleNamePlaceAt(snapshot: Snapshot, offset: number): RuleNamePlace | undefined {
  const { text } = snapshot;
  const placed = placedSuppressions(snapshot).find((each) => {
    const { start, end } = inFile(each, each.suppression.comment.content);
    return start <= offset && offset <= end;
  });
  const { scope, word, items } = placed?.suppression ?? {};
  if (placed === undefined || word === undefined || scope === undefined) {
    return undefined;
  }
  const behind = text.slice(inFile(placed, word.range).end, offset);
  const begun = /[\w-]*$/.exec(behind)?.[0] ?? '';
  const isReason = /(?:^|\s)--(?:\s|$)/.test(behind.slice(0, behind.length - begun.length));
  if (behind === begun || isReason || begun.startsWith('--')) {
    return undefined;
  }
  const rest = /^[\w-]*/.exec(text.slice(offset))?.[0] ?? '';
  const range = { start: offset - begun.length, end: offset + rest.length };
  const others = (items ?? [])
    .flatMap(({ words }) => words)
    .filter((each) => inFile(placed, each.range).start !== range.start)
    .map((each) => each.text);
  return { word: range, names: namesFor(scope, others) };
}

/** The project file has no comments that suppress, so its own rule cannot be meant. */
const neverSuppressed = 'project-file';

function namesFor(scope: 'line' | 'next-line' | 'file', named: readonly string[]) {
  return rules
    .map(({ name }) => name)
    .filter((name) => name !== neverSuppressed && !named.includes(name))
    .filter((name) => scope === 'file' || !wholeFileRules.has(name));
}
