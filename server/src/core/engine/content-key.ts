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

function plain(_key: string, value: unknown): unknown {
  if (value instanceof Map || value instanceof Set) {
    return [...value];
  }
  return typeof value === 'bigint' ? `${value}n` : value;
}

/** Two hashes of 32 bits, each of every character. */
function hash(text: string): string {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b + code, 0x27d4eb2f) ^ (b >>> 15);
  }
  return `${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}.${text.length.toString(36)}`;
}
