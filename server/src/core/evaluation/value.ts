import type { Range } from '../text/range';

/** A place in one of the files that make up a deployment. */
export interface Place {
  readonly uri: string;
  readonly range: Range;
}

/** Where a value was written, when that is not where it is used. */
export interface Origin extends Place {
  readonly kind:
    | 'parameter default'
    | 'parameter value'
    | 'variable'
    | 'module argument'
    | 'output';
  readonly name: string;
}

interface ValueBase {
  /** Where the value stands: where it is written, or where the expression stands that gives it. */
  readonly place: Place;
  /** The way back to where it was written, nearest first. */
  readonly origins?: readonly Origin[];
  /** Names of parameters whose defaults the value rests on: another file may set them. */
  readonly defaults?: readonly string[];
}

export interface TextValue extends ValueBase {
  readonly kind: 'text';
  readonly value: string;
}
export interface NumberValue extends ValueBase {
  readonly kind: 'number';
  readonly value: number;
}
export interface BooleanValue extends ValueBase {
  readonly kind: 'boolean';
  readonly value: boolean;
}
export interface NullValue extends ValueBase {
  readonly kind: 'null';
}
export interface ListValue extends ValueBase {
  readonly kind: 'list';
  readonly items: readonly StaticValue[];
  /** Nothing that is not known can add items. */
  readonly isComplete: boolean;
}
export interface ObjectValue extends ValueBase {
  readonly kind: 'object';
  readonly entries: readonly ObjectEntry[];
  /** Nothing that is not known can add entries or change them. */
  readonly isComplete: boolean;
}
export interface ObjectEntry {
  readonly name: string;
  readonly key: Place;
  readonly value: StaticValue;
}
/** One of several values; which of them is decided when the template is deployed. */
export interface ChoiceValue extends ValueBase {
  readonly kind: 'choice';
  readonly options: readonly StaticValue[];
}
export interface UnknownValue extends ValueBase {
  readonly kind: 'unknown';
  /** For people: "parameter without a default". */
  readonly reason: string;
  /** It is something, neither null nor empty, such as the id of a resource. */
  readonly isSet?: boolean;
  /** What its text ends with: `/virtualNetworks/net/subnets/nodes`. */
  readonly ending?: string;
}

/** What an expression of a template gives, as far as its files tell. Plain data; may be compared and cached. */
export type StaticValue =
  | TextValue
  | NumberValue
  | BooleanValue
  | NullValue
  | ListValue
  | ObjectValue
  | ChoiceValue
  | UnknownValue;

/** A value without what is said of its place. */
export type Plain =
  | Pick<TextValue, 'kind' | 'value'>
  | Pick<NumberValue, 'kind' | 'value'>
  | Pick<BooleanValue, 'kind' | 'value'>
  | Pick<NullValue, 'kind'>
  | Pick<ListValue, 'kind' | 'items' | 'isComplete'>
  | Pick<ObjectValue, 'kind' | 'entries' | 'isComplete'>
  | Pick<ChoiceValue, 'kind' | 'options'>
  | Pick<UnknownValue, 'kind' | 'reason' | 'isSet' | 'ending'>;

/** A value of which only the place is known, and why. */
export function unknownValue(place: Place, reason: string): UnknownValue {
  return { kind: 'unknown', reason, place };
}

/** A value made from others: it rests on the defaults that they rest on. */
export function madeFrom(place: Place, from: readonly StaticValue[], plain: Plain): StaticValue {
  const defaults = [...new Set(from.flatMap((value) => value.defaults ?? []))];
  return { ...plain, place, ...(defaults.length > 0 ? { defaults } : {}) } as StaticValue;
}

/** The same value, resting on these defaults as well. */
export function restingOn(
  value: StaticValue,
  defaults: readonly string[] | undefined,
): StaticValue {
  return defaults === undefined
    ? value
    : { ...value, defaults: [...new Set([...(value.defaults ?? []), ...defaults])] };
}

/** The entries of an object for use in another one: there they rest on what the object rests on. */
export function entriesOf({ entries, defaults }: ObjectValue): readonly ObjectEntry[] {
  return defaults === undefined
    ? entries
    : entries.map((entry) => ({ ...entry, value: restingOn(entry.value, defaults) }));
}

/** The same value where it is used under a name; it keeps the way back to where it was written. */
export function usedAt(
  place: Place,
  value: StaticValue,
  kind: Origin['kind'],
  name: string,
): StaticValue {
  const origin: Origin = { ...value.place, kind, name };
  return { ...value, place, origins: [origin, ...(value.origins ?? [])].slice(0, mostOrigins) };
}

// A chain of names longer than this helps nobody who reads it.
const mostOrigins = 8;

/** What a value says as a condition. */
export function truthOf(value: StaticValue): 'yes' | 'no' | 'unknown' {
  return value.kind === 'boolean' ? (value.value ? 'yes' : 'no') : 'unknown';
}

/** The value of an entry; undefined when there is none. Names are compared as Azure does: without regard to case. */
export function entryOf(object: ObjectValue, name: string): ObjectEntry | undefined {
  const lower = name.toLowerCase();
  return object.entries.findLast((entry) => entry.name.toLowerCase() === lower);
}

// A template that makes more of itself is hostile: a few names that each hold the one before twice are enough.
const mostParts = 200_000;

/** Whether a value has more parts than any real one, those counted twice that are in it twice. */
export function isTooLarge(value: StaticValue): boolean {
  return countOf(value) > mostParts;
}

/** Values do not change, and each is part of others. */
const counts = new WeakMap<StaticValue, number>();

function countOf(value: StaticValue): number {
  const parts =
    value.kind === 'list'
      ? value.items
      : value.kind === 'object'
        ? value.entries.map((entry) => entry.value)
        : value.kind === 'choice'
          ? value.options
          : [];
  if (parts.length === 0) {
    return 1;
  }
  const known = counts.get(value);
  if (known !== undefined) {
    return known;
  }
  const count = parts.reduce((sum, part) => sum + countOf(part), 1);
  counts.set(value, count);
  return count;
}

/** Whether every part of a value is known. */
export function isWholly(value: StaticValue): boolean {
  switch (value.kind) {
    case 'unknown':
    case 'choice':
      return false;
    case 'list':
      return value.isComplete && value.items.every(isWholly);
    case 'object':
      return value.isComplete && value.entries.every((entry) => isWholly(entry.value));
    default:
      return true;
  }
}

/** Whether two values are the same; `unknown` unless both are known as far as it takes to tell. */
export function sameValue(a: StaticValue, b: StaticValue): 'yes' | 'no' | 'unknown' {
  if (a.kind === 'unknown' || b.kind === 'unknown' || a.kind === 'choice' || b.kind === 'choice') {
    return 'unknown';
  }
  if (a.kind !== b.kind) {
    return 'no';
  }
  if (a.kind === 'list' || a.kind === 'object') {
    return isWholly(a) && isWholly(b) ? answer(textOf(a) === textOf(b)) : 'unknown';
  }
  return a.kind === 'null' ? 'yes' : answer(a.value === (b as TextValue).value);
}

function answer(value: boolean): 'yes' | 'no' {
  return value ? 'yes' : 'no';
}

/** The value as JSON, with the names of objects in order; only for values that are wholly known. */
export function textOf(value: StaticValue): string {
  switch (value.kind) {
    case 'list':
      return `[${value.items.map(textOf).join(',')}]`;
    case 'object':
      return `{${[...value.entries]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, value: inner }) => `${JSON.stringify(name)}:${textOf(inner)}`)
        .join(',')}}`;
    case 'null':
    case 'unknown':
    case 'choice':
      return 'null';
    default:
      return JSON.stringify(value.value);
  }
}
