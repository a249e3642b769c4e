/**
 * A short key that is equal for equal data and, but for a chance that nobody will live to see, different for different
 * data: two hashes of 32 bits, in a form that many of them are joined fast in. Not against people who look for a
 * collision: the worst they get is an outdated finding in their own file.
 */
export interface ContentKey {
  readonly a: number;
  readonly b: number;
}

const seed: ContentKey = { a: 0x9e3779b9, b: 0x85ebca6b };

/** The key of plain data. */
export function contentKey(data: unknown): ContentKey {
  return textKey(JSON.stringify(data, plain) ?? '');
}

/** The key of a text. */
export function textKey(text: string): ContentKey {
  let { a, b } = seed;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b + code, 0x27d4eb2f) ^ (b >>> 15);
  }
  return { a: (a + text.length) >>> 0, b: b >>> 0 };
}

/** One key for several, in their order. */
export function joinedKey(keys: Iterable<ContentKey>): ContentKey {
  let { a, b } = seed;
  for (const key of keys) {
    a = Math.imul(a ^ key.a, 0x01000193) + key.b;
    b = Math.imul(b + key.b, 0x27d4eb2f) ^ (b >>> 15) ^ key.a;
  }
  return { a: a >>> 0, b: b >>> 0 };
}

/** The key as a text, for comparing. */
export function keyText({ a, b }: ContentKey): string {
  return `${a.toString(36)}.${b.toString(36)}`;
}

function plain(_key: string, value: unknown): unknown {
  if (value instanceof Map || value instanceof Set) {
    return [...value];
  }
  return typeof value === 'bigint' ? `${value}n` : value;
}
