import { isWholly, type Place, type Plain, type StaticValue, textOf } from '../value';
import { asText, longestList, longestText, numberOf, printed, textAt } from './scalars';

/** `format('{0}', ...)`. Undefined when a part is not known, or is formatted in a way that only running tells. */
export function format(
  pattern: StaticValue | undefined,
  values: readonly StaticValue[],
): Plain | undefined {
  if (pattern?.kind !== 'text') {
    return undefined;
  }
  let isKnown = true;
  const text = pattern.value.replace(
    /\{\{|\}\}|\{(\d+)(?:[,:][^}]*)?\}/g,
    (whole, index?: string) => {
      if (index === undefined) {
        return whole.charAt(0);
      }
      const value = values[Number(index)];
      const part = value && printed(value);
      isKnown &&= part !== undefined && !/[,:]/.test(whole);
      return part ?? '';
    },
  );
  return isKnown ? asText(text) : undefined;
}

/** A path takes the place of what stands behind the last slash of the base. */
export function joinUri(
  base: StaticValue | undefined,
  relative: StaticValue | undefined,
): Plain | undefined {
  return base?.kind === 'text' && relative?.kind === 'text'
    ? asText(base.value.slice(0, base.value.lastIndexOf('/') + 1) + relative.value)
    : undefined;
}

/** A text made of a text, as by `toLower`; undefined for anything else. */
export function onText(
  value: StaticValue | undefined,
  change: (text: string) => string,
): Plain | undefined {
  return value?.kind === 'text' ? asText(change(value.value)) : undefined;
}

/** `string(value)`: a text as it is, anything else in JSON. Undefined when it is not wholly known. */
export function toText(value: StaticValue | undefined): Plain | undefined {
  if (value === undefined || !isWholly(value)) {
    return undefined;
  }
  return asText(
    value.kind === 'text'
      ? value.value
      : value.kind === 'boolean'
        ? (printed(value) ?? '')
        : textOf(value),
  );
}

/** `int(value)` of a number or of digits. */
export function toNumber(value: StaticValue | undefined): Plain | undefined {
  if (value?.kind === 'number') {
    return value;
  }
  return value?.kind === 'text' && /^\s*-?\d+\s*$/.test(value.value)
    ? { kind: 'number', value: Number(value.value) }
    : undefined;
}

/** `bool(value)` of a boolean, or of its name in any case. */
export function toBoolean(value: StaticValue | undefined): Plain | undefined {
  if (value?.kind === 'boolean') {
    return value;
  }
  const text = value?.kind === 'text' ? value.value.toLowerCase() : undefined;
  return text === 'true' || text === 'false'
    ? { kind: 'boolean', value: text === 'true' }
    : undefined;
}

/** `json(text)`. Undefined for what is no JSON. */
export function readJson(text: string, place: Place): Plain | undefined {
  if (text.length > longestText) {
    return undefined;
  }
  try {
    return fromJson(JSON.parse(text), place, 0);
  } catch {
    return undefined;
  }
}

/** What `JSON.parse` made of a text as a value whose parts all stand at one place; too deep is unknown. */
function fromJson(value: unknown, place: Place, depth: number): Plain {
  if (depth > 50) {
    return { kind: 'unknown', reason: 'nested too deeply' };
  }
  const inner = (each: unknown) => ({ ...fromJson(each, place, depth + 1), place }) as StaticValue;
  switch (typeof value) {
    case 'string':
      return { kind: 'text', value };
    case 'number':
      return { kind: 'number', value };
    case 'boolean':
      return { kind: 'boolean', value };
    default:
      if (value === null || value === undefined) {
        return { kind: 'null' };
      }
      return Array.isArray(value)
        ? { kind: 'list', items: value.map(inner), isComplete: true }
        : {
            kind: 'object',
            entries: Object.entries(value).map(([name, each]) => ({
              name,
              key: place,
              value: inner(each),
            })),
            isComplete: true,
          };
  }
}

/** `split(text, by)`, by one separator or by several. */
export function split(
  text: StaticValue | undefined,
  by: StaticValue | undefined,
  place: Place,
): Plain | undefined {
  const separators =
    by?.kind === 'text'
      ? [by.value]
      : by?.kind === 'list'
        ? by.items.map((item) => printed(item) ?? '')
        : [];
  if (text?.kind !== 'text' || separators.length === 0 || separators.includes('')) {
    return undefined;
  }
  const parts = separators.reduce<string[]>(
    (before, separator) => before.flatMap((part) => part.split(separator)),
    [text.value],
  );
  const items = parts.slice(0, longestList).map((part) => textAt(part, place));
  return { kind: 'list', items, isComplete: parts.length <= longestList };
}

/** `join(list, by)`. Undefined when an item is not known. */
export function join(
  list: StaticValue | undefined,
  by: StaticValue | undefined,
): Plain | undefined {
  if (list?.kind !== 'list' || !list.isComplete || by?.kind !== 'text') {
    return undefined;
  }
  const parts = list.items.map(printed);
  return parts.includes(undefined) ? undefined : asText(parts.join(by.value));
}

/** `substring(text, start, count)`; without a count to the end. */
export function substring(
  text: StaticValue | undefined,
  start: number | undefined,
  count: StaticValue | undefined,
): Plain | undefined {
  const length = numberOf(count);
  if (
    text?.kind !== 'text' ||
    start === undefined ||
    (count !== undefined && length === undefined)
  ) {
    return undefined;
  }
  const end = length === undefined ? undefined : start + length;
  return { kind: 'text', value: text.value.substring(start, end) };
}

/** Where a text has a part, found without case as Azure does it. */
export function search(
  text: StaticValue | undefined,
  part: StaticValue | undefined,
  find: (text: string, part: string) => number,
): Plain | undefined {
  return text?.kind === 'text' && part?.kind === 'text'
    ? { kind: 'number', value: find(text.value.toLowerCase(), part.value.toLowerCase()) }
    : undefined;
}

/** Whether a text begins or ends with a part, found without case as Azure does it. */
export function compare(
  text: StaticValue | undefined,
  part: StaticValue | undefined,
  test: (text: string, part: string) => boolean,
): Plain | undefined {
  return text?.kind === 'text' && part?.kind === 'text'
    ? { kind: 'boolean', value: test(text.value.toLowerCase(), part.value.toLowerCase()) }
    : undefined;
}

/** `padLeft(text, width, fill)`, with blanks if nothing is said. */
export function padLeft(
  text: StaticValue | undefined,
  width: number | undefined,
  fill: StaticValue | undefined,
): Plain | undefined {
  const value = text && printed(text);
  const filler = fill === undefined ? ' ' : printed(fill);
  return value !== undefined && width !== undefined && filler !== undefined && width <= longestText
    ? { kind: 'text', value: value.padStart(width, filler) }
    : undefined;
}
