import type { ArmExpression } from '../../syntax/arm/expression';
import { access } from '../access';
import { callFunction } from '../functions/functions';
import { callWithLambdas, type Lambda } from '../functions/lambdas';
import { numberOf } from '../functions/scalars';
import { unresolvedCall } from '../unresolved';
import {
  isTooLarge,
  madeFrom,
  type Place,
  type StaticValue,
  truthOf,
  unknownValue,
} from '../value';
import type { ArmEnvironment, ArmLocals } from './environment';

/** What one step comes to; a template that takes too many of them is not known. */
export function bounded(
  place: Place,
  environment: ArmEnvironment,
  compute: () => StaticValue,
): StaticValue {
  const value = environment.step(compute);
  return value === undefined || isTooLarge(value)
    ? unknownValue(place, 'the template is too large to be evaluated')
    : value;
}

/** The value of an expression, as far as the files tell; everything else is unknown with a reason. Never throws. */
export function evaluateExpression(
  expression: ArmExpression,
  environment: ArmEnvironment,
  locals: ArmLocals,
): StaticValue {
  const { start, end } = expression;
  const place = { uri: environment.uri, range: { start, end } };
  const evaluate = () => {
    switch (expression.kind) {
      case 'text':
      case 'number':
        return { kind: expression.kind, value: expression.value, place } as StaticValue;
      case 'access': {
        const base = evaluateExpression(expression.base, environment, locals);
        return access(base, evaluateExpression(expression.key, environment, locals), place);
      }
      default:
        return evaluateCall(expression, environment, locals, place);
    }
  };
  return bounded(place, environment, evaluate);
}

function evaluateCall(
  { name, arguments: written }: Call,
  environment: ArmEnvironment,
  locals: ArmLocals,
  place: Place,
): StaticValue {
  const called = name.toLowerCase();
  const [first] = written;
  if (called === 'if' && first !== undefined) {
    return evaluateIf(written, environment, locals, place);
  }
  if (written.some(isLambda)) {
    return evaluateLambdaCall(name, written, environment, locals, place);
  }
  const values = written.map((each) => evaluateExpression(each, environment, locals));
  const [named] = values;
  if (named?.kind === 'text') {
    switch (called) {
      case 'parameters':
        return environment.parameter(named.value, place);
      case 'variables':
        return environment.variable(named.value, place);
      case 'lambdavariables':
        return (
          locals.lambdaVariables.get(named.value.toLowerCase()) ??
          unknownValue(place, `no lambda here has ${named.value}`)
        );
      default:
    }
  }
  if (called === 'copyindex') {
    return copyIndex(values, locals, place);
  }
  return (
    environment.call(name, values, place) ??
    callFunction(name, values, place) ??
    unresolvedCall(name, values, place)
  );
}

type Call = Extract<ArmExpression, { kind: 'call' }>;

/** `lambda('a', 'b', body)`. */
function isLambda(expression: ArmExpression): expression is Call {
  return expression.kind === 'call' && expression.name.toLowerCase() === 'lambda';
}

/** `map(list, lambda('item', lambdaVariables('item').name))`. */
function evaluateLambdaCall(
  name: string,
  written: readonly ArmExpression[],
  environment: ArmEnvironment,
  locals: ArmLocals,
  place: Place,
): StaticValue {
  const values: StaticValue[] = [];
  const lambdas: Lambda[] = [];
  for (const argument of written) {
    if (isLambda(argument)) {
      lambdas.push((...given) => applied(argument, given, environment, locals));
    } else {
      values.push(evaluateExpression(argument, environment, locals));
    }
  }
  return callWithLambdas(name, values, lambdas, place);
}

function applied(
  { arguments: written, start, end }: Call,
  given: readonly StaticValue[],
  environment: ArmEnvironment,
  locals: ArmLocals,
): StaticValue {
  const body = written.at(-1);
  if (body === undefined) {
    const place = { uri: environment.uri, range: { start, end } };
    return unknownValue(place, 'a lambda without a body');
  }
  const lambdaVariables = new Map(locals.lambdaVariables);
  for (const [index, parameter] of written.slice(0, -1).entries()) {
    const value = given[index];
    if (parameter.kind === 'text' && value !== undefined) {
      lambdaVariables.set(parameter.value.toLowerCase(), value);
    }
  }
  return evaluateExpression(body, environment, { ...locals, lambdaVariables });
}

/** Only the branch that is taken is evaluated, and its value stands where it is written. */
function evaluateIf(
  written: readonly ArmExpression[],
  environment: ArmEnvironment,
  locals: ArmLocals,
  place: Place,
): StaticValue {
  const [first, ...branches] = written;
  const evaluate = (each: ArmExpression) => evaluateExpression(each, environment, locals);
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
function copyIndex(values: readonly StaticValue[], locals: ArmLocals, place: Place): StaticValue {
  const [first, second] = values;
  const name = first?.kind === 'text' ? first.value.toLowerCase() : '';
  const current = locals.loops.get(name);
  const offset = first?.kind === 'text' ? second : first;
  const start = offset === undefined ? 0 : numberOf(offset);
  return current?.kind === 'number' && start !== undefined
    ? { ...current, value: current.value + start, place }
    : unknownValue(place, 'differs from one iteration to the next');
}
