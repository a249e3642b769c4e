import { closest, distance } from 'fastest-levenshtein';

export interface Suggestion {
  readonly text: string;
  /** So near that nothing else can be meant: a slip of one letter or two, or of upper and lower case. */
  readonly certain: boolean;
}

// Comparing costs the product of the lengths, and nobody misspells a name into something much longer.
const longestWord = 100;

/** The candidate that was probably meant by `word`, or undefined when none is near. */
export function didYouMean(word: string, candidates: readonly string[]): Suggestion | undefined {
  if (word === '' || word.length > longestWord || candidates.length === 0) {
    return undefined;
  }
  const plain = normal(word);
  const byPlain = new Map(candidates.map((candidate) => [normal(candidate), candidate]));
  const nearest = closest(plain, [...byPlain.keys()]);
  const text = byPlain.get(nearest);
  const steps = distance(plain, nearest);
  if (text === undefined || steps > Math.max(1, Math.floor(plain.length / 3))) {
    return undefined;
  }
  const others = [...byPlain.keys()].filter((other) => other !== nearest);
  const isOnly = others.every((other) => distance(plain, other) > steps + 1);
  return { text, certain: isOnly && steps <= (plain.length < 5 ? 1 : 2) };
}

/** The words of a suggestion as they follow a message: ` Did you mean "x"?`, or nothing. */
export function suggestionText(suggestion: Suggestion | undefined): string {
  return suggestion === undefined ? '' : ` Did you mean "${suggestion.text}"?`;
}

function normal(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, '');
}
