import { entryOf, type Place, type Plain, type StaticValue, sameValue } from '../value';
import { numberOf } from './scalars';

/** `condition ? whenTrue : whenFalse`. */
export function choose(
  condition: StaticValue | undefined,
  whenTrue: StaticValue | undefined,
  whenFalse: StaticValue | undefined,
): Plain | undefined {
  if (whenTrue === undefined || whenFalse === undefined) {
    return undefined;
  }
  if (condition?.kind === 'boolean') {
    return condition.value ? whenTrue : whenFalse;
  }
  return sameValue(whenTrue, whenFalse) === 'yes'
    ? whenTrue
    : { kind: 'choice', options: [whenTrue, whenFalse] };
}

/** `a == b`. Undefined when what is known does not tell. */
export function equals(a: StaticValue | undefined, b: StaticValue | undefined): Plain | undefined {
  if (a === undefined || b === undefined) {
    return undefined;
  }
  const same = sameValue(a, b);
  return same === 'unknown' ? undefined : { kind: 'boolean', value: same === 'yes' };
}

/** A boolean made of a boolean, as by `not`; undefined for anything else. */
export function onBoolean(
  value: StaticValue | undefined,
  change: (value: boolean) => boolean,
): Plain | undefined {
  return value?.kind === 'boolean' ? { kind: 'boolean', value: change(value.value) } : undefined;
}

/** `a ?? b`: the first value that is not null. */
export function coalesce(values: readonly StaticValue[]): Plain | undefined {
  const rest = values.filter(({ kind }) => kind !== 'null');
  const [first] = rest;
  if (first === undefined) {
    return { kind: 'null' };
  }
  if (first.kind === 'unknown') {
    return undefined;
  }
  return first.kind === 'choice' && first.options.some(({ kind }) => kind === 'null')
    ? {
        kind: 'choice',
        options: [...first.options.filter(({ kind }) => kind !== 'null'), ...rest.slice(1, 2)],
      }
    : first;
}

/** `tryGet(object, 'a', 0, 'b')`: null where there is nothing. */
export function tryGet(
  [first, ...path]: readonly StaticValue[],
  place: Place,
): StaticValue | undefined {
  return path.reduce<StaticValue | undefined>(
    (value, step) => value && member(value, step, place),
    first,
  );
}

/** The entry of an object or the item of a list; null where there surely is none, undefined when not known. */
export function member(
  container: StaticValue,
  key: StaticValue,
  place: Place,
): StaticValue | undefined {
  const nothing: StaticValue = { kind: 'null', place };
  switch (container.kind) {
    case 'null':
      return nothing;
    case 'object':
      return key.kind === 'text'
        ? (entryOf(container, key.value)?.value ?? (container.isComplete ? nothing : undefined))
        : undefined;
    case 'list':
      return key.kind === 'number'
        ? (container.items[key.value] ?? (container.isComplete ? nothing : undefined))
        : undefined;
    case 'choice': {
      const options = container.options.map((option) => member(option, key, place));
      return options.includes(undefined)
        ? undefined
        : { kind: 'choice', options: options as readonly StaticValue[], place };
    }
    default:
      return undefined;
  }
}

/** Whether all values are as wanted; one that is not decides, whatever the others are. */
export function every(values: readonly StaticValue[], wanted: boolean): Plain | undefined {
  if (values.some((value) => value.kind === 'boolean' && value.value !== wanted)) {
    return { kind: 'boolean', value: !wanted };
  }
  return values.every((value) => value.kind === 'boolean')
    ? { kind: 'boolean', value: wanted }
    : undefined;
}

/** A comparison of two numbers or two texts; undefined for anything else. */
export function order(
  a: StaticValue | undefined,
  b: StaticValue | undefined,
  test: (a: number | string, b: number | string) => boolean,
): Plain | undefined {
  if (a?.kind === 'number' && b?.kind === 'number') {
    return { kind: 'boolean', value: test(a.value, b.value) };
  }
  return a?.kind === 'text' && b?.kind === 'text'
    ? { kind: 'boolean', value: test(a.value, b.value) }
    : undefined;
}

/** A number made of two; undefined for anything else, and where the result is none, as by zero. */
export function arithmetic(
  a: StaticValue | undefined,
  b: StaticValue | undefined,
  compute: (a: number, b: number) => number,
): Plain | undefined {
  if (a?.kind !== 'number' || b?.kind !== 'number') {
    return undefined;
  }
  const value = compute(a.value, b.value);
  return Number.isFinite(value) ? { kind: 'number', value } : undefined;
}

/** `min` and `max`, of numbers or of one list of them. Undefined when one is not known. */
export function extreme(
  values: readonly StaticValue[],
  pick: (...values: number[]) => number,
): Plain | undefined {
  const [first] = values;
  const all =
    first?.kind === 'list' && values.length === 1 ? (first.isComplete ? first.items : []) : values;
  const numbers = all.map(numberOf);
  return numbers.length === 0 || numbers.includes(undefined)
    ? undefined
    : { kind: 'number', value: pick(...(numbers as number[])) };
}
