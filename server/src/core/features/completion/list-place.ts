import type { CiliumPolicy } from '../../model/cilium-policy';
import { objectsOf } from '../../model/kinds';
import { type Direction, type NetworkPolicy, sectionsOf } from '../../model/network-policy';
import type { Field } from '../../model/traced';
import { YamlDocument } from '../../syntax/yaml/document';
import { styleOf, type YamlStyle } from '../../syntax/yaml/style';
import { isNull } from '../../syntax/yaml/tree';
import { columnAt, lineEndOf, lineStartOf } from '../../text/lines';
import type { Range } from '../../text/range';

/** What may stand in a list of a policy. */
export interface ListKind {
  readonly policy: 'NetworkPolicy' | 'CiliumPolicy';
  readonly items: 'rules' | 'peers';
  readonly direction: Direction;
}

/** A place where an item of a list of a policy can be written. Offsets refer to the document. */
export interface ListPlace extends ListKind {
  /** What is being written and would be replaced: a word, or nothing. */
  readonly word: Range;
  /** How deep the dash of the item stands. */
  readonly column: number;
  /** A dash stands before the word, and so many blanks behind it; undefined without a dash. */
  readonly blanksBehindDash: number | undefined;
  readonly style: YamlStyle;
}

/** Longer documents are not read again for every key that is pressed. */
const longestText = 1_000_000;
/** Nobody writes a word that far to the right. */
const longestLine = 500;

/**
 * The list of a policy that an item could be added to at the offset: the line holds nothing but blanks, perhaps a dash,
 * and perhaps the beginning of a word. Undefined elsewhere, and in flow style.
 */
export function listPlaceAt(document: YamlDocument, offset: number): ListPlace | undefined {
  const { text } = document;
  const line = text.length > longestText ? undefined : readLine(text, offset);
  if (line === undefined || !/\b(?:NetworkPolicy|Cilium\w*Policy)\b/.test(text)) {
    return undefined;
  }
  const { column, blanksBehindDash, word, start, end } = line;
  const from = start + column;
  // What is being written would not parse; without it the rest says where it stands.
  const rest = `${text.slice(0, from)}${' '.repeat(end - from)}${text.slice(end)}`;
  const style = styleOf(rest);
  const read = new YamlDocument(rest);
  const hasDash = blanksBehindDash !== undefined;
  for (const { field, ...kind } of listsOf(read)) {
    if (isInList(rest, field, start, column, hasDash || !style.indentSequences)) {
      return { ...kind, word, column, blanksBehindDash, style };
    }
  }
  return undefined;
}

interface WrittenLine extends Pick<ListPlace, 'column' | 'blanksBehindDash' | 'word'> {
  readonly start: number;
  readonly end: number;
}

function readLine(text: string, offset: number): WrittenLine | undefined {
  const start = lineStartOf(text, offset);
  if (offset - start > longestLine) {
    return undefined;
  }
  const end = Math.max(lineEndOf(text, start), offset);
  const before = /^( *)(-?)( *)((?:[A-Za-z][\w-]*)?)$/.exec(text.slice(start, offset));
  const after = /^([\w-]*)(?:[ \t]*|[ \t]+#.*)$/.exec(text.slice(offset, end));
  if (before === null || after === null) {
    return undefined;
  }
  const [, indent = '', hyphen = '', blank = '', begun = ''] = before;
  if (hyphen !== '' && blank === '' && begun !== '') {
    return undefined;
  }
  const word = { start: offset - begun.length, end: offset + (after[1] ?? '').length };
  const isDash = hyphen !== '';
  return {
    start,
    end,
    column: isDash ? indent.length : indent.length + blank.length,
    blanksBehindDash: isDash ? blank.length : undefined,
    word,
  };
}

type PlacedList = ListKind & { readonly field: Field };

/** The lists of the policies of a document that have offers, inner ones first. */
function listsOf(document: YamlDocument): readonly PlacedList[] {
  return [
    ...objectsOf(document, 'NetworkPolicy').flatMap(networkPolicyLists),
    ...objectsOf(document, 'CiliumPolicy').flatMap(ciliumPolicyLists),
  ];
}

function networkPolicyLists(policy: NetworkPolicy): readonly PlacedList[] {
  return sectionsOf(policy).flatMap(({ direction, field, rules }) => {
    const common = { policy: 'NetworkPolicy', direction } as const;
    const peers = rules.flatMap(({ peersField }) => placed(peersField, common, 'peers'));
    return [...peers, ...placed(field, common, 'rules')];
  });
}

function ciliumPolicyLists({ rules }: CiliumPolicy): readonly PlacedList[] {
  const sections = rules.flatMap((rule) => rule.sections);
  return sections.flatMap(({ direction, isDeny, field }) => {
    const common = { policy: 'CiliumPolicy', direction } as const;
    return isDeny ? [] : placed(field, common, 'rules');
  });
}

function placed(
  field: Field | undefined,
  common: Pick<ListKind, 'policy' | 'direction'>,
  items: ListKind['items'],
): readonly PlacedList[] {
  return field === undefined ? [] : [{ ...common, items, field }];
}

/** Whether an item in that column, on the line that begins at the offset, would be one of the field's list. */
function isInList(
  text: string,
  { keyRange, node }: Field,
  lineStart: number,
  column: number,
  mayStandBelowKey: boolean,
): boolean {
  if (keyRange.end > lineStart) {
    return false;
  }
  const keyColumn = columnAt(text, keyRange.start);
  if (isNull(node) || node.kind === 'unknown') {
    const isDeeper = column > keyColumn || (column === keyColumn && mayStandBelowKey);
    return isDeeper && isBetweenItems(text, keyRange.end, lineStart, column);
  }
  const [first] = node.kind === 'sequence' && !node.flow ? node.itemRanges : [];
  return (
    first !== undefined &&
    dashColumn(text, first.start) === column &&
    isBetweenItems(text, keyRange.end, lineStart, column)
  );
}

/** How deep the dash of an item stands; undefined when its line does not begin with one. */
function dashColumn(text: string, itemStart: number): number | undefined {
  const dash = text.lastIndexOf('-', itemStart - 1);
  return dash === -1 ? undefined : /^( *)-/.exec(text.slice(lineStartOf(text, dash)))?.[1]?.length;
}

/** Whether nothing between the key and the line ends the list, and the next line does not go on with an item. */
function isBetweenItems(text: string, keyEnd: number, lineStart: number, column: number): boolean {
  const depth = (line: string) => /^ */.exec(line)?.[0].length ?? 0;
  // Upwards, because what ends a list is near, and the key may be far.
  for (let next = lineStart; next > 0; ) {
    const start = lineStartOf(text, next - 1);
    const line = text.slice(start, next);
    if (start <= keyEnd) {
      break;
    }
    const isItem = depth(line) === column && /^ *-(?:\s|$)/.test(line);
    if (isContent(line) && depth(line) <= column && !isItem) {
      return false;
    }
    next = start;
  }
  const below = text.slice(lineEndOf(text, lineStart)).split('\n', 200).slice(1).find(isContent);
  return below === undefined || depth(below) <= column;
}

/** Comments and actions of templates may stand at any depth. */
function isContent(line: string): boolean {
  const trimmed = line.trim();
  return trimmed !== '' && !trimmed.startsWith('#') && !/^(?:\{\{|\{%|<%)/.test(trimmed);
}
