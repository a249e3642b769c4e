import type { Fix } from '../engine/finding';
import { replaceScalar } from '../model/edits';
import type { KubernetesObject } from '../model/kubernetes-object';
import type { NetworkPolicy } from '../model/network-policy';
import { addPodSelector, quoteScalar, writeEmptyMap } from '../model/repairs';
import { isLabelValue } from '../policy/label-syntax';
import type { SchemaProblem } from '../policy/schema/schema-problems';
import { similarField } from '../policy/schema/similar-field';
import type { InvalidPart } from '../policy/validity/invalid-part';
import type { Range } from '../text/range';
import { fixFrom } from './fix-from';

/** What can be written instead of a field or a value that does not go with the schema. */
export function shapeFixes({ object }: NetworkPolicy, problem: SchemaProblem): readonly Fix[] {
  if (problem.is === 'unknown field') {
    const similar = similarField(problem);
    return similar === undefined ? [] : [replacementFix(object, problem.range, similar)];
  }
  const { text } = object.document;
  // `+1` in quotes is a string, but no label value.
  return problem.is === 'wrong type' &&
    problem.needsQuotes &&
    isLabelValue(text.slice(problem.range.start, problem.range.end))
    ? [fixFrom('Put it in quotes', 'suggestion', quoteScalar(object, problem.range), true)]
    : [];
}

/** What can be written instead of a part that the API server refuses. */
export function partFixes(policy: NetworkPolicy, part: InvalidPart): readonly Fix[] {
  const { object } = policy;
  if (part.problem === 'podSelectorMissing') {
    return [fixFrom('Write podSelector: {}', 'safe', addPodSelector(policy), true)];
  }
  if (part.emptyEntry !== undefined) {
    const { name } = part.emptyEntry;
    return [fixFrom(`Write ${name}: {}`, 'suggestion', writeEmptyMap(object, part.emptyEntry))];
  }
  return (part.replacements ?? []).map((text, index) =>
    replacementFix(object, part.at, text, index === 0),
  );
}

/** Another scalar in place of the one that is written. */
export function replacementFix(
  object: KubernetesObject,
  at: Range,
  text: string,
  preferred = true,
): Fix {
  return fixFrom(`Replace with ${text}`, 'suggestion', replaceScalar(object, at, text), preferred);
}
