import type { YAMLMap, YAMLSeq } from 'yaml';
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml';
import type { Range } from '../../text/range';
import { type Aliases, aliasesOf, beginNode, endNode, followAlias } from './aliases';
import { mergeInto } from './merge';
import { holdsTemplate, isPlaceholder, plainValue } from './scalar';
import { type MaskedTemplate, placeholderCharacter } from './template-mask';
import { hasBranch, hasHole, printsInto } from './template-places';
import type { YamlEntry, YamlNode, YamlProblem, YamlScalar, YamlUnknown } from './tree';

interface Context {
  readonly text: string;
  readonly template: MaskedTemplate | undefined;
  readonly aliases: Aliases;
}

/** Turns the library's tree into ours: values resolved, aliases followed, templates made unknown. */
export function convertTree(
  document: Document.Parsed,
  text: string,
  template: MaskedTemplate | undefined,
): { readonly root: YamlNode | undefined; readonly problems: readonly YamlProblem[] } {
  if (document.contents === null) {
    return { root: undefined, problems: [] };
  }
  const aliases = aliasesOf(document.contents, text);
  const context: Context = { text, template, aliases };
  const root = convert(document.contents, { start: 0, end: text.length }, false, context);
  return { root, problems: aliases.problems };
}

/** `extent` is what a container may hold beyond what is written: from its key to the key that follows. */
function convert(node: unknown, extent: Range, shared: boolean, context: Context): YamlNode {
  if (isAlias(node)) {
    const target = followAlias(node, rangeOf(node, extent), context.aliases);
    return target ?? unknown(rangeOf(node, extent), 'alias');
  }
  if (!isMap(node) && !isSeq(node) && !isScalar(node)) {
    return emptyValue(extent, shared, context);
  }
  const range = rangeOf(node, extent);
  const begun = beginNode(node, context.aliases);
  const isShared = shared || begun.isAliased;
  const converted = isScalar(node)
    ? convertScalar(node, range, extent, isShared, context)
    : isMap(node)
      ? convertMap(node, range, extent, isShared, context)
      : convertSequence(node, range, extent, isShared, context);
  endNode(node, begun, converted, context.aliases);
  return converted;
}

function convertMap(
  node: YAMLMap,
  range: Range,
  extent: Range,
  shared: boolean,
  context: Context,
): YamlNode {
  const own: YamlEntry[] = [];
  const names = new Set<string>();
  const merged: YamlNode[] = [];
  const mergeKeys: Range[] = [];
  const flow = node.flow === true;
  let open = printsInto(context, range, extent, flow);
  for (const [index, pair] of node.items.entries()) {
    const next = node.items[index + 1];
    const end = next === undefined ? extent.end : keyStart(next, extent.end);
    const keyRange = rangeOf(pair.key, { start: keyStart(pair, extent.start), end: extent.start });
    beginKey(pair.key, context);
    const value = convert(pair.value, { start: keyRange.end, end }, shared, context);
    const valueRange = rangeOf(pair.value, { start: keyRange.end, end: keyRange.end });
    if (isMergeKey(pair.key)) {
      merged.push(value);
      mergeKeys.push({ start: keyRange.start, end: valueRange.end });
      continue;
    }
    const name = nameOf(pair.key);
    open ||= name === undefined;
    const duplicate = name !== undefined && names.has(name);
    // In a template the two may stand in different branches: which one counts is not known.
    const isUncertain = duplicate && context.template !== undefined;
    own.push({
      name,
      keyRange,
      value: isUncertain ? unknown(value.range, 'template') : value,
      valueRange,
      end: Math.max(keyRange.end, valueRange.end),
      duplicate: duplicate && !isUncertain,
      merged: false,
    });
    if (name !== undefined) {
      names.add(name);
    }
  }
  const fromMerge = mergeInto(names, merged);
  const entries = fromMerge.entries.length === 0 ? own : [...fromMerge.entries, ...own];
  return {
    kind: 'map',
    range,
    shared,
    flow,
    entries,
    mergeKeys,
    open: open || !fromMerge.isComplete,
  };
}

/** An anchor may stand at a key, too. */
function beginKey(key: unknown, context: Context): void {
  if (isScalar(key) && key.anchor !== undefined) {
    convert(key, rangeOf(key, { start: 0, end: 0 }), false, context);
  }
}

function convertSequence(
  node: YAMLSeq,
  range: Range,
  extent: Range,
  shared: boolean,
  context: Context,
): YamlNode {
  const items: YamlNode[] = [];
  const itemRanges: Range[] = [];
  const flow = node.flow === true;
  let open = printsInto(context, range, extent, flow);
  for (const [index, item] of node.items.entries()) {
    const start = index === 0 ? range.start : rangeOf(item, range).start;
    const next = node.items[index + 1];
    const end = next === undefined ? extent.end : rangeOf(next, extent).start;
    itemRanges.push(rangeOf(item, { start, end: start }));
    const converted = convert(item, { start, end }, shared, context);
    // Between brackets an expression may print several items.
    open ||= flow && isScalar(item) && item.type === 'PLAIN' && isMasked(item);
    items.push(converted);
  }
  return { kind: 'sequence', range, shared, flow, items, itemRanges, open };
}

function convertScalar(
  node: Scalar,
  range: Range,
  extent: Range,
  shared: boolean,
  context: Context,
): YamlNode {
  const text = String(node.value);
  const style = styleOf(node);
  if (isMasked(node) || holdsTemplate(text)) {
    return unknown(range, 'template');
  }
  if (text === '' && range.end === range.start) {
    return emptyValue({ start: range.start, end: extent.end }, shared, context);
  }
  if (isPlaceholder(text)) {
    return unknown(range, 'placeholder');
  }
  if (hasBranch(context, range, extent, style)) {
    return unknown(range, 'template');
  }
  return { kind: 'scalar', range, shared, style, value: scalarValue(node, text, style), text };
}

/** `key:` without a value: null, unless a template or a token replacer puts something there. */
function emptyValue(extent: Range, shared: boolean, { text, template }: Context): YamlNode {
  const range = { start: extent.start, end: extent.start };
  // `#{name}#` is replaced by a build script, `#@ expression` by ytt.
  if (/^:?[ \t]*#[{@]/.test(text.slice(extent.start, extent.end))) {
    return unknown(range, 'placeholder');
  }
  // The library finds nothing where blanks end, but a template may print from the key or the dash on.
  const start = template?.text.slice(0, extent.start).trimEnd().length ?? extent.start;
  return template !== undefined && hasHole(template, { start, end: extent.end })
    ? unknown(range, 'template')
    : { kind: 'scalar', range, shared, style: 'plain', value: null, text: '' };
}

function isMasked(node: Scalar): boolean {
  return String(node.value).includes(placeholderCharacter);
}

const coreTags = /^tag:yaml\.org,2002:(?:int|float|bool|null)$/;

function scalarValue(node: Scalar, text: string, style: YamlScalar['style']): YamlScalar['value'] {
  const isResolved = node.tag === undefined ? style === 'plain' : coreTags.test(node.tag);
  return isResolved ? plainValue(text) : text;
}

function nameOf(key: unknown): string | undefined {
  return isScalar(key) && !isMasked(key) && !holdsTemplate(String(key.value))
    ? String(key.value)
    : undefined;
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN' && key.tag === undefined;
}

function keyStart(pair: Pair, fallback: number): number {
  return rangeOf(pair.key, { start: fallback, end: fallback }).start;
}

function rangeOf(node: unknown, fallback: Range): Range {
  const range = isNode(node) ? node.range : undefined;
  return range
    ? { start: range[0], end: range[1] }
    : { start: fallback.start, end: fallback.start };
}

function isNode(node: unknown): node is Node {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node);
}

function styleOf(node: Scalar): YamlScalar['style'] {
  switch (node.type) {
    case 'QUOTE_DOUBLE':
      return 'double-quoted';
    case 'QUOTE_SINGLE':
      return 'single-quoted';
    case 'BLOCK_FOLDED':
    case 'BLOCK_LITERAL':
      return 'block';
    default:
      return 'plain';
  }
}

function unknown(range: Range, reason: YamlUnknown['reason']): YamlUnknown {
  return { kind: 'unknown', range, shared: false, reason };
}
