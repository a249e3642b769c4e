/**
 * A short text that is equal for equal data and, but for a chance that nobody will live to see, different for different
 * data. Not against people who look for a collision: the worst they get is an outdated finding in their own file.
 */
export function contentKey(data: unknown): string {
  return hash(JSON.stringify(data, plain) ?? '');
}

/** One key for several, in their order. */
export function joinedKey(keys: readonly string[]): string {
  return hash(keys.join(' '));
}

/** A key in the form that many of them are joined fast in: two hashes of 32 bits. */
export interface NumericKey {
  readonly a: number;
  readonly b: number;
}

/** The key of one text in that form. */
export function numericKey(text: string): NumericKey {
  let { a, b } = seed;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b + code, 0x27d4eb2f) ^ (b >>> 15);
  }
  return { a: a >>> 0, b: b >>> 0 };
}

/** One key for several, in their order. */
export function joinedNumbers(keys: readonly NumericKey[]): NumericKey {
  let { a, b } = seed;
  for (const key of keys) {
    a = Math.imul(a ^ key.a, 0x01000193) + key.b;
    b = Math.imul(b + key.b, 0x27d4eb2f) ^ (b >>> 15) ^ key.a;
  }
  return { a: a >>> 0, b: b >>> 0 };
}

const seed: NumericKey = { a: 0x9e3779b9, b: 0x85ebca6b };

/** The key as a text. */
export function keyText({ a, b }: NumericKey): string {
  return `${a.toString(36)}.${b.toString(36)}`;
}

function plain(_key: string, value: unknown): unknown {
  if (value instanceof Map || value instanceof Set) {
    return [...value];
  }
  return typeof value === 'bigint' ? `${value}n` : value;
}

function hash(text: string): string {
  return `${keyText(numericKey(text))}.${text.length.toString(36)}`;
}
