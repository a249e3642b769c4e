import type { Configuration } from '../../config/configuration';
import { didYouMean, suggestionText } from '../../text/did-you-mean';
import type { Range } from '../../text/range';
import type { MessageData } from '../define-rule';
import { engineRules } from '../engine-rules';
import type { Finding, Fix } from '../finding';
import { fillIn } from '../run-rules';
import { type Applied, type Claim, type Mistake, unusedRule } from './apply';
import { inFile, type PlacedSuppression } from './placed';
import { removalSafety, removeComment, removeWords } from './removal';
import { type SuppressionScope, suppressionWords, type Word } from './suppression';

/** A finding about a suppression comment, but for what all of them have in common. */
export type Problem = Pick<Finding, 'message' | 'range' | 'fixes'>;

/** A comment of which nothing is of use. */
export function needlessComment(placed: PlacedSuppression, claims: readonly Claim[]): Problem {
  const names = [...new Set(claims.flatMap(({ rule }) => (rule === undefined ? [] : [rule.text])))];
  const rules = names.length === 0 ? '' : ` of ${listOf(names, 'or')}`;
  return {
    message: message('unused', { rules, place: places[claims[0]?.scope ?? 'file'] }),
    range: inFile(placed, placed.suppression.range),
    fixes: () => [{ ...removal(placed, []), preferred: true }],
  };
}

/** A name that is of no use in a comment that otherwise is. */
export function needlessName({ placed, rule, scope }: Claim): Problem {
  const words = rule === undefined ? [] : [rule];
  return {
    message: message('unusedRule', { rule: rule?.text ?? '', place: places[scope] }),
    range: inFile(placed, rule?.range ?? placed.suppression.range),
    fixes: () => [{ ...removal(placed, words), preferred: true }],
  };
}

/** The name of a rule that a comment for a line cannot disable. */
export function onlyForFile(claim: Claim): Problem {
  return {
    ...needlessName(claim),
    message: message('onlyFile', { rule: claim.rule?.text ?? '' }),
  };
}

/** A name that is no rule's, or words that are none at all. */
export function unknownRule(
  { placed, words }: Mistake,
  configuration: Configuration,
  applied: Applied,
): Problem {
  const [first, last] = [words[0] as Word, words.at(-1) as Word];
  const meant = didYouMean(first.text, [...configuration.rules.keys()]);
  const isProse = words.length > 1 && meant === undefined;
  const range = inFile(placed, { start: first.range.start, end: last.range.end });
  const isOfUse =
    meant !== undefined && applied.wouldSuppress(placed, placed.suppression.scope, meant.text);
  return {
    message: message('unknown', {
      rule: shown(words.map(({ text }) => text).join(' ')),
      suggestion: isProse ? ' Put a reason after " -- ".' : suggestionText(meant),
    }),
    range,
    fixes: () => {
      const remove = removal(placed, words);
      if (isOfUse && meant !== undefined) {
        const replace = replacement(range, meant.text, meant.certain ? 'safe' : 'suggestion');
        return [replace, { ...remove, safety: 'suggestion' }];
      }
      // Words that somebody wrote for people are taken out by people.
      return [{ ...remove, preferred: true, ...(isProse ? { safety: 'suggestion' } : {}) }];
    },
  };
}

/** A comment that begins like a suppression and is none. */
export function unknownWord(placed: PlacedSuppression, applied: Applied): Problem {
  const { word, items, range } = placed.suppression;
  const meant = didYouMean(word.text, Object.values(suppressionWords));
  const suggestion = meant?.certain === true ? suggestionText(meant) : ` There are ${allWords}.`;
  const scope = scopes.find((each) => suppressionWords[each] === meant?.text);
  const names = items.length === 0 ? [undefined] : items.map(({ text }) => text);
  const isOfUse = names.some((name) => applied.wouldSuppress(placed, scope, name));
  return {
    message: message('word', { word: shown(word.text), suggestion }),
    range: inFile(placed, range),
    fixes: () =>
      meant?.certain === true && isOfUse
        ? [replacement(inFile(placed, word.range), meant.text, 'safe')]
        : [],
  };
}

const places: Readonly<Record<SuppressionScope, string>> = {
  line: 'on this line',
  'next-line': 'on the next line',
  file: 'in this file',
};

const scopes = Object.keys(suppressionWords) as SuppressionScope[];
const allWords = listOf(Object.values(suppressionWords), 'and');

/** The words, or the whole comment when it has no others. */
function removal(placed: PlacedSuppression, words: readonly Word[]): Fix {
  const all = placed.suppression.items.flatMap((item) => item.words);
  if (words.length > 0 && words.length < all.length) {
    const title = `Remove ${words.length === 1 ? `"${shown(words[0]?.text ?? '')}"` : 'these words'} from the comment`;
    return { title, safety: 'safe', edits: [removeWords(placed, words)] };
  }
  return {
    title: 'Remove the comment',
    safety: removalSafety(placed),
    edits: [removeComment(placed)],
  };
}

function replacement(range: Range, newText: string, safety: Fix['safety']): Fix {
  return {
    title: `Replace with "${newText}"`,
    safety,
    preferred: true,
    edits: [{ range, newText }],
  };
}

const texts = engineRules.find(({ name }) => name === unusedRule)?.messages ?? {};

function message(id: string, data: MessageData): string {
  return fillIn(texts[id] ?? id, data);
}

function listOf(names: readonly string[], conjunction: 'and' | 'or'): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

const mostShown = 60;

/** Text of the file as it may stand in a message: of sane length, on one line. */
function shown(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return plain.length > mostShown ? `${plain.slice(0, mostShown)}…` : plain;
}
