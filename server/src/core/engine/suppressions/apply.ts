import type { Snapshot } from '../../workspace/snapshot';
import type { Finding } from '../finding';
import { logicalLine, piecesOf } from './pieces';
import { lineFor, type PlacedSuppression, placedSuppressions } from './placed';
import type { Item, SuppressionScope, Word } from './suppression';

/** A rule's name in a comment, or a comment without names, and whether it did suppress a finding. */
export interface Claim {
  readonly placed: PlacedSuppression;
  readonly scope: SuppressionScope;
  /** Undefined for every rule. */
  readonly rule: Word | undefined;
  used: boolean;
}

/** Words in a comment that are no rule's name. */
export interface Mistake {
  readonly placed: PlacedSuppression;
  readonly words: readonly Word[];
}

export interface Applied {
  readonly kept: readonly Finding[];
  readonly suppressions: readonly PlacedSuppression[];
  readonly claims: readonly Claim[];
  readonly mistakes: readonly Mistake[];
  /** Whether a claim of this scope and rule would have suppressed a finding here. */
  wouldSuppress(
    placed: PlacedSuppression,
    scope: SuppressionScope | undefined,
    rule: string | undefined,
  ): boolean;
}

/** The rule that is about these comments: a comment without names does not mean it. */
export const unusedRule = 'unused-suppression';

/**
 * Rules that can only be disabled for a whole file: a comment about a line that is about nothing else than comments, or
 * about the first of the lines that do not parse, wherever the parser sees it, would be of no use to anybody.
 */
export const wholeFileRules: ReadonlySet<string> = new Set([unusedRule, 'yaml-syntax']);

/**
 * Takes out the findings that a comment suppresses. A finding is on the line where its range starts. When several
 * comments suppress it, the narrowest is the one that did: this line before the whole file, a named rule before all.
 */
export function applySuppressions(
  snapshot: Snapshot,
  findings: readonly Finding[],
  isRule: (name: string) => boolean,
): Applied {
  const suppressions = placedSuppressions(snapshot);
  const claims: Claim[] = [];
  const mistakes: Mistake[] = [];
  for (const placed of suppressions) {
    const { scope, items } = placed.suppression;
    if (scope !== undefined) {
      const read = items.map((item) => readItem(item, isRule));
      const rules = items.length === 0 ? [undefined] : read.flatMap(({ names }) => names);
      claims.push(...rules.map((rule) => ({ placed, scope, rule, used: false })));
      mistakes.push(
        ...read.flatMap(({ others: words }) => (words.length === 0 ? [] : [{ placed, words }])),
      );
    }
  }
  const lineOf = linesOf(snapshot, suppressions);
  const kept = withoutSuppressed(findings, claims, lineOf);
  let index: ReadonlyMap<Place, ReadonlySet<string>> | undefined;
  const rulesAt = () => {
    index ??= rulesByPlace(findings, lineOf);
    return index;
  };
  return {
    kept,
    suppressions,
    claims,
    mistakes,
    wouldSuppress: (placed, scope, rule) =>
      rulesAt()
        .get(placeOf(placed, scope))
        ?.has(rule ?? every) === true,
  };
}

/** The rules' names at the beginning of an item; what follows them was meant otherwise. */
function readItem({ words }: Item, isRule: (name: string) => boolean) {
  const end = words.findIndex(({ text }) => !isRule(text));
  return end === -1
    ? { names: words, others: [] }
    : { names: words.slice(0, end), others: words.slice(end) };
}

function linesOf(
  snapshot: Snapshot,
  suppressions: readonly PlacedSuppression[],
): (finding: Finding) => number {
  const pieces = suppressions.length === 0 ? [] : piecesOf(snapshot);
  return ({ range }) => logicalLine(snapshot, pieces, range.start);
}

function withoutSuppressed(
  findings: readonly Finding[],
  claims: readonly Claim[],
  lineOf: (finding: Finding) => number,
): readonly Finding[] {
  const byPlace = new Map<Place, Map<string, Claim>>();
  for (const claim of claims) {
    const place = placeOf(claim.placed, claim.scope);
    const rule = claim.rule?.text ?? every;
    if (place !== undefined && rule !== unusedRule) {
      const others = byPlace.get(place) ?? new Map<string, Claim>();
      // Of several that say the same, the first counts, and the others are of no use.
      byPlace.set(place, others.set(rule, others.get(rule) ?? claim));
    }
  }
  if (byPlace.size === 0) {
    return findings;
  }
  const find = (place: Place, rule: string) => {
    const there = byPlace.get(place);
    return there?.get(rule) ?? there?.get(every);
  };
  return findings.filter((finding) => {
    const onLine = wholeFileRules.has(finding.rule)
      ? undefined
      : find(lineOf(finding), finding.rule);
    const claim = onLine ?? find('file', finding.rule);
    if (claim !== undefined) {
      claim.used = true;
    }
    return claim === undefined;
  });
}

/** Stands for all rules; no rule has this name. */
const every = '*';

type Place = number | 'file' | undefined;

function placeOf(placed: PlacedSuppression, scope: SuppressionScope | undefined): Place {
  return scope === 'file' ? 'file' : lineFor(placed, scope);
}

function rulesByPlace(
  findings: readonly Finding[],
  lineOf: (finding: Finding) => number,
): ReadonlyMap<Place, ReadonlySet<string>> {
  const places = new Map<Place, Set<string>>();
  for (const finding of findings) {
    const line = wholeFileRules.has(finding.rule) ? [] : [lineOf(finding)];
    for (const place of [...line, 'file'] as const) {
      const rules = places.get(place) ?? new Set([every]);
      places.set(place, rules.add(finding.rule));
    }
  }
  return places;
}
