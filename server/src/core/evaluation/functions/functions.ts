import { madeFrom, type Place, type Plain, type StaticValue } from '../value';
import * as collections from './collections';
import * as logic from './logic';
import { asText, numberOf, textAt } from './scalars';
import * as texts from './texts';

/**
 * The functions that Bicep and the template language share, on static values. Undefined: not a function that can be
 * evaluated here, or not with these values. What a function makes of values that are partly known is partly known.
 */
export function callFunction(
  name: string,
  values: readonly StaticValue[],
  place: Place,
): StaticValue | undefined {
  const evaluate = Object.hasOwn(functions, name.toLowerCase())
    ? functions[name.toLowerCase() as keyof typeof functions]
    : undefined;
  const plain = evaluate?.(values, place);
  if (plain?.kind === 'object' && name.toLowerCase() === 'union') {
    // Its entries say themselves what they rest on.
    return { kind: 'object', entries: plain.entries, isComplete: plain.isComplete, place };
  }
  return plain && madeFrom(place, values, plain);
}

type Evaluate = (values: readonly StaticValue[], place: Place) => Plain | undefined;

const functions: Readonly<Record<string, Evaluate>> = {
  union: (values) => collections.union(values),
  shallowmerge: ([list]) =>
    list?.kind === 'list' && list.isComplete ? collections.union(list.items, false) : undefined,
  contains: ([container, item]) => collections.contains(container, item),
  empty: ([value]) => collections.empty(value),
  length: ([value]) => collections.length(value),
  concat: (values) => collections.concat(values),
  uri: ([base, relative]) => texts.joinUri(base, relative),
  format: ([pattern, ...rest]) => texts.format(pattern, rest),
  tolower: ([text]) => texts.onText(text, (value) => value.toLowerCase()),
  toupper: ([text]) => texts.onText(text, (value) => value.toUpperCase()),
  trim: ([text]) => texts.onText(text, (value) => value.trim()),
  string: ([value]) => texts.toText(value),
  int: ([value]) => texts.toNumber(value),
  bool: ([value]) => texts.toBoolean(value),
  any: ([value]) => value,
  json: ([value], place) =>
    value?.kind === 'text' ? texts.readJson(value.value, place) : undefined,
  null: () => ({ kind: 'null' }),
  true: () => ({ kind: 'boolean', value: true }),
  false: () => ({ kind: 'boolean', value: false }),
  array: ([value]) =>
    value === undefined || value.kind === 'unknown' || value.kind === 'choice'
      ? undefined
      : value.kind === 'list'
        ? value
        : { kind: 'list', items: [value], isComplete: true },
  createarray: (values) => ({ kind: 'list', items: values, isComplete: true }),
  createobject: (values) => collections.createObject(values),
  coalesce: (values) => logic.coalesce(values),
  first: ([value]) => collections.atEnd(value, 0),
  last: ([value]) => collections.atEnd(value, -1),
  take: ([value, count]) => collections.slice(value, 0, numberOf(count)),
  skip: ([value, count]) => collections.slice(value, numberOf(count), undefined),
  range: ([start, count], place) => collections.range(numberOf(start), numberOf(count), place),
  split: ([text, by], place) => texts.split(text, by, place),
  join: ([list, by]) => texts.join(list, by),
  replace: ([text, from, to]) =>
    text?.kind === 'text' && from?.kind === 'text' && to?.kind === 'text' && from.value !== ''
      ? asText(text.value.replaceAll(from.value, () => to.value))
      : undefined,
  substring: ([text, start, count]) => texts.substring(text, numberOf(start), count),
  indexof: ([text, part]) => texts.search(text, part, (a, b) => a.indexOf(b)),
  lastindexof: ([text, part]) => texts.search(text, part, (a, b) => a.lastIndexOf(b)),
  startswith: ([text, part]) => texts.compare(text, part, (a, b) => a.startsWith(b)),
  endswith: ([text, part]) => texts.compare(text, part, (a, b) => a.endsWith(b)),
  padleft: ([text, width, fill]) => texts.padLeft(text, numberOf(width), fill),
  flatten: ([list]) => collections.flatten(list),
  intersection: (values) => collections.intersection(values),
  items: ([object], place) => collections.items(object, place),
  objectkeys: ([object], place) =>
    object?.kind === 'object' && object.isComplete
      ? {
          kind: 'list',
          isComplete: true,
          items: object.entries.map(({ name }) => textAt(name, place)),
        }
      : undefined,
  tryget: (values, place) => logic.tryGet(values, place),
  not: ([value]) => logic.onBoolean(value, (inner) => !inner),
  and: (values) => logic.every(values, true),
  or: (values) => logic.every(values, false),
  if: ([condition, whenTrue, whenFalse]) => logic.choose(condition, whenTrue, whenFalse),
  equals: ([a, b]) => logic.equals(a, b),
  less: ([a, b]) => logic.order(a, b, (x, y) => x < y),
  lessorequals: ([a, b]) => logic.order(a, b, (x, y) => x <= y),
  greater: ([a, b]) => logic.order(a, b, (x, y) => x > y),
  greaterorequals: ([a, b]) => logic.order(a, b, (x, y) => x >= y),
  add: ([a, b]) => logic.arithmetic(a, b, (x, y) => x + y),
  sub: ([a, b]) => logic.arithmetic(a, b, (x, y) => x - y),
  mul: ([a, b]) => logic.arithmetic(a, b, (x, y) => x * y),
  div: ([a, b]) => logic.arithmetic(a, b, (x, y) => (y === 0 ? Number.NaN : Math.trunc(x / y))),
  mod: ([a, b]) => logic.arithmetic(a, b, (x, y) => (y === 0 ? Number.NaN : x % y)),
  min: (values) => logic.extreme(values, Math.min),
  max: (values) => logic.extreme(values, Math.max),
};
