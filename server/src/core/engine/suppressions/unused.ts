import type { Configuration } from '../../config/configuration';
import type { Snapshot } from '../../workspace/snapshot';
import type { Finding } from '../finding';
import { type Applied, type Claim, unusedRule, wholeFileRules } from './apply';
import { piecesOf } from './pieces';
import {
  needlessComment,
  needlessName,
  onlyForFile,
  type Problem,
  unknownRule,
  unknownWord,
} from './unused-problems';

/** What has to be known to say that a comment suppresses nothing. */
export interface UnusedInput {
  readonly snapshot: Snapshot;
  readonly configuration: Configuration;
  readonly applied: Applied;
  /** Whether the rule is on, applies to this cluster and did not fail; undefined asks for all recommended rules. */
  readonly hasRun: (rule: string | undefined) => boolean;
}

/**
 * Comments, and names in them, that suppress nothing. Silent where that cannot be known: for rules that did not run, in
 * documents that do not parse, and for comments that a template hands on to the manifests it renders.
 */
export function unusedSuppressions(input: UnusedInput): readonly Finding[] {
  const { applied, configuration } = input;
  const severity = configuration.rules.get(unusedRule)?.severity ?? 'off';
  if (severity === 'off' || applied.suppressions.length === 0) {
    return [];
  }
  return problemsOf(input).map((problem) => ({
    ...problem,
    rule: unusedRule,
    severity,
    related: [],
    tags: [],
  }));
}

function problemsOf(input: UnusedInput): readonly Problem[] {
  const { applied, configuration } = input;
  const isMisplaced = ({ scope, rule }: Claim) =>
    scope !== 'file' && rule !== undefined && wholeFileRules.has(rule.text);
  const isSilencer = ({ scope, rule }: Claim) => scope === 'file' && rule?.text === unusedRule;
  const silencers = applied.claims.filter(isSilencer);
  const problems = [
    ...applied.suppressions
      .filter(({ suppression }) => suppression.scope === undefined)
      .map((placed) => unknownWord(placed, applied)),
    ...applied.mistakes.map((mistake) => unknownRule(mistake, configuration, applied)),
    ...applied.claims.filter(isMisplaced).map(onlyForFile),
    ...unusedClaims(
      applied.claims.filter((claim) => !isMisplaced(claim) && !isSilencer(claim)),
      input,
    ),
  ];
  // Whoever silences this rule is told nothing but that there was no reason to.
  if (silencers.length > 0) {
    return problems.length > 0 ? [] : unusedClaims(silencers, input);
  }
  return problems;
}

function unusedClaims(claims: readonly Claim[], input: UnusedInput): readonly Problem[] {
  const isUnused = judge(input);
  const unused = new Map<Claim['placed'], Claim[]>();
  for (const claim of claims.filter(isUnused)) {
    const others = unused.get(claim.placed);
    if (others === undefined) {
      unused.set(claim.placed, [claim]);
    } else {
      others.push(claim);
    }
  }
  return [...unused].flatMap(([placed, own]) => {
    const words = placed.suppression.items.flatMap((item) => item.words);
    return own.length >= words.length
      ? [needlessComment(placed, own)]
      : own.map((claim) => needlessName(claim));
  });
}

/** Whether a claim did nothing, and would have if there had been anything to do. */
function judge({ snapshot, hasRun }: UnusedInput): (claim: Claim) => boolean {
  let isWholeFileJudged: boolean | undefined;
  return ({ placed, scope, rule, used }) => {
    const { piece, nextPiece, suppression } = placed;
    // What stays in the rendered manifest may be of use there.
    const isHandedOn = piece.isTemplate && suppression.comment.kind === 'line';
    if (used || isHandedOn || !hasRun(rule?.text)) {
      return false;
    }
    if (scope === 'file') {
      isWholeFileJudged ??= piecesOf(snapshot).every((each) => each.isJudged());
      return isWholeFileJudged;
    }
    return ((scope === 'next-line' ? nextPiece : undefined) ?? piece).isJudged();
  };
}
