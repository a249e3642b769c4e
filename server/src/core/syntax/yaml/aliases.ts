import { type Alias, isAlias, isMap, isSeq, type Node } from 'yaml';
import type { Range } from '../../text/range';
import { shortened } from '../../text/shortened';
import type { YamlNode, YamlProblem } from './tree';

/**
 * What aliases of one document stand for. An alias means the anchor of that name before it, as in YAML; the nodes
 * are converted in the order they are written, so that is the one that was met last.
 */
export interface Aliases {
  /** Anchored nodes by name; undefined while a node is being converted. */
  readonly anchors: Map<string, Anchored | undefined>;
  /** Names that some alias uses. */
  readonly used: ReadonlySet<string>;
  readonly problems: YamlProblem[];
  /** Nodes so far, as a reader that copies what an alias stands for counts them. */
  nodes: number;
  /** How many of those are such copies. */
  copies: number;
}

/** The first is all that is shown. */
const mostProblems = 20;

interface Anchored {
  readonly node: YamlNode;
  /** Nodes in it, copies included. */
  readonly size: number;
}

/** A document that would grow beyond measure; Kubernetes refuses it. */
export class ExcessiveAliasing extends Error {}

/** Finds the names in use; documents without aliases cost nothing. */
export function aliasesOf(root: Node, text: string): Aliases {
  const used = new Set<string>();
  if (text.includes('*')) {
    const pending: unknown[] = [root];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (isAlias(node)) {
        used.add(node.source);
      } else if (isMap(node)) {
        for (const { key, value } of node.items) {
          pending.push(key ?? null, value ?? null);
        }
      } else if (isSeq(node)) {
        for (const item of node.items) {
          pending.push(item ?? null);
        }
      }
    }
  }
  return { anchors: new Map(), used, problems: [], nodes: 0, copies: 0 };
}

interface Begun {
  readonly isAliased: boolean;
  readonly nodesBefore: number;
}

/** To be called before a node's content is converted. */
export function beginNode(node: { readonly anchor?: string }, aliases: Aliases): Begun {
  const isAliased = node.anchor !== undefined && aliases.used.has(node.anchor);
  if (node.anchor !== undefined && isAliased) {
    aliases.anchors.set(node.anchor, undefined);
  }
  return { isAliased, nodesBefore: aliases.nodes++ };
}

/** To be called when the node is converted. */
export function endNode(
  node: { readonly anchor?: string },
  { isAliased, nodesBefore }: Begun,
  converted: YamlNode,
  aliases: Aliases,
): void {
  if (node.anchor !== undefined && isAliased) {
    aliases.anchors.set(node.anchor, { node: converted, size: aliases.nodes - nodesBefore });
  }
}

/** The node that the alias stands for; undefined, and a problem, when there is none or it would hold itself. */
export function followAlias(alias: Alias, range: Range, aliases: Aliases): YamlNode | undefined {
  const name = alias.source;
  const anchored = aliases.anchors.get(name);
  if (anchored === undefined) {
    const message = aliases.anchors.has(name)
      ? `YAML syntax: The alias "*${shortened(name)}" is inside the value that it refers to.`
      : `YAML syntax: There is no anchor "&${shortened(name)}" before this alias.`;
    if (aliases.problems.length < mostProblems) {
      aliases.problems.push({ message, range });
    }
    return undefined;
  }
  aliases.nodes += anchored.size + 1;
  aliases.copies += anchored.size;
  if (isExcessive(aliases)) {
    throw new ExcessiveAliasing();
  }
  return anchored.node;
}

const smallDocument = 400_000;
const largeDocument = 4_000_000;

/** The limits of the YAML library of Kubernetes: nearly everything may be a copy in a small document, little in a large one. */
function isExcessive({ nodes, copies }: Aliases): boolean {
  const size = Math.min(Math.max((nodes - smallDocument) / (largeDocument - smallDocument), 0), 1);
  return copies > 100 && nodes > 1_000 && copies / nodes > 0.99 - 0.89 * size;
}
