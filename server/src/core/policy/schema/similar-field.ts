import { didYouMean } from '../../text/did-you-mean';
import type { FieldProblem } from './schema-problems';

export type UnknownField = Extract<FieldProblem, { is: 'unknown field' }>;

/**
 * The field that was probably meant. `from` under egress is `to`, also as the beginning of a longer name: without its
 * peers the rule would allow everybody.
 */
export function similarField({ name, known }: UnknownField): string | undefined {
  const other = otherDirection(name);
  return other !== undefined && known.includes(other)
    ? other
    : (known.find((field) => lettersOf(field) === lettersOf(name)) ??
        didYouMean(name, known)?.text ??
        onlyOneWith(name, known));
}

const shortestBeginning = 3;

/** `auth` for `authentication`. */
function onlyOneWith(beginning: string, known: readonly string[]): string | undefined {
  const [first, ...others] = known.filter((field) => field.startsWith(beginning));
  return beginning.length >= shortestBeginning && others.length === 0 ? first : undefined;
}

function otherDirection(name: string): string | undefined {
  const [, prefix, rest] = /^(from|to)((?:[A-Z]\w*)?)$/.exec(name) ?? [];
  return prefix === undefined ? undefined : `${prefix === 'to' ? 'from' : 'to'}${rest}`;
}

/** Equal for words whose letters changed places, such as `form`. */
function lettersOf(word: string): string {
  return [...word].sort().join('');
}
