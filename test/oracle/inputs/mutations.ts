import type { Value } from './policy';
import { randomNumbers } from './random';

/** Somewhere below `spec`: the keys and indexes on the way. */
type Path = readonly (string | number)[];
type Random = (below: number) => number;

/**
 * Policies as a slip of the editor leaves them: a field moved, doubled, emptied, of another type, misspelt, or gone.
 *
 * @param policies valid ones
 * @param count how many of them to make
 */
export function mutations(
  policies: readonly (readonly [string, Value])[],
  count: number,
): readonly (readonly [string, Value])[] {
  return Array.from({ length: count }, (_, index) => {
    const random = randomNumbers(index + 1);
    const [name, policy] = policies[index % policies.length] ?? ['', null];
    const [kind, mutate] = kinds[random(kinds.length)] ?? kinds[0];
    const paths = pathsBelow(policy).filter((path) => path.length > 1 && path[0] === 'spec');
    const path = paths[random(paths.length)] ?? ['spec'];
    return [`${name}~${kind}-${index + 1}`, mutate(policy, path, random)];
  });
}

type Mutation = (policy: Value, path: Path, random: Random) => Value;

const kinds: readonly [readonly [string, Mutation], ...(readonly [string, Mutation])[]] = [
  ['emptied', (policy, path, random) => set(policy, path, pick(empties, random))],
  ['retyped', (policy, path, random) => set(policy, path, retyped(get(policy, path), random))],
  ['misspelt', (policy, path, random) => rename(policy, path, (key) => misspelt(key, random))],
  ['gone', (policy, path) => set(policy, path, undefined)],
  ['moved', moved],
  ['in-a-list', (policy, path) => set(policy, path, [get(policy, path) ?? null])],
  ['doubled', doubled],
  ['in-a-map', (policy, path) => set(policy, path, { value: get(policy, path) ?? null })],
];

const empties: readonly Value[] = [null, '', {}, [], 0, [null], [{}]];

function retyped(value: Value | undefined, random: Random): Value {
  switch (typeof value) {
    case 'string':
      return pick([Number(value) || 7, true, [value], `${value} x`, value.toUpperCase()], random);
    case 'number':
      return pick([`${value}`, value + 0.5, -value - 1, value + 100_000], random);
    case 'boolean':
      return pick([`${value}`, 1], random);
    default:
      return Array.isArray(value)
        ? pick([(value[0] as Value | undefined) ?? 'x', { '0': 'x' }, 'x'], random)
        : pick([Object.keys(value ?? {}), 'x', 5], random);
  }
}

function misspelt(key: string, random: Random): string {
  const at = random(key.length);
  return pick(
    [
      key.slice(0, at) + key.slice(at + 1) || 'x',
      key.toLowerCase() === key ? key.toUpperCase() : key.toLowerCase(),
      `${key}s`,
      key.replace(/^to/, 'from'),
    ],
    random,
  );
}

/** Takes the value to another place that holds fields. */
function moved(policy: Value, path: Path, random: Random): Value {
  const value = get(policy, path);
  const key = path.findLast((part) => typeof part === 'string') ?? 'x';
  const without = set(policy, path, undefined);
  const homes = pathsBelow(without).filter((home) => {
    const there = get(without, home);
    return typeof there === 'object' && there !== null && !Array.isArray(there);
  });
  const home = pick(homes, random);
  return set(without, [...home, key], value);
}

/** A list item twice, or a field under the name of its neighbour, too. */
function doubled(policy: Value, path: Path, random: Random): Value {
  const value = get(policy, path);
  if (Array.isArray(value)) {
    return set(policy, path, [...value, ...value]);
  }
  const parent = path.slice(0, -1);
  const siblings = Object.keys(get(policy, parent) ?? {});
  const sibling = pick(siblings.length === 0 ? ['x'] : siblings, random);
  return Array.isArray(get(policy, parent)) ? policy : set(policy, [...parent, sibling], value);
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[random(from.length)] as T;
}

function pathsBelow(value: Value, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) {
    return [at];
  }
  const entries: readonly (readonly [string | number, Value])[] = Array.isArray(value)
    ? value.map((item: Value, index) => [index, item] as const)
    : Object.entries(value);
  return [at, ...entries.flatMap(([key, of]) => pathsBelow(of, [...at, key]))];
}

function get(value: Value | undefined, [key, ...rest]: Path): Value | undefined {
  if (key === undefined || typeof value !== 'object' || value === null) {
    return key === undefined ? value : undefined;
  }
  return get((value as Record<string | number, Value>)[key], rest);
}

/** A copy with another value at the place, or without it. */
function set(value: Value, [key, ...rest]: Path, to: Value | undefined): Value {
  if (key === undefined) {
    return to ?? null;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const isLast = rest.length === 0;
  if (Array.isArray(value)) {
    const items = value as readonly Value[];
    return isLast && to === undefined
      ? items.filter((_, index) => index !== key)
      : items.map((item, index) => (index === key ? set(item, rest, to) : item));
  }
  const { [key]: old, ...others } = value as Readonly<Record<string, Value>>;
  return isLast && to === undefined ? others : { ...value, [key]: set(old ?? null, rest, to) };
}

function rename(policy: Value, path: Path, to: (key: string) => string): Value {
  const last = path.findLastIndex((part) => typeof part === 'string');
  const place = path.slice(0, last + 1);
  const key = place.at(-1);
  return typeof key !== 'string'
    ? policy
    : set(set(policy, place, undefined), [...place.slice(0, -1), to(key)], get(policy, place));
}
