/**
 * A short text that is the same for steps that say the same, and else another one, but for a chance that nobody will live to
 * see. Every file of an overlay keeps the keys of its steps, and patches may be long.
 */
export function stepKey(...parts: readonly unknown[]): string {
  const text = JSON.stringify(parts);
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b + code, 0x27d4eb2f) ^ (b >>> 15);
  }
  return [a >>> 0, b >>> 0, text.length].map((part) => part.toString(36)).join('.');
}
