import type { Expression } from '../../syntax/helm/expression';
import type { Range } from '../../text/range';
import { callFunction } from './functions';
import { childValue, resolve, type Scalar, type ValueAt } from './values';

/** A default that something rests on. */
export interface DefaultGround {
  /** As people write it, without `.Values`. */
  readonly path: string;
  /** The default in a few words, as `hostNetwork: true`. */
  readonly text: string;
  /** It is empty, false, zero or not there: it says nothing that could be held against anybody. */
  readonly isEmpty: boolean;
  /** Where it is written; nowhere when the template itself has it. */
  readonly place: { readonly uri: string; readonly range: Range } | undefined;
}

/** A value and the defaults that it rests on. */
export interface Evaluated {
  readonly value: Value;
  readonly grounds: readonly DefaultGround[];
}

export type Value =
  | { readonly kind: 'scalar'; readonly value: Scalar }
  | { readonly kind: 'list' | 'map'; readonly at: ValueAt; readonly size: number }
  | { readonly kind: 'missing' };

/** What the names of an action stand for where it is. */
export interface Scope {
  readonly values: ValueAt;
  /** What is known of the chart itself. */
  readonly chart: ReadonlyMap<string, string>;
  /** `.`: the outermost data, a value, or something that is not known. */
  readonly dot: 'root' | Evaluated | undefined;
  /** Variables by name; undefined for those whose value is not known. */
  readonly variables: ReadonlyMap<string, Evaluated | undefined>;
  /** Paths that are to count as unknown, with all below them. */
  readonly hidden: ReadonlySet<string>;
  readonly startOf: (uri: string) => number;
}

/** What an expression comes to by the defaults; undefined when anything else has a say in it. */
export function evaluate(expression: Expression, scope: Scope): Evaluated | undefined {
  switch (expression.kind) {
    case 'literal':
      return { value: { kind: 'scalar', value: expression.value }, grounds: [] };
    case 'field':
      return fieldValue(expression.from, expression.path, scope);
    case 'below': {
      const base = evaluate(expression.of, scope);
      return base && below(base, expression.path, scope);
    }
    case 'call':
      return callFunction(
        expression.name,
        expression.args.map((arg) => evaluate(arg, scope)),
        scope.startOf,
      );
  }
}

function fieldValue(from: string, path: readonly string[], scope: Scope): Evaluated | undefined {
  const base = from === '' ? scope.dot : from === '$' ? 'root' : scope.variables.get(from.slice(1));
  if (base !== 'root') {
    return base === undefined ? undefined : below(base, path, scope);
  }
  const [first, ...rest] = path;
  if (first === 'Values') {
    return valueAt(walk(scope.values, rest, scope), scope);
  }
  const constant =
    first === 'Chart' && rest.length === 1 ? scope.chart.get(rest[0] ?? '') : undefined;
  return constant === undefined
    ? undefined
    : { value: { kind: 'scalar', value: constant }, grounds: [] };
}

function below(base: Evaluated, path: readonly string[], scope: Scope): Evaluated | undefined {
  if (path.length === 0) {
    return isHidden(base, scope) ? undefined : base;
  }
  if (base.value.kind === 'map') {
    return valueAt(walk(base.value.at, path, scope), scope);
  }
  // What is not there has nothing below it, and Helm says so in silence.
  return base.value.kind === 'missing' ? base : undefined;
}

function walk(at: ValueAt, path: readonly string[], { startOf }: Scope): ValueAt {
  return path.reduce((each, name) => childValue(each, name, startOf), at);
}

function isHidden({ grounds }: Evaluated, { hidden }: Scope): boolean {
  return grounds.some(({ path }) => isBelow(path, hidden));
}

function isBelow(path: string, hidden: ReadonlySet<string>): boolean {
  for (let at = path; at !== '' && hidden.size > 0; at = at.replace(/(?:^|[.[])[^.[]*$/, '')) {
    if (hidden.has(at)) {
      return true;
    }
  }
  return false;
}

/** The value at a place of the values, with the ground that it is. */
export function valueAt(at: ValueAt, { hidden }: Scope): Evaluated | undefined {
  const resolved = resolve(at);
  if (resolved.kind === 'unknown' || at.path === '' || isBelow(at.path, hidden)) {
    return undefined;
  }
  const value: Value =
    resolved.kind === 'list'
      ? { kind: 'list', at: resolved.at, size: resolved.items.length }
      : resolved.kind === 'map'
        ? { kind: 'map', at: resolved.at, size: resolved.names.length }
        : resolved;
  const top = at.layers[0];
  const ground: DefaultGround = {
    path: at.path,
    text: value.kind === 'scalar' ? `${at.path}: ${oneLine(value.value)}` : at.path,
    isEmpty: isEmpty(value),
    place: top && { uri: top.uri, range: top.range },
  };
  return { value, grounds: [ground] };
}

/** Whether conditions take the value for false. */
export function isEmpty(value: Value): boolean {
  switch (value.kind) {
    case 'missing':
      return true;
    case 'scalar':
      return !value.value;
    default:
      return value.size === 0;
  }
}

function oneLine(value: Scalar): string {
  return String(value).replace(/\s+/g, ' ');
}
