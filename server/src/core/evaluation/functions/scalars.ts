import type { Place, Plain, StaticValue } from '../value';

// Longer texts and lists are nobody's cluster, and a hostile template makes them grow by doubling.
export const longestText = 100_000;
export const longestList = 10_000;

/** A scalar as it appears inside of a text. */
export function printed(value: StaticValue): string | undefined {
  switch (value.kind) {
    case 'text':
      return value.value;
    case 'number':
      return String(value.value);
    case 'boolean':
      return value.value ? 'True' : 'False';
    default:
      return undefined;
  }
}

/** The text as a value, if it is not too long. */
export function asText(text: string): Plain | undefined {
  return text.length > longestText ? undefined : { kind: 'text', value: text };
}

/** A text with the place it counts as written at. */
export function textAt(value: string, place: Place): StaticValue {
  return { kind: 'text', value, place };
}

/** The number that a value is, if it is one. */
export function numberOf(value: StaticValue | undefined): number | undefined {
  return value?.kind === 'number' ? value.value : undefined;
}
