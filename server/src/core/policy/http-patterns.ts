import { httpPatterns } from '../knowledge/policy-pitfalls';
import type { CiliumPolicy } from '../model/cilium-policy';
import { known, type Traced } from '../model/traced';
import type { YamlNode } from '../syntax/yaml/tree';
import type { Range } from '../text/range';

/** A path or method of an HTTP rule that means something else as a regular expression than it seems to. */
export interface SuspiciousPattern {
  /** The HTTP rule it stands in. */
  readonly rule: YamlNode;
  readonly at: Range;
  readonly text: string;
  /** What was probably meant; undefined when that cannot be told. */
  readonly meant: string | undefined;
  /** The first method in lower case. */
  readonly word?: string;
  /**
   * `glob`: a star behind a slash repeats the slash; `parameter`: the name of a part of the path, as routers write it;
   * `prefix`: a slash at the end, which ends the path; `no slash`: no path begins so; `lower case`: no method is written so.
   */
  readonly is: 'glob' | 'parameter' | 'prefix' | 'no slash' | 'lower case';
}

/** The suspicious paths and methods of a policy, in the order they are written. */
export function suspiciousPatterns(policy: CiliumPolicy): readonly SuspiciousPattern[] {
  return policy.rules
    .flatMap(({ sections }) => sections)
    .filter(({ isDeny }) => !isDeny)
    .flatMap(({ entries }) => entries)
    .flatMap(({ toPorts }) => toPorts)
    .flatMap(({ layer7 }) => layer7.http.items)
    .flatMap(({ node, path, method }) => [
      ...judged(node, path, pathMistake),
      ...judged(node, method, methodMistake),
    ])
    .sort((a, b) => a.at.start - b.at.start);
}

type Mistake = Pick<SuspiciousPattern, 'is' | 'meant' | 'word'>;

function judged(
  rule: YamlNode,
  pattern: Traced<string>,
  judge: (text: string) => Mistake | undefined,
): readonly SuspiciousPattern[] {
  const text = known(pattern);
  const mistake = text === undefined || text === '' ? undefined : judge(text);
  return pattern.state === 'known' && mistake !== undefined
    ? [{ rule, at: pattern.range, text: pattern.value, ...mistake }]
    : [];
}

/** A character of a pattern as it stands there, an escaped one with its backslash. */
type Token = string;

const quantifiers: readonly Token[] = ['*', '+', '?'];

function pathMistake(text: string): Mistake | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined) {
    return undefined;
  }
  const stars = tokens.flatMap((token, index) =>
    token === '*' && tokens[index - 1] === '/' ? [index] : [],
  );
  if (stars.length > 0) {
    const meant = tokens.map((token, index) =>
      stars.includes(index) ? (isAtEnd(tokens, index) ? '.*' : '[^/]*') : token,
    );
    return { is: 'glob', meant: meant.join('') };
  }
  if (/(?:^|\/)(?:\{[A-Za-z_]\w*\}|:[A-Za-z_]\w*)(?=\/|$)/.test(text)) {
    const meant = text.replace(/(^|\/)(?:\{[A-Za-z_]\w*\}|:[A-Za-z_]\w*)(?=\/|$)/g, '$1[^/]+');
    return { is: 'parameter', meant };
  }
  if (/^\w[\w-]*(?:\/|$)/.test(text)) {
    return { is: 'no slash', meant: `/${text}` };
  }
  const isPlain = tokens.every(
    (token) => !quantifiers.includes(token) && !/[()[\]{}|$]/.test(token),
  );
  return isPlain && text.length > 1 && text.endsWith('/')
    ? { is: 'prefix', meant: `${text}.*` }
    : undefined;
}

function isAtEnd(tokens: readonly Token[], index: number): boolean {
  return tokens.slice(index + 1).every((token) => token === '$');
}

const plainMethods = /^\^?(?:[a-z]+\|)*[a-z]+\$?$/i;

function methodMistake(text: string): Mistake | undefined {
  const words = text.replace(/[\^$]/g, '').split('|');
  const word = words.find((each) => each !== each.toUpperCase());
  const areMethods = words.every((each) =>
    httpPatterns.methods.some((method) => method === each.toUpperCase()),
  );
  return word !== undefined && areMethods && plainMethods.test(text)
    ? { is: 'lower case', meant: text.toUpperCase(), word }
    : undefined;
}

/**
 * The characters outside of classes; a class is one token. Undefined for what is too long for a path people write, or
 * has a class that does not end.
 */
function tokensOf(text: string): readonly Token[] | undefined {
  if (text.length > longestPath) {
    return undefined;
  }
  const tokens: Token[] = [];
  for (let index = 0; index < text.length; ) {
    const end = endOfToken(text, index);
    if (end === undefined) {
      return undefined;
    }
    tokens.push(text.slice(index, end));
    index = end;
  }
  return tokens;
}

const longestPath = 2_000;

function endOfToken(text: string, start: number): number | undefined {
  if (text[start] === '\\') {
    return start + 2;
  }
  if (text[start] !== '[') {
    return start + 1;
  }
  // A bracket directly behind the opening one belongs to the class.
  const from = start + (text[start + 1] === '^' ? 3 : 2);
  const end = text.indexOf(']', from);
  return end === -1 ? undefined : end + 1;
}
