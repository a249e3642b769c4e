import type { Suggestion } from '../text/did-you-mean';
import type { Range } from '../text/range';
import type { ConfigNode } from './node';

/** Ids of the messages of the rule `project-file`. */
export type ProblemId =
  | 'unknownKey'
  | 'unknownRule'
  | 'unknownOption'
  | 'duplicateKey'
  | 'missingKey'
  | 'unknownCluster'
  | 'wrongValue'
  | 'unquotedVersion';

/** A mistake in somebody's settings. */
export interface Problem {
  readonly id: ProblemId;
  /** Where it is, by keys and indexes: `overrides.0.files`. */
  readonly path: string;
  readonly at: Range;
  readonly data: Readonly<Record<string, string | number>>;
  readonly fix?: { readonly title: string; readonly newText: string; readonly certain: boolean };
}

/** What reading needs to know of where it is. */
export interface Place {
  /** The innermost key, for messages. */
  readonly key: string;
  readonly path: string;
}

/** Collects what is found while reading settings. */
export interface Reading {
  report(problem: Problem): void;
  /** Tells where the value of a path was written. */
  place(path: string, range: Range): void;
}

/** The place of a key inside another place. */
export function placeOf(outer: Place, key: string): Place {
  return { key, path: outer.path === '' ? key : `${outer.path}.${key}` };
}

/** The place of a list's item; messages name the list. */
export function itemOf(list: Place, index: number): Place {
  return { key: list.key, path: `${list.path}.${index}` };
}

/** Reports a value of the wrong type or form. */
export function wrongValue(
  reading: Reading,
  place: Place,
  node: ConfigNode,
  expected: string,
  fix?: Problem['fix'],
): undefined {
  reading.report({
    id: 'wrongValue',
    path: place.path,
    at: node.range,
    data: {
      key: place.key,
      expected,
      suggestion: fix === undefined ? '' : ` Did you mean ${fix.newText}?`,
    },
    ...(fix === undefined ? {} : { fix }),
  });
}

/** A fix that writes what was probably meant. */
export function replacement(suggestion: Suggestion | undefined): Problem['fix'] {
  return suggestion === undefined
    ? undefined
    : {
        title: `Replace with "${suggestion.text}"`,
        newText: suggestion.text,
        certain: suggestion.certain,
      };
}

/** Text in quotes that YAML and JSON both read. */
export function quote(text: string): string {
  return JSON.stringify(text);
}
