import type { Configuration } from '../config/configuration';
import { looksLikeObject } from '../model/kubernetes-object';
import type { YamlDocument } from '../syntax/yaml/document';
import type { DocumentGroup, PlacedDocument } from '../syntax/yaml/document-group';
import type { Range } from '../text/range';
import { type Asked, type FactSource, hasChanged } from './asked-facts';
import type { FactIndex } from './fact-list';
import type { RuleSet } from './rule-set';
import { concernsRules, type DocumentFinding, type RuleFailure, runRules } from './run-rules';
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
  readonly result: GroupResult;
  /** The documents' facts are read here, so that they go along to those of another moment. */
  readonly source: FactSource;
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
  const { kept } = store;
  if (kept?.configurationKey === configuration.key && stillHolds(kept, index)) {
    kept.source.index = index;
    return kept.result;
  }
  // Given up half-way, the documents would read their facts in several places.
  delete store.kept;
  const source = { index };
  const asked = new Map<string, Asked>();
  const parts: DocumentResult[] = [];
  let documents = 0;
  for (const placed of group.documents) {
    const { document } = placed;
    documents += hasContent(document) ? 1 : 0;
    // To pass over a document takes less time than to ask for the time.
    if (concernsRules(document, ruleSet)) {
      const part = yield* lintDocument(placed, configuration, source, ruleSet);
      parts.push(part);
      for (const each of part.asked) {
        asked.set(`${each.readsRanges} ${each.kind} ${each.namespace ?? ''}`, each);
      }
      yield;
    }
  }
  const result = {
    findings: parts.flatMap(({ findings, start }) =>
      findings.map((finding) => ({ finding, start })),
    ),
    failures: parts.flatMap(({ failures }) => failures),
    skipped: parts.flatMap(({ skipped }) => skipped),
    documents,
  };
  store.kept = {
    configurationKey: configuration.key,
    result,
    source,
    asked: [...asked.values()],
  };
  return result;
}

function stillHolds({ source, asked }: Kept, index: FactIndex): boolean {
  return source.index.id === index.id || !asked.some((each) => hasChanged(each, index));
}

interface DocumentResult extends Pick<GroupResult, 'failures' | 'skipped'> {
  readonly start: number;
  readonly findings: readonly DocumentFinding[];
  readonly asked: readonly Asked[];
}

function* lintDocument(
  { document, start }: PlacedDocument,
  configuration: Configuration,
  source: FactSource,
  ruleSet: RuleSet,
): Generator<void, DocumentResult, void> {
  const nothing = { start, findings: [], failures: [], skipped: [], asked: [] };
  if (document.problems.length === 0) {
    return { ...nothing, ...(yield* runRules(document, configuration, source, ruleSet)) };
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

/** A line that is no comment, no directive and no document marker. */
const contentLine = /^(?!---[ \t]*(?:#.*)?\r?$|\.\.\.|%)\uFEFF?[ \t]*[^\s#]/m;

function hasContent(document: YamlDocument): boolean {
  return document.plain(({ text }) => contentLine.test(text), hasContent);
}
