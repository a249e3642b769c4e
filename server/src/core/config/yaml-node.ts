import { type Document, isAlias, isMap, isScalar, isSeq, type Scalar } from 'yaml';
import type { Range } from '../text/range';
import { type ConfigEntry, type ConfigNode, deepestConfig } from './node';

// Aliases repeat what they stand for; a few lines of them could otherwise stand for millions of nodes. The library
// walks the whole document for each of them.
const mostNodes = 20_000;
const mostAliases = 100;

interface Budget {
  nodes: number;
  aliases: number;
  readonly failures: Map<string, Range>;
}

/** The contents of a YAML document as settings, and why some of them could not be read. */
export interface YamlSettings {
  readonly node: ConfigNode;
  readonly failures: readonly { readonly problem: string; readonly range: Range }[];
}

/**
 * The contents of a parsed YAML document as settings. Tags and anchors are dropped; what is deeper than any setting
 * reads as not set, and so does what could not be read.
 */
export function nodeFromYaml(document: Document): YamlSettings {
  const failures = new Map<string, Range>();
  const budget = { nodes: mostNodes, aliases: mostAliases, failures };
  const node = convert(document.contents, document, { start: 0, end: 0 }, 0, budget);
  return { node, failures: [...failures].map(([problem, range]) => ({ problem, range })) };
}

function convert(
  node: unknown,
  document: Document,
  fallback: Range,
  depth: number,
  budget: Budget,
): ConfigNode {
  const range = rangeOf(node) ?? fallback;
  budget.nodes--;
  if (isAlias(node)) {
    budget.aliases--;
  }
  const isTooMuch = budget.nodes < 0 || budget.aliases < 0;
  if (isTooMuch) {
    fail(budget, 'This file is too long, or repeats itself too often through aliases.', range);
  }
  if (depth > deepestConfig || isTooMuch) {
    return { kind: 'scalar', value: undefined, text: '', range };
  }
  if (isAlias(node)) {
    const meant = node.resolve(document);
    if (meant === undefined) {
      fail(budget, `The alias *${node.source} refers to nothing.`, range);
    }
    // Findings about the value belong where it is used: the anchor may serve several settings.
    return placedAt(convert(meant, document, range, depth + 1, budget), range);
  }
  if (isMap(node)) {
    const entries = node.items.map((pair): ConfigEntry => {
      const keyRange = rangeOf(pair.key) ?? range;
      const behindKey = { start: keyRange.end, end: keyRange.end };
      return {
        key: isScalar(pair.key) ? textOf(pair.key) : '',
        keyRange,
        value: convert(pair.value, document, behindKey, depth + 1, budget),
      };
    });
    return { kind: 'map', entries, range };
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item, document, range, depth + 1, budget));
    return { kind: 'list', items, range };
  }
  if (!isScalar(node)) {
    return { kind: 'scalar', value: undefined, text: '', range };
  }
  return { kind: 'scalar', value: plain(node.value), text: textOf(node), range };
}

function fail({ failures }: Budget, problem: string, range: Range): void {
  if (!failures.has(problem)) {
    failures.set(problem, range);
  }
}

function placedAt(node: ConfigNode, range: Range): ConfigNode {
  switch (node.kind) {
    case 'scalar':
      return { ...node, range };
    case 'list':
      return { ...node, range, items: node.items.map((item) => placedAt(item, range)) };
    case 'map':
      return {
        ...node,
        range,
        entries: node.entries.map(({ key, value }) => ({
          key,
          keyRange: range,
          value: placedAt(value, range),
        })),
      };
    default:
      return node satisfies never;
  }
}

function plain(value: unknown): string | number | boolean | undefined {
  const isPlain =
    typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';
  return isPlain ? value : undefined;
}

function textOf(scalar: Scalar): string {
  return typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value));
}

function rangeOf(node: unknown): Range | undefined {
  if (!isMap(node) && !isSeq(node) && !isScalar(node) && !isAlias(node)) {
    return undefined;
  }
  return node.range ? { start: node.range[0], end: node.range[1] } : undefined;
}
