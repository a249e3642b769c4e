import type { Configuration } from '../config/configuration';
import { looksLikeObject } from '../model/kubernetes-object';
import type { YamlDocument } from '../syntax/yaml/document';
import type { DocumentGroup, PlacedDocument } from '../syntax/yaml/document-group';
import type { Range } from '../text/range';
import { type Asked, type AskedFacts, type FactSource, hasChanged } from './asked-facts';
import type { FactIndex } from './fact-list';
import type { RuleSet } from './rule-set';
import {
  concernsRules,
  type DocumentFinding,
  haveMoved,
  type Judgement,
  type RuleFailure,
  runRules,
} from './run-rules';
import { syntaxFinding } from './syntax-finding';

export interface SkippedDocument {
  readonly range: Range;
  readonly reason: string;
}

/** What there is to say about the documents of a group. */
export interface GroupResult {
  /** Each with the place of its document in the group, which its ranges are from. */
  readonly findings: readonly { readonly finding: DocumentFinding; readonly start: number }[];
  readonly failures: readonly RuleFailure[];
  /** With ranges in the group. */
  readonly skipped: readonly SkippedDocument[];
  /** How many hold more than comments. */
  readonly documents: number;
}

/** What is kept with a group: the result under its latest configuration, and what of the facts it rests on. */
interface Kept {
  readonly configurationKey: string;
  /** The places that it holds for; undefined when no finding leads to another file. */
  readonly places: string | undefined;
  readonly result: GroupResult;
  /** Of each document; undefined for those that no rule would look into. */
  readonly parts: readonly (DocumentResult | undefined)[];
  /**
   * The documents' facts are read here, so that they go along to those of another moment. Undefined where no rule can read
   * any: an index that nobody reads holds all snapshots of its time.
   */
  readonly source: FactSource | undefined;
  readonly asked: readonly Asked[];
}

/**
 * Judges the documents of a group one after the other, and yields between them. The result is kept with the group and holds
 * as long as the configuration is the same, and the facts are that any of its documents has asked for. It may be
 * abandoned at any yield.
 */
export function* lintGroup(
  group: DocumentGroup,
  configuration: Configuration,
  index: FactIndex,
  ruleSet: RuleSet,
): Generator<void, GroupResult, void> {
  const store = group.kept((): { kept?: Kept } => ({}), ruleSet);
  const kept = store.kept?.configurationKey === configuration.key ? store.kept : undefined;
  if (kept !== undefined && !haveMoved(kept, configuration) && stillHolds(kept, index)) {
    if (kept.source !== undefined) {
      kept.source.index = index;
    }
    return kept.result;
  }
  // Given up half-way, the documents would read their facts in several places.
  delete store.kept;
  const current = { index };
  const parts: (DocumentResult | undefined)[] = [];
  for (const [position, placed] of group.documents.entries()) {
    const before = kept?.parts[position];
    if (
      before !== undefined &&
      !haveMoved(before, configuration) &&
      !haveChanged(before.asked, index)
    ) {
      parts.push(before);
    } else if (concernsRules(placed.document, ruleSet)) {
      parts.push(yield* lintDocument(placed, configuration, current, ruleSet));
      yield;
    } else {
      // To pass over a document takes less time than to ask for the time.
      parts.push(undefined);
    }
  }
  const all = parts.filter((part) => part !== undefined);
  const result = {
    findings: all.flatMap(({ findings, start }) => findings.map((finding) => ({ finding, start }))),
    failures: all.flatMap(({ failures }) => failures),
    skipped: all.flatMap(({ skipped }) => skipped),
    documents: group.kept(countContents),
  };
  const readers = all.flatMap(({ facts }) => facts ?? []);
  for (const facts of readers) {
    facts.readFrom(current);
  }
  const source = readers.length === 0 ? undefined : current;
  const { key: configurationKey } = configuration;
  const places = all.find((part) => part.places !== undefined)?.places;
  store.kept = { configurationKey, places, result, parts, source, asked: askedByAny(all) };
  return result;
}

function stillHolds({ source, asked }: Kept, index: FactIndex): boolean {
  return source?.index.id === index.id || !haveChanged(asked, index);
}

function haveChanged(asked: readonly Asked[], index: FactIndex): boolean {
  return asked.some((each) => hasChanged(each, index));
}

/** Each list once, however many documents have asked for it. */
function askedByAny(parts: readonly DocumentResult[]): readonly Asked[] {
  const byName = new Map<string, Asked>();
  for (const { asked } of parts) {
    for (const each of asked) {
      byName.set(`${each.readsRanges} ${each.kind} ${each.namespace ?? ''}`, each);
    }
  }
  return [...byName.values()];
}

interface DocumentResult
  extends Pick<GroupResult, 'failures' | 'skipped'>,
    Pick<Judgement, 'places'> {
  readonly start: number;
  readonly findings: readonly DocumentFinding[];
  readonly asked: readonly Asked[];
  /** Where its rules read facts; undefined for a document that none has judged. */
  readonly facts?: AskedFacts;
}

function* lintDocument(
  { document, start }: PlacedDocument,
  configuration: Configuration,
  source: FactSource,
  ruleSet: RuleSet,
): Generator<void, DocumentResult, void> {
  const nothing = {
    start,
    findings: [],
    failures: [],
    skipped: [],
    asked: [],
    places: undefined,
  };
  if (document.problems.length === 0) {
    const judgement = yield* runRules(document, configuration, source, ruleSet);
    return { ...nothing, ...judgement, asked: judgement.facts.asked };
  }
  const range = { start, end: start + document.text.length };
  if (document.unread !== undefined) {
    return { ...nothing, skipped: [{ range, reason: document.unread }] };
  }
  // What does not parse and is not of Kubernetes is nobody's business here.
  if (!looksLikeObject(document)) {
    return nothing;
  }
  const [problem] = document.problems;
  const finding = problem && syntaxFinding(problem, configuration);
  return {
    ...nothing,
    findings: finding === undefined ? [] : [finding],
    skipped: [{ range, reason: problem?.message ?? 'The document does not parse.' }],
  };
}

function countContents({ documents }: DocumentGroup): number {
  return documents.filter(({ document }) => hasContent(document)).length;
}

/** A line that is no comment, no directive and no document marker. */
const contentLine = /^(?!---[ \t]*(?:#.*)?\r?$|\.\.\.|%)\uFEFF?[ \t]*[^\s#]/m;

function hasContent(document: YamlDocument): boolean {
  return document.plain(({ text }) => contentLine.test(text), hasContent);
}
