import type { FactKind, Facts } from '../facts/facts';
import { isFixedNamespace } from '../facts/place';
import type { DocumentGroup } from '../syntax/yaml/document-group';
import type { Range } from '../text/range';
import { areFactsKnown, factsOf } from './collected-facts';
import { type ContentKey, joinedKey } from './content-key';

/** A fact in a group of documents. */
export interface GroupFact {
  readonly fact: Facts[FactKind];
  /** Equal for facts that say the same. */
  readonly key: ContentKey;
  /** In the group. */
  readonly range: Range;
}

/** Some of the facts of one kind that a group tells, in the order of their places. */
export interface FactRoom {
  readonly facts: readonly GroupFact[];
  /** Changes with what the facts say. */
  readonly content: ContentKey;
  /** Changes with their ranges in the group as well. */
  places(): ContentKey;
}

/** The facts of one kind that a group tells. */
export interface FactsOfKind {
  readonly all: FactRoom;
  /** The namespaces that objects are known to be in. */
  readonly namespaces: ReadonlySet<string>;
  /** How many are of objects in no namespace, or in one that is not known. */
  readonly loose: number;
  /** Those of objects that may be in the namespace; undefined when there are none. */
  near(namespace: string): FactRoom | undefined;
}

/** What the documents of a group tell, without kinds of which they tell nothing; computed once. */
export function groupFacts(group: DocumentGroup): ReadonlyMap<FactKind, FactsOfKind> {
  return group.kept(readGroup);
}

/** Asks one document after the other what it tells; yields where that takes time. */
export function* readFacts(group: DocumentGroup): Generator<void, void, void> {
  if (group.hasKept(readGroup)) {
    return;
  }
  for (const { document } of group.documents) {
    if (!areFactsKnown(document)) {
      factsOf(document);
      yield;
    }
  }
}

function readGroup({ documents }: DocumentGroup): ReadonlyMap<FactKind, FactsOfKind> {
  const byKind = new Map<FactKind, GroupFact[]>();
  for (const { start, document } of documents) {
    for (const { kind, facts } of factsOf(document)) {
      const ofKind = byKind.get(kind) ?? [];
      byKind.set(kind, ofKind);
      for (const { fact, key, range } of facts) {
        ofKind.push({ fact, key, range: { start: start + range.start, end: start + range.end } });
      }
    }
  }
  return factsByKind(byKind);
}

/** The facts of a group, given in the order of their places. */
export function factsByKind(
  facts: ReadonlyMap<FactKind, readonly GroupFact[]>,
): ReadonlyMap<FactKind, FactsOfKind> {
  return new Map([...facts].map(([kind, ofKind]) => [kind, factsOfKind(ofKind)]));
}

function factsOfKind(facts: readonly GroupFact[]): FactsOfKind {
  const own = new Map<string, number[]>();
  const loose: number[] = [];
  for (const [index, { fact }] of facts.entries()) {
    const namespace = 'namespace' in fact ? fact.namespace : '';
    if (isFixedNamespace(namespace)) {
      const others = own.get(namespace) ?? [];
      own.set(namespace, others);
      others.push(index);
    } else {
      loose.push(index);
    }
  }
  const room = (indexes: readonly number[]) =>
    roomOf(indexes.map((index) => facts[index] as GroupFact));
  const rooms = new Map<string, FactRoom>();
  let looseRoom: FactRoom | undefined;
  return {
    all: roomOf(facts),
    namespaces: new Set(own.keys()),
    loose: loose.length,
    near(namespace) {
      const indexes = own.get(namespace);
      if (indexes === undefined) {
        looseRoom ??= loose.length === 0 ? undefined : room(loose);
        return looseRoom;
      }
      const known = rooms.get(namespace) ?? room(inOrder(indexes, loose));
      rooms.set(namespace, known);
      return known;
    },
  };
}

function inOrder(a: readonly number[], b: readonly number[]): readonly number[] {
  return b.length === 0 ? a : [...a, ...b].sort((one, other) => one - other);
}

function roomOf(facts: readonly GroupFact[]): FactRoom {
  const content = joinedKey(facts.map(({ key }) => key));
  let places: ContentKey | undefined;
  return {
    facts,
    content,
    places() {
      places ??= joinedKey([
        content,
        ...facts.map(({ range: { start, end } }) => ({ a: start, b: end })),
      ]);
      return places;
    },
  };
}
