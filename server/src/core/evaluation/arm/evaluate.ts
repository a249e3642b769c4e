import {
  type ArmExpression,
  isTemplateExpression,
  readTemplateString,
} from '../../syntax/arm/expression';
import {
  itemsOf,
  type JsonNode,
  membersOf,
  rangeOf,
  stringOf,
  valueAt,
} from '../../syntax/arm/json';
import { callFunction } from '../functions/functions';
import { member } from '../functions/logic';
import {
  isTooLarge,
  madeFrom,
  type ObjectEntry,
  type Place,
  type StaticValue,
  truthOf,
  unknownValue,
} from '../value';
import type { ArmEnvironment, Loops } from './environment';

/** The value of a node of a template, expressions in its strings evaluated as far as the files tell. Never throws. */
export function evaluateNode(
  node: JsonNode,
  environment: ArmEnvironment,
  loops: Loops,
): StaticValue {
  const place = { uri: environment.uri, range: rangeOf(node) };
  return bounded(place, environment, () => evaluateNodeStep(node, environment, loops, place));
}

function bounded(
  place: Place,
  environment: ArmEnvironment,
  compute: () => StaticValue,
): StaticValue {
  const value = environment.step(compute);
  return value === undefined || isTooLarge(value)
    ? unknownValue(place, 'the template is too large to be evaluated')
    : value;
}

function evaluateNodeStep(
  node: JsonNode,
  environment: ArmEnvironment,
  loops: Loops,
  place: Place,
): StaticValue {
  switch (node.type) {
    case 'string':
      return evaluateString(node, environment, loops, place);
    case 'number':
      return { kind: 'number', value: Number(node.value), place };
    case 'boolean':
      return { kind: 'boolean', value: node.value === true, place };
    case 'array': {
      const items = itemsOf(node).map((item) => evaluateNode(item, environment, loops));
      return { kind: 'list', items, isComplete: true, place };
    }
    case 'object':
      return evaluateObject(node, environment, loops, place);
    default:
      return { kind: 'null', place };
  }
}

function evaluateString(
  node: JsonNode,
  environment: ArmEnvironment,
  loops: Loops,
  place: Place,
): StaticValue {
  const read = readTemplateString(node, environment.text);
  if (read.kind === 'text') {
    return { kind: 'text', value: read.value, place };
  }
  return read.expression === undefined
    ? unknownValue(place, 'an expression that cannot be read')
    : evaluateExpression(read.expression, environment, loops);
}

function evaluateObject(
  node: JsonNode,
  environment: ArmEnvironment,
  loops: Loops,
  place: Place,
): StaticValue {
  const entries: ObjectEntry[] = [];
  let isComplete = true;
  for (const { name, key, value } of membersOf(node)) {
    const keyPlace = { uri: environment.uri, range: rangeOf(key) };
    if (name.toLowerCase() === 'copy' && value.type === 'array') {
      const copies = itemsOf(value).map((copy) => evaluateCopy(copy, environment, loops));
      isComplete &&= !copies.includes(undefined);
      entries.push(...copies.filter((entry) => entry !== undefined));
      continue;
    }
    const written = isTemplateExpression(name)
      ? evaluateString(key, environment, loops, keyPlace)
      : undefined;
    if (written !== undefined && written.kind !== 'text') {
      isComplete = false;
      continue;
    }
    entries.push({
      name: written?.value ?? name,
      key: keyPlace,
      value: evaluateNode(value, environment, loops),
    });
  }
  return { kind: 'object', entries, isComplete, place };
}

// A loop over more than this is no list of node pools.
const mostIterations = 1_000;

/** One item of a `copy` beside other properties: the property that it makes, a list. Undefined without a known name. */
export function evaluateCopy(
  copy: JsonNode,
  environment: ArmEnvironment,
  loops: Loops,
): ObjectEntry | undefined {
  const nameNode = valueAt(copy, 'name');
  const input = valueAt(copy, 'input');
  const countNode = valueAt(copy, 'count');
  const name = stringOf(nameNode);
  if (nameNode === undefined || name === undefined || isTemplateExpression(name)) {
    return undefined;
  }
  const { uri } = environment;
  const place = { uri, range: rangeOf(copy) };
  const key = { uri, range: rangeOf(nameNode) };
  const count = countNode && evaluateNode(countNode, environment, loops);
  const isKnown = count?.kind === 'number' && count.value <= mostIterations;
  if (!isKnown || input === undefined) {
    return { name, key, value: { kind: 'list', items: [], isComplete: false, place } };
  }
  const items = Array.from({ length: Math.max(0, Math.trunc(count.value)) }, (_, index) => {
    const current: StaticValue = { kind: 'number', value: index, place };
    return evaluateNode(input, environment, new Map(loops).set(name.toLowerCase(), current));
  });
  const value = madeFrom(place, [count], { kind: 'list', items, isComplete: true });
  return { name, key, value };
}

function evaluateExpression(
  expression: ArmExpression,
  environment: ArmEnvironment,
  loops: Loops,
): StaticValue {
  const { start, end } = expression;
  const place = { uri: environment.uri, range: { start, end } };
  const evaluate = () => {
    switch (expression.kind) {
      case 'text':
      case 'number':
        return { kind: expression.kind, value: expression.value, place } as StaticValue;
      case 'access': {
        const base = evaluateExpression(expression.base, environment, loops);
        return access(base, evaluateExpression(expression.key, environment, loops), place);
      }
      default:
        return evaluateCall(expression, environment, loops, place);
    }
  };
  return bounded(place, environment, evaluate);
}

/** The member of a value stands where it is asked for, and has the way back to where it is written. */
function access(base: StaticValue, key: StaticValue, place: Place): StaticValue {
  const found = member(base, key, place);
  if (found === undefined) {
    const reason = base.kind === 'unknown' ? base.reason : 'a property that is not known';
    return unknownValue(place, reason);
  }
  const written = { ...found.place, kind: 'variable' as const, name: '' };
  const origins = [written, ...(found.origins ?? [])];
  return madeFrom(place, [base, found], { ...found, origins } as StaticValue);
}

function evaluateCall(
  { name, arguments: written }: Extract<ArmExpression, { kind: 'call' }>,
  environment: ArmEnvironment,
  loops: Loops,
  place: Place,
): StaticValue {
  const called = name.toLowerCase();
  const [first] = written;
  if (called === 'if' && first !== undefined) {
    return evaluateIf(written, environment, loops, place);
  }
  const values = written.map((each) => evaluateExpression(each, environment, loops));
  const [named] = values;
  if ((called === 'parameters' || called === 'variables') && named?.kind === 'text') {
    return called === 'parameters'
      ? environment.parameter(named.value, place)
      : environment.variable(named.value, place);
  }
  if (called === 'copyindex') {
    return copyIndex(values, loops, place);
  }
  return (
    callFunction(name, values, place) ?? {
      ...unknownValue(place, `${name}() is known only when it is deployed`),
      ...(/resourceId$/i.test(name) ? { isSet: true } : {}),
    }
  );
}

/** Only the branch that is taken is evaluated, and its value stands where it is written. */
function evaluateIf(
  written: readonly ArmExpression[],
  environment: ArmEnvironment,
  loops: Loops,
  place: Place,
): StaticValue {
  const [first, ...branches] = written;
  const evaluate = (each: ArmExpression) => evaluateExpression(each, environment, loops);
  const condition = first && evaluate(first);
  const truth = condition === undefined ? 'unknown' : truthOf(condition);
  const branch = branches[truth === 'yes' ? 0 : 1];
  if (condition !== undefined && branch !== undefined && truth !== 'unknown') {
    const value = evaluate(branch);
    return madeFrom(value.place, [condition, value], value);
  }
  const values = [...(condition === undefined ? [] : [condition]), ...branches.map(evaluate)];
  return callFunction('if', values, place) ?? unknownValue(place, 'a condition that is not known');
}

/** `copyIndex()`, `copyIndex(1)`, `copyIndex('loop')` and `copyIndex('loop', 1)`. */
function copyIndex(values: readonly StaticValue[], loops: Loops, place: Place): StaticValue {
  const [first, second] = values;
  const name = first?.kind === 'text' ? first.value.toLowerCase() : '';
  const current = loops.get(name);
  const offset = first?.kind === 'number' ? first : second;
  const start = offset?.kind === 'number' ? offset.value : 0;
  return current?.kind === 'number'
    ? { ...current, value: current.value + start, place }
    : unknownValue(place, 'differs from one iteration to the next');
}
