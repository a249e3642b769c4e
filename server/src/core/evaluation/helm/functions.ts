import { type Evaluated, isEmpty, type Value } from './evaluate';
import type { Scalar } from './values';
import { yamlText } from './yaml-text';

type Args = readonly (Evaluated | undefined)[];
type StartOf = (uri: string) => number;

/**
 * What a function makes of its arguments; undefined for functions that are not followed, and when an argument is not
 * known. Those are followed that keep a value, ask about it, or print it.
 */
export function callFunction(name: string, args: Args, startOf: StartOf): Evaluated | undefined {
  if (name === 'default') {
    return args.length === 2 ? withDefault(args[0], args[1]) : undefined;
  }
  const given = args.filter((arg) => arg !== undefined);
  if (given.length !== args.length) {
    return undefined;
  }
  const call = Object.hasOwn(functions, name) ? functions[name] : undefined;
  const value = call?.(
    given.map((arg) => arg.value),
    startOf,
  );
  return value && { value, grounds: given.flatMap(({ grounds }) => grounds) };
}

type Call = (args: readonly Value[], startOf: StartOf) => Value | undefined;

const functions: Readonly<Record<string, Call>> = {
  quote: onText((text) => JSON.stringify(text)),
  squote: onText((text) => `'${text}'`),
  toString: onText((text) => text),
  trim: onText((text) => text.trim()),
  lower: onText((text) => text.toLowerCase()),
  upper: onText((text) => text.toUpperCase()),
  int: ([value]) => integer(value),
  int64: ([value]) => integer(value),
  toYaml: ([value], startOf) => {
    const text = value && printed(value, startOf);
    return text === undefined ? undefined : scalar(text);
  },
  indent: ([by, value]) => indented(by, value, ''),
  nindent: ([by, value]) => indented(by, value, '\n'),
  not: ([value]) => value && scalar(isEmpty(value)),
  empty: ([value]) => value && scalar(isEmpty(value)),
  and: (args) => args.find(isEmpty) ?? args.at(-1),
  or: (args) => args.find((arg) => !isEmpty(arg)) ?? args.at(-1),
  eq: (args) => compared(args, (a, b) => a === b),
  ne: (args) => compared(args, (a, b) => a !== b),
};

function scalar(value: Scalar): Value {
  return { kind: 'scalar', value };
}

/** How a template prints a scalar; undefined for one that Go may print in another way. */
export function scalarText(value: Value | undefined): string | undefined {
  if (value?.kind !== 'scalar' || value.value === null) {
    return undefined;
  }
  const written = value.value;
  // From a million on Go writes numbers of a file with an exponent.
  const isOdd =
    typeof written === 'number' && (!Number.isInteger(written) || Math.abs(written) >= 1_000_000);
  return isOdd ? undefined : String(written);
}

function onText(change: (text: string) => string): Call {
  return ([value]) => {
    const text = scalarText(value);
    // Line ends and other marks are written in another way by Go than by JSON, or fold.
    return text === undefined || /[^\x20-\x7e]/.test(text) ? undefined : scalar(change(text));
  };
}

function integer(value: Value | undefined): Value | undefined {
  const text = scalarText(value);
  return text !== undefined && /^-?(?:0|[1-9]\d{0,5})$/.test(text)
    ? scalar(Number(text))
    : undefined;
}

function printed(value: Value, startOf: StartOf): string | undefined {
  switch (value.kind) {
    case 'missing':
      return undefined;
    case 'scalar':
      return typeof value.value === 'string' ? JSON.stringify(value.value) : String(value.value);
    default:
      return yamlText(value.at, startOf);
  }
}

function indented(by: Value | undefined, value: Value | undefined, first: string) {
  const width = by?.kind === 'scalar' && typeof by.value === 'number' ? by.value : -1;
  const text = scalarText(value);
  return text === undefined || width < 0 || width > 100
    ? undefined
    : scalar(first + text.replace(/^/gm, ' '.repeat(width)));
}

function compared(args: readonly Value[], test: (a: Scalar, b: Scalar) => boolean) {
  const [a, b, ...others] = args;
  // Go refuses to compare values of different types.
  return a?.kind === 'scalar' &&
    b?.kind === 'scalar' &&
    others.length === 0 &&
    typeof a.value === typeof b.value
    ? scalar(test(a.value, b.value))
    : undefined;
}

/** `default "x" .Values.y`: where the values are empty, what the template says is the default. */
function withDefault(
  fallback: Evaluated | undefined,
  given: Evaluated | undefined,
): Evaluated | undefined {
  if (given === undefined || !isEmpty(given.value)) {
    return given;
  }
  const text = scalarText(fallback?.value);
  if (fallback === undefined || text === undefined) {
    return undefined;
  }
  const grounds = given.grounds.map(({ path, place }) => ({
    path,
    text: `${path}: ${text}`,
    isEmpty: isEmpty(fallback.value),
    place,
  }));
  return { value: fallback.value, grounds: [...grounds, ...fallback.grounds] };
}
