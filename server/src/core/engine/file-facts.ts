import type { FactKind, Facts, Located } from '../facts/facts';
import { mayHaveCommands } from '../model/aks/az-files';
import { isOfChart, mayUseDefaults } from '../model/helm/charts';
import { type Range, shiftRange } from '../text/range';
import type { PlacedDocument, Snapshot } from '../workspace/snapshot';
import { areFactsKnown, type DocumentFacts, factsOf } from './collected-facts';
import { contentKey, joinedNumbers, keyText, type NumericKey } from './content-key';

/** A fact in its file. */
export interface FactEntry {
  readonly fact: Facts[FactKind];
  /** Equal for facts that say the same. */
  readonly key: string;
  readonly uri: string;
  /** Where the document begins in the file, and the range of the object in the document. */
  readonly start: number;
  readonly range: Range;
  /** The how many-th of its kind in the file it is. */
  readonly index: number;
  /** What rules get of it, the same object each time. */
  readonly located: Located<Facts[FactKind]>;
}

/** How often the range of a fact has been asked for: tells whether a verdict depends on where others stand. */
export function rangeReads(): number {
  return rangesRead;
}

let rangesRead = 0;

/**
 * What the file tells others, as a text: while it stays the same, no other file has to be judged again. Places are
 * no part of it, and it is empty for a file that tells nothing. Yields where a document is read, for hosts with a
 * user waiting.
 */
export function* factsDigest(snapshot: Snapshot): Generator<void, string, void> {
  // Templates, parameters and scripts depend on each other as a whole, and the cluster that they define tells everybody.
  const cluster = mayDefineClusters(snapshot) ? [`cluster ${contentKey(snapshot.text)}`] : [];
  for (const { document } of snapshot.documents) {
    if (!areFactsKnown(document)) {
      factsOf(document);
      yield;
    }
  }
  return [...cluster, ...chartText(snapshot), ...toldBy(snapshot)].join(' ');
}

/** What templates tell with the defaults of their chart depends on their whole text, and on the values of the chart. */
function chartText(snapshot: Snapshot): readonly string[] {
  const isOfOne = isOfChart(snapshot.uri) || mayUseDefaults(snapshot);
  return isOfOne ? [`chart ${contentKey(snapshot.text)}`] : [];
}

/** What the file tells of each kind; equal for versions that tell the same. */
export function toldBy(snapshot: Snapshot): readonly string[] {
  return [...holdersOf(snapshot).keys()].map((kind) => `${kind} ${contentOf(snapshot, kind)}`);
}

function mayDefineClusters(snapshot: Snapshot): boolean {
  return (
    snapshot.bicep !== undefined ||
    snapshot.arm !== undefined ||
    (snapshot.language !== 'markdown' && mayHaveCommands(snapshot))
  );
}

/** Changes with what the facts of a kind say, and with the file; empty for a file that tells nothing of the kind. */
export function contentOf(snapshot: Snapshot, kind: FactKind): string {
  const holders = holdersOf(snapshot).get(kind);
  if (holders === undefined) {
    return '';
  }
  const known =
    contents.get(holders) ?? `${snapshot.uri} ${keyText(joinedNumbers(holders.content))}`;
  contents.set(holders, known);
  return known;
}

/** The facts of a kind, in the order of their places. */
export function entriesOf(snapshot: Snapshot, kind: FactKind): readonly FactEntry[] {
  const holders = holdersOf(snapshot).get(kind);
  if (holders === undefined) {
    return [];
  }
  const { uri } = snapshot;
  const known = entries.get(holders) ?? readEntries(holders, uri);
  entries.set(holders, known);
  return known;
}

function readEntries({ told, placed }: Holders, uri: string): readonly FactEntry[] {
  const all: FactEntry[] = [];
  for (const [holder, { facts }] of told.entries()) {
    const start = placed[holder]?.start ?? 0;
    for (const { fact, range, key } of facts) {
      const located = locate(fact, uri, start, range);
      all.push({ fact, key, uri, start, range, index: all.length, located });
    }
  }
  return all;
}

function locate(
  fact: Facts[FactKind],
  uri: string,
  start: number,
  range: Range,
): Located<Facts[FactKind]> {
  return {
    fact,
    uri,
    get range(): Range {
      rangesRead++;
      return shiftRange(range, start);
    },
  };
}

/** The documents that tell something of a kind, and what: lists of equal length. */
interface Holders {
  readonly placed: PlacedDocument[];
  readonly told: DocumentFacts<FactKind>[];
  readonly content: NumericKey[];
}

/** Snapshots do not change, so neither do their facts. */
const holdersBySnapshot = new WeakMap<Snapshot, ReadonlyMap<FactKind, Holders>>();
const entries = new WeakMap<Holders, readonly FactEntry[]>();
const contents = new WeakMap<Holders, string>();

function holdersOf(snapshot: Snapshot): ReadonlyMap<FactKind, Holders> {
  const known = holdersBySnapshot.get(snapshot) ?? readHolders(snapshot);
  holdersBySnapshot.set(snapshot, known);
  return known;
}

function readHolders({ documents }: Snapshot): ReadonlyMap<FactKind, Holders> {
  const holders = new Map<FactKind, Holders>();
  for (const placed of documents) {
    for (const told of factsOf(placed.document)) {
      const ofKind = holders.get(told.kind) ?? { placed: [], told: [], content: [] };
      if (ofKind.told.length === 0) {
        holders.set(told.kind, ofKind);
      }
      ofKind.placed.push(placed);
      ofKind.told.push(told);
      ofKind.content.push(told.content);
    }
  }
  return holders;
}
