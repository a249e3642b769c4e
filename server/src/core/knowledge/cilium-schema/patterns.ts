/**
 * Patterns of the schemas that take exponential time on some texts, with others that take the same texts. Go has no
 * such texts; JavaScript does.
 */
const linear: Readonly<Record<string, string>> = {
  '^([-a-zA-Z0-9_]+[.]?)+$': '^(?![.])(?:[-a-zA-Z0-9_]|[.](?![.]))+$',
  '^([-a-zA-Z0-9_*]+[.]?)+$': '^(?![.])(?:[-a-zA-Z0-9_*]|[.](?![.]))+$',
  '^(\\*?\\*\\.)?([-a-zA-Z0-9_]+\\.?)+$': '^(?:\\*?\\*\\.)?(?![.])(?:[-a-zA-Z0-9_]|[.](?![.]))+$',
  '^(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[0-9]{1,4})|([a-zA-Z0-9]-?)*[a-zA-Z](-?[a-zA-Z0-9])*$':
    '^[0-9]|[a-zA-Z](?:-?[a-zA-Z0-9])*$',
};

/** Longer texts are in none of the fields; they would take long even so. */
const longestText = 5_000;

const compiled = new Map<string, RegExp | undefined>();

/** Whether a text goes with a pattern of a schema; undefined when this program cannot tell. */
export function matchesPattern(text: string, pattern: string): boolean | undefined {
  const expression = compile(pattern);
  return text.length > longestText ? undefined : expression?.test(text);
}

function compile(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) {
    compiled.set(pattern, toRegExp(linear[pattern] ?? pattern));
  }
  return compiled.get(pattern);
}

/** `\PC`, which Go takes for "no control character", is written `\P{C}` here. */
function toRegExp(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern.replaceAll(/\\([pP])([A-Z])(?![a-z])/g, '\\$1{$2}'), 'u');
  } catch {
    return undefined;
  }
}
