import type { Expression } from '../../syntax/bicep/tree';
import { callWithLambdas, type Lambda } from '../functions/lambdas';
import type { Place, StaticValue } from '../value';
import type { Locals } from './scope';

type Call = Extract<Expression, { kind: 'call' }>;

/** A call with lambdas among its arguments, such as `map(list, item => item.name)`; undefined for every other call. */
export function evaluateLambdaCall(
  call: Call,
  locals: Locals,
  place: Place,
  evaluate: (expression: Expression, locals: Locals) => StaticValue,
): StaticValue | undefined {
  const values: StaticValue[] = [];
  const lambdas: Lambda[] = [];
  if (!call.arguments.some(({ kind }) => kind === 'lambda')) {
    return undefined;
  }
  for (const argument of call.arguments) {
    if (argument.kind === 'lambda') {
      const names = argument.parameters.map(({ name }) => name);
      lambdas.push((...given) => evaluate(argument.body, withLocals(locals, names, given)));
    } else {
      values.push(evaluate(argument, locals));
    }
  }
  return callWithLambdas(call.name.name, values, lambdas, place);
}

function withLocals(
  locals: Locals,
  names: readonly string[],
  values: readonly StaticValue[],
): Locals {
  const inner = new Map(locals);
  for (const [index, name] of names.entries()) {
    const value = values[index];
    if (value !== undefined) {
      inner.set(name, value);
    }
  }
  return inner;
}
