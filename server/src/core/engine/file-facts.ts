import type { FactKind } from '../facts/facts';
import { mayHaveCommands } from '../model/aks/az-files';
import { concernsCharts } from '../model/helm/charts';
import type { Snapshot } from '../workspace/snapshot';
import { type ContentKey, joinedKey, keyText, textKey } from './content-key';
import { type FactRoom, type FactsOfKind, factsByKind, groupFacts, readFacts } from './group-facts';

/** A room of facts and where its group starts in the file. */
export interface PlacedRoom {
  readonly start: number;
  readonly room: FactRoom;
}

/** Some of the facts of one kind that a file tells, in the order of their places. */
export interface FileRoom {
  readonly uri: string;
  readonly rooms: readonly PlacedRoom[];
  /** Changes with what the facts say, and with the file. */
  readonly content: ContentKey;
  /** Changes with their ranges as well. */
  places(): ContentKey;
}

/** The facts of one kind that a file tells. */
export interface FileFactsOfKind {
  readonly all: FileRoom;
  readonly count: number;
  readonly namespaces: ReadonlySet<string>;
  /** How many are of objects in no namespace, or in one that is not known. */
  readonly loose: number;
  /** Those of objects that may be in the namespace; undefined when there are none. */
  near(namespace: string): FileRoom | undefined;
}

/** What a file tells, without kinds of which it tells nothing. Holds on to no snapshot. */
export type FileFacts = ReadonlyMap<FactKind, FileFactsOfKind>;

/**
 * What the file tells others, as a text: while it stays the same, no other file has to be judged again. Places are
 * no part of it, and it is empty for a file that tells nothing. Yields where a document is read, for hosts with a
 * user waiting.
 */
export function* factsDigest(snapshot: Snapshot): Generator<void, string, void> {
  // Templates, parameters and scripts depend on each other as a whole, and the cluster that they define tells everybody.
  const cluster = mayDefineClusters(snapshot) ? [`cluster ${keyText(textKey(snapshot.text))}`] : [];
  for (const { group } of snapshot.groups) {
    yield* readFacts(group);
  }
  const told = [...fileFacts(snapshot)].map(([kind, { all }]) => `${kind} ${keyText(all.content)}`);
  return [...cluster, ...chartText(snapshot), ...told].join(' ');
}

/** What templates tell with the defaults of their chart depends on their whole text, and on the values of the chart. */
function chartText(snapshot: Snapshot): readonly string[] {
  return concernsCharts(snapshot) ? [`chart ${keyText(textKey(snapshot.text))}`] : [];
}

function mayDefineClusters(snapshot: Snapshot): boolean {
  return (
    snapshot.bicep !== undefined ||
    snapshot.arm !== undefined ||
    (snapshot.language !== 'markdown' && mayHaveCommands(snapshot))
  );
}

/** What the file tells; computed once for a version. */
export function fileFacts(snapshot: Snapshot): FileFacts {
  const facts = known.get(snapshot) ?? readFile(snapshot);
  known.set(snapshot, facts);
  return facts;
}

/** Snapshots do not change, so neither do their facts. */
const known = new WeakMap<Snapshot, FileFacts>();

interface PlacedFacts {
  readonly start: number;
  readonly facts: FactsOfKind;
}

/** What a group of documents tells, and where it starts in the file: plain data. */
export interface ToldByGroup {
  readonly start: number;
  readonly told: ReadonlyMap<FactKind, FactRoom['facts']>;
}

/** What the file tells, as data that another thread can be given. */
export function toldFacts({ groups }: Snapshot): readonly ToldByGroup[] {
  return groups.map(({ start, group }) => ({
    start,
    told: new Map([...groupFacts(group)].map(([kind, { all }]) => [kind, all.facts])),
  }));
}

/**
 * Takes for known what `toldFacts` says elsewhere of the same version of the file, so that it need not be read for that.
 * Only for files that are linted elsewhere: the facts are not the objects that their own documents give.
 */
export function takeFacts(snapshot: Snapshot, groups: readonly ToldByGroup[]): void {
  const placed = groups.map(({ start, told }) => ({ start, facts: factsByKind(told) }));
  known.set(snapshot, factsFrom(snapshot.uri, placed));
}

function readFile({ uri, groups }: Snapshot): FileFacts {
  return factsFrom(
    uri,
    groups.map(({ start, group }) => ({ start, facts: groupFacts(group) })),
  );
}

interface PlacedGroup {
  readonly start: number;
  readonly facts: ReadonlyMap<FactKind, FactsOfKind>;
}

function factsFrom(uri: string, groups: readonly PlacedGroup[]): FileFacts {
  const byKind = new Map<FactKind, PlacedFacts[]>();
  for (const { start, facts: ofGroup } of groups) {
    for (const [kind, facts] of ofGroup) {
      const ofKind = byKind.get(kind) ?? [];
      byKind.set(kind, ofKind);
      ofKind.push({ start, facts });
    }
  }
  const file = textKey(uri);
  return new Map([...byKind].map(([kind, placed]) => [kind, factsOfKind(placed, uri, file)]));
}

function factsOfKind(
  placed: readonly PlacedFacts[],
  uri: string,
  file: ContentKey,
): FileFactsOfKind {
  const all = roomOf(
    placed.map(({ start, facts }) => ({ start, room: facts.all })),
    uri,
    file,
  );
  let namespaces: ReadonlySet<string> | undefined;
  return {
    all,
    get namespaces() {
      namespaces ??= union(placed);
      return namespaces;
    },
    count: sum(placed, ({ all }) => all.facts.length),
    loose: sum(placed, ({ loose }) => loose),
    near(namespace) {
      const rooms: PlacedRoom[] = [];
      for (const { start, facts } of placed) {
        const room = facts.near(namespace);
        if (room !== undefined) {
          rooms.push({ start, room });
        }
      }
      return rooms.length === 0 ? undefined : roomOf(rooms, uri, file);
    },
  };
}

function sum(placed: readonly PlacedFacts[], countOf: (facts: FactsOfKind) => number): number {
  return placed.reduce((total, { facts }) => total + countOf(facts), 0);
}

function union(placed: readonly PlacedFacts[]): ReadonlySet<string> {
  const namespaces = new Set<string>();
  for (const { facts } of placed) {
    for (const namespace of facts.namespaces) {
      namespaces.add(namespace);
    }
  }
  return namespaces;
}

function roomOf(rooms: readonly PlacedRoom[], uri: string, file: ContentKey): FileRoom {
  const content = joinedKey([file, ...rooms.map(({ room }) => room.content)]);
  return {
    uri,
    rooms,
    content,
    places: () =>
      joinedKey([
        content,
        ...rooms.flatMap(({ start, room }) => [{ a: start, b: 0 }, room.places()]),
      ]),
  };
}
