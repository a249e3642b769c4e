import type { Expression, ObjectNode } from '../../syntax/bicep/tree';
import { access } from '../access';
import { callFunction } from '../functions/functions';
import { asText, printed } from '../functions/scalars';
import { unknownText, unresolvedCall } from '../unresolved';
import {
  entriesOf,
  isTooLarge,
  madeFrom,
  type ObjectEntry,
  type Place,
  type StaticValue,
  truthOf,
  unknownValue,
} from '../value';
import type { Environment } from './environment';
import { evaluateLambdaCall } from './lambdas';
import { binary, resultOf, unary } from './operators';
import type { Locals } from './scope';

/** The value of an expression, as far as the files tell; everything else is unknown with a reason. Never throws. */
export function evaluate(
  expression: Expression,
  environment: Environment,
  locals: Locals,
): StaticValue {
  const value = environment.step(() => evaluateStep(expression, environment, locals));
  return value === undefined || isTooLarge(value)
    ? unknownValue(placeOf(expression, environment), 'the template is too large to be evaluated')
    : value;
}

function evaluateStep(
  expression: Expression,
  environment: Environment,
  locals: Locals,
): StaticValue {
  const place = placeOf(expression, environment);
  switch (expression.kind) {
    case 'string':
      return { kind: 'text', value: expression.value, place };
    case 'number':
    case 'boolean':
      return { kind: expression.kind, value: expression.value, place } as StaticValue;
    case 'null':
      return { kind: 'null', place };
    case 'variable':
      return (
        locals.get(expression.name) ??
        environment.lookUp(expression.name, place) ??
        unknownValue(place, `nothing here declares ${expression.name}`)
      );
    case 'parenthesized':
    case 'non-null': {
      const inner = expression.kind === 'parenthesized' ? expression.inner : expression.operand;
      return evaluate(inner, environment, locals);
    }
    case 'ternary':
      return evaluateTernary(expression, environment, locals);
    case 'object':
      return evaluateObject(expression, environment, locals);
    case 'array':
    case 'for':
      return evaluateList(expression, environment, locals);
    default:
      return evaluateOperation(expression, environment, locals, place);
  }
}

function evaluateOperation(
  expression: Expression,
  environment: Environment,
  locals: Locals,
  place: Place,
): StaticValue {
  const inner = (each: Expression) => evaluate(each, environment, locals);
  switch (expression.kind) {
    case 'interpolation':
      return interpolate(expression.parts, expression.values.map(inner), place);
    case 'unary': {
      const operand = inner(expression.operand);
      return resultOf(place, [operand], unary(expression.operator, operand));
    }
    case 'binary':
      return binary(expression.operator, inner(expression.left), inner(expression.right), place);
    case 'property': {
      const key: StaticValue = { kind: 'text', value: expression.name.name, place };
      return access(inner(expression.base), key, place);
    }
    case 'index': {
      const base = inner(expression.base);
      const index = inner(expression.index);
      const key: StaticValue =
        expression.fromEnd && index.kind === 'number' && base.kind === 'list'
          ? { ...index, value: base.items.length - index.value }
          : index;
      return access(base, key, place);
    }
    case 'call':
      return evaluateCall(expression, environment, locals, place);
    case 'nested':
      return (
        environment.lookUp(expression.name.name, place) ?? unknownValue(place, 'a nested resource')
      );
    default:
      return unknownValue(place, 'an expression that is not evaluated');
  }
}

/** Where a node of a file is written. */
export function placeOf(
  node: { readonly start: number; readonly end: number },
  { uri }: Pick<Environment, 'uri'>,
): Place {
  return { uri, range: { start: node.start, end: node.end } };
}

/** Only the branch that is taken is evaluated, and its value stands where it is written. */
function evaluateTernary(
  expression: Extract<Expression, { kind: 'ternary' }>,
  environment: Environment,
  locals: Locals,
): StaticValue {
  const condition = evaluate(expression.condition, environment, locals);
  const truth = truthOf(condition);
  if (truth !== 'unknown') {
    const branch = truth === 'yes' ? expression.whenTrue : expression.whenFalse;
    const value = evaluate(branch, environment, locals);
    return madeFrom(value.place, [condition, value], value);
  }
  const options = [expression.whenTrue, expression.whenFalse].map((branch) =>
    evaluate(branch, environment, locals),
  );
  const chosen = callFunction('if', [condition, ...options], placeOf(expression, environment));
  return chosen ?? unknownValue(placeOf(expression, environment), 'a condition that is not known');
}

function evaluateObject(node: ObjectNode, environment: Environment, locals: Locals): StaticValue {
  const place = placeOf(node, environment);
  const entries: ObjectEntry[] = [];
  let isComplete = true;
  for (const item of node.members) {
    if (item.kind === 'spread') {
      const value = evaluate(item.value, environment, locals);
      if (value.kind === 'object') {
        entries.push(...entriesOf(value));
        isComplete &&= value.isComplete;
      } else {
        isComplete = false;
      }
      continue;
    }
    if (item.kind !== 'member') {
      continue;
    }
    const name = keyOf(item.key, environment, locals);
    if (name === undefined) {
      isComplete = false;
      continue;
    }
    const key = placeOf(item.key, environment);
    entries.push({ name, key, value: evaluate(item.value, environment, locals) });
  }
  return { kind: 'object', entries, isComplete, place };
}

function keyOf(
  key: Extract<ObjectNode['members'][number], { kind: 'member' }>['key'],
  environment: Environment,
  locals: Locals,
): string | undefined {
  switch (key.kind) {
    case 'identifier':
      return key.name;
    case 'string':
      return key.value;
    default: {
      const value = evaluate(key, environment, locals);
      return value.kind === 'text' ? value.value : undefined;
    }
  }
}

// A loop over more than this is no list of node pools.
const mostIterations = 1_000;

function evaluateList(
  node: Extract<Expression, { kind: 'array' | 'for' }>,
  environment: Environment,
  locals: Locals,
): StaticValue {
  const place = placeOf(node, environment);
  if (node.kind === 'for') {
    const over = evaluate(node.over, environment, locals);
    if (over.kind !== 'list' || over.items.length > mostIterations) {
      return { kind: 'list', items: [], isComplete: false, place };
    }
    const bodies = over.items.map((item, index) => {
      const inner = new Map(locals).set(node.item.name, item);
      if (node.index !== undefined) {
        inner.set(node.index.name, { kind: 'number', value: index, place });
      }
      return evaluateLoopBody(node.body, environment, inner);
    });
    const items = bodies.filter((body) => body !== undefined);
    const isComplete = over.isComplete && !bodies.some((body) => body?.kind === 'unknown');
    return madeFrom(place, [over], { kind: 'list', items, isComplete });
  }
  const items: StaticValue[] = [];
  let isComplete = true;
  for (const item of node.items) {
    if (item.kind === 'decorated') {
      continue;
    }
    if (item.kind !== 'spread') {
      items.push(evaluate(item, environment, locals));
      continue;
    }
    const value = evaluate(item.value, environment, locals);
    if (value.kind === 'list') {
      items.push(...value.items);
      isComplete &&= value.isComplete;
    } else {
      isComplete = false;
    }
  }
  return { kind: 'list', items, isComplete, place };
}

/** Undefined for an iteration that a condition leaves out. */
function evaluateLoopBody(
  body: Expression,
  environment: Environment,
  locals: Locals,
): StaticValue | undefined {
  if (body.kind !== 'if') {
    return evaluate(body, environment, locals);
  }
  switch (truthOf(evaluate(body.condition, environment, locals))) {
    case 'yes':
      return evaluate(body.body, environment, locals);
    case 'no':
      return undefined;
    default:
      return unknownValue(placeOf(body, environment), 'a condition that is not known');
  }
}

function interpolate(
  parts: readonly string[],
  values: readonly StaticValue[],
  place: Place,
): StaticValue {
  const texts = values.map(printed);
  const text = texts.includes(undefined)
    ? undefined
    : asText(parts.map((part, index) => part + (texts[index] ?? '')).join(''));
  const made = resultOf(place, values, text);
  if (made.kind !== 'unknown') {
    return made;
  }
  const all = parts.flatMap((part, index): readonly StaticValue[] => {
    const value = values[index];
    return [{ kind: 'text', value: part, place }, ...(value === undefined ? [] : [value])];
  });
  return unknownText(place, made.reason, all);
}

function evaluateCall(
  expression: Extract<Expression, { kind: 'call' }>,
  environment: Environment,
  locals: Locals,
  place: Place,
): StaticValue {
  const { name, base } = expression;
  const isBuiltIn = base === undefined || (base.kind === 'variable' && base.name === 'sys');
  if (!isBuiltIn) {
    return unknownValue(place, 'known only when it is deployed');
  }
  const withLambda = evaluateLambdaCall(expression, locals, place, (each, inner) =>
    evaluate(each, environment, inner),
  );
  if (withLambda !== undefined) {
    return withLambda;
  }
  const values = expression.arguments.map((each) => evaluate(each, environment, locals));
  return (
    (base === undefined ? environment.call(name.name, values, place) : undefined) ??
    callFunction(name.name, values, place) ??
    unresolvedCall(name.name, values, place)
  );
}
