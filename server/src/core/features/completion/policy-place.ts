import { objectsOf } from '../../model/kinds';
import type { KubernetesObject } from '../../model/kubernetes-object';
import { YamlDocument } from '../../syntax/yaml/document';
import { styleOf, type YamlStyle } from '../../syntax/yaml/style';
import { isNull, type YamlMap, type YamlNode, type YamlSequence } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import { caretMark, type PatchedText, patchedTexts } from './half-written';

export type PolicyKind = 'NetworkPolicy' | 'CiliumNetworkPolicy' | 'CiliumClusterwideNetworkPolicy';

/** A step from a node of a policy to one in it: a key of a map, or an item of a list. */
export type Step =
  | { readonly is: 'key'; readonly name: string; readonly map: YamlMap }
  | { readonly is: 'item'; readonly siblings: readonly YamlNode[]; readonly isFlow: boolean };

/** A place in a policy where something is being written. Offsets refer to the document. */
export interface PolicyPlace {
  readonly kind: PolicyKind;
  readonly object: KubernetesObject;
  readonly steps: readonly Step[];
  /** A key of that map, or a value where the steps lead. */
  readonly container: YamlMap | undefined;
  /** What would be replaced, and how it stands. */
  readonly patch: PatchedText;
  readonly style: YamlStyle;
  /** It stands between brackets or braces. */
  readonly isFlow: boolean;
}

/** Longer documents are not read again for every key that is pressed. */
const longestText = 200_000;
const policyWord = /\b(?:NetworkPolicy|Cilium\w*Policy)\b/;

/**
 * The place of a policy that is being written at the offset; undefined outside policies, in comments, in texts of several
 * lines, and where the line holds more than can be told apart. What is half written need not parse.
 */
export function policyPlaceAt(document: YamlDocument, offset: number): PolicyPlace | undefined {
  const { text } = document;
  if (text.length > longestText || !policyWord.test(text)) {
    return undefined;
  }
  for (const patch of patchedTexts(text, offset)) {
    const read = new YamlDocument(patch.text);
    const isWorse = read.problems.length > 0 && read.problems.length > problemsWithout(patch, text);
    const found = isWorse ? undefined : placeIn(read, patch, text);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** How much is wrong with the text when what is being written is left out. */
function problemsWithout({ word }: PatchedText, text: string): number {
  const rest = text.slice(0, word.start) + text.slice(word.end);
  return new YamlDocument(rest).problems.length;
}

function placeIn(read: YamlDocument, patch: PatchedText, text: string): PolicyPlace | undefined {
  const policies = [
    ...objectsOf(read, 'NetworkPolicy').map(({ object }) => object),
    ...objectsOf(read, 'CiliumPolicy').map(({ object }) => object),
  ];
  for (const object of policies) {
    const found = find(object.node, patch);
    if (found !== undefined) {
      const kind = object.kind as PolicyKind;
      const last = found.steps.at(-1);
      const isFlow = found.container?.flow === true || (last?.is === 'item' && last.isFlow);
      return { kind, object, ...found, patch, style: styleOf(text), isFlow };
    }
  }
  return undefined;
}

type Found = Pick<PolicyPlace, 'steps' | 'container'>;

/** The steps to the mark; there are few, as only what holds the offset is looked into. */
function find(root: YamlNode, { at, hasColon }: PatchedText): Found | undefined {
  const steps: Step[] = [];
  let node: YamlNode | undefined = root;
  while (node !== undefined) {
    if (node.kind === 'scalar') {
      return node.text === caretMark ? { steps, container: undefined } : undefined;
    }
    if (node.kind === 'unknown') {
      return undefined;
    }
    if (node.kind === 'sequence') {
      const index: number = node.itemRanges.findIndex((range) => holds(range, at));
      const { items, flow }: YamlSequence = node;
      steps.push({
        is: 'item',
        siblings: items.filter((_item, each) => each !== index),
        isFlow: flow,
      });
      node = items[index];
      continue;
    }
    const map: YamlMap = node;
    const entry = map.entries.find(
      ({ keyRange, end, merged }) => !merged && holds({ start: keyRange.start, end }, at),
    );
    if (entry?.name === caretMark) {
      // A key that is new has nothing below it; else it would take away what belongs to another.
      return hasColon || isNull(entry.value) ? { steps, container: map } : undefined;
    }
    if (entry?.name === undefined) {
      return undefined;
    }
    steps.push({ is: 'key', name: entry.name, map });
    node = entry.value;
  }
  return undefined;
}

function holds({ start, end }: Range, at: number): boolean {
  return start <= at && at <= end;
}
