import type { Fix } from '../engine/finding';
import { replaceScalar } from '../model/edits';
import type { NetworkPolicy } from '../model/network-policy';
import { addPodSelector, quoteScalar, writeEmptyMap } from '../model/repairs';
import type { ShapeProblem } from '../model/shape';
import type { InvalidPart } from '../policy/invalid-part';
import { isLabelValue } from '../policy/label-syntax';
import { didYouMean } from '../text/did-you-mean';
import { fixFrom } from './fix-from';

export type UnknownField = Extract<ShapeProblem, { is: 'unknown field' }>;

/** The field that was probably meant. `from` under egress is `to`: without its peers the rule would allow everybody. */
export function similarField({ name, known }: UnknownField): string | undefined {
  const other = { from: 'to', to: 'from' }[name];
  return other !== undefined && known.includes(other)
    ? other
    : (known.find((field) => lettersOf(field) === lettersOf(name)) ??
        didYouMean(name, known)?.text);
}

/** Equal for words whose letters changed places, such as `form`. */
function lettersOf(word: string): string {
  return [...word].sort().join('');
}

/** What can be written instead of a field or a value that does not go with the schema. */
export function shapeFixes({ object }: NetworkPolicy, problem: ShapeProblem): readonly Fix[] {
  if (problem.is === 'unknown field') {
    const similar = similarField(problem);
    return similar === undefined ? [] : [replace(object, problem.range, similar)];
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
    replace(object, part.at, text, index === 0),
  );
}

function replace(
  object: NetworkPolicy['object'],
  at: InvalidPart['at'],
  text: string,
  preferred = true,
): Fix {
  return fixFrom(`Replace by ${text}`, 'suggestion', replaceScalar(object, at, text), preferred);
}
