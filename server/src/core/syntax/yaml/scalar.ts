/**
 * What an unquoted scalar stands for. Kubernetes reads YAML with a Go library that follows YAML 1.1 in part: `yes` and
 * `on` are true, a leading zero makes a number octal, digits may be grouped by `_`; minutes and dates stay strings.
 */
export function plainValue(source: string): string | number | boolean | null {
  // Nothing but a few words and numbers is more than a string, and all of them are short.
  if (source.length > 64) {
    return source;
  }
  const word = words.get(source);
  if (word !== undefined) {
    return word;
  }
  return /^[-+.\d]/.test(source) ? (numberFrom(source) ?? source) : source;
}

const words: ReadonlyMap<string, boolean | number | null> = new Map<
  string,
  boolean | number | null
>([
  ...spellings(true, ['y', 'yes', 'true', 'on']),
  ...spellings(false, ['n', 'no', 'false', 'off']),
  ...spellings(null, ['null']),
  ['', null],
  ['~', null],
  ...spellings(Number.POSITIVE_INFINITY, ['.inf', '+.inf']),
  ...spellings(Number.NEGATIVE_INFINITY, ['-.inf']),
  ['.nan', Number.NaN],
  ['.NaN', Number.NaN],
  ['.NAN', Number.NaN],
]);

/** Each word as it is, with its first letter in upper case, and in upper case. */
function spellings<T>(value: T, list: readonly string[]): [string, T][] {
  return list.flatMap((word) =>
    [word, word.replace(/[a-z]/, (letter) => letter.toUpperCase()), word.toUpperCase()].map(
      (spelling): [string, T] => [spelling, value],
    ),
  );
}

const radixes = [
  [/^[-+]?0[xX]([\da-fA-F]+)$/, 16],
  [/^[-+]?0[oO]?([0-7]+)$/, 8],
  [/^[-+]?0[bB]([01]+)$/, 2],
  [/^[-+]?(0|[1-9]\d*)$/, 10],
] as const;

function numberFrom(source: string): number | undefined {
  const plain = source.startsWith('.') ? source : source.replaceAll('_', '');
  for (const [pattern, radix] of radixes) {
    const digits = pattern.exec(plain)?.[1];
    if (digits !== undefined) {
      const value = Number.parseInt(digits, radix);
      return plain.startsWith('-') ? -value : value;
    }
  }
  const isFloat = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(plain);
  const value = isFloat ? Number.parseFloat(plain) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/**
 * `${X}`, `$(X)`, `<x>`, `__X__`, `#{X}#`, `{X}`, `@X@`, `((x))`, `ENC[…]`, and a template's expression in quotes:
 * something else fills these in before Kubernetes sees them.
 */
export function isPlaceholder(text: string): boolean {
  return text.length < 100_000 && placeholder.test(text);
}

const placeholder =
  /\$\{[^{}]*\}|\$\([\w.-]+\)|^<[^<>]+>$|^__\w+__$|#\{[^{}]*\}|^\$\w+$|@@\w+@@|^@[\w.]+@|(?<!\w)\{[A-Z][A-Z0-9_]*\}|^%%?[A-Z]\w*%%?$|^\(\(.+\)\)$|^ENC\[.*\]$/s;

/** Whether a string holds an expression or a branch of a template language. */
export function holdsTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%') || text.includes('<%');
}
