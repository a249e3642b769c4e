import type { Expression } from '../../syntax/bicep/tree';
import { callFunction } from '../functions/functions';
import { equals } from '../functions/logic';
import { madeFrom, type Place, type Plain, type StaticValue, unknownValue } from '../value';

/** What an operator before a value makes of it; undefined when it is not known, or of another kind. */
export function unary(operator: '!' | '-' | '+', operand: StaticValue): Plain | undefined {
  if (operator === '!') {
    return operand.kind === 'boolean' ? { kind: 'boolean', value: !operand.value } : undefined;
  }
  const sign = operator === '-' ? -1 : 1;
  return operand.kind === 'number' ? { kind: 'number', value: sign * operand.value } : undefined;
}

const functionOf: Readonly<Record<string, string>> = {
  '??': 'coalesce',
  '||': 'or',
  '&&': 'and',
  '<': 'less',
  '<=': 'lessOrEquals',
  '>': 'greater',
  '>=': 'greaterOrEquals',
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'mod',
};

/** What an operator makes of the values on its two sides. */
export function binary(
  operator: Extract<Expression, { kind: 'binary' }>['operator'],
  a: StaticValue,
  b: StaticValue,
  place: Place,
): StaticValue {
  const values = [a, b];
  switch (operator) {
    case '==':
    case '!=':
      return resultOf(place, values, negatedIf(operator === '!=', equals(a, b)));
    case '=~':
    case '!~':
      return resultOf(place, values, negatedIf(operator === '!~', equals(lowered(a), lowered(b))));
    default:
      return (
        callFunction(functionOf[operator] ?? '', values, place) ??
        unknownValue(place, 'one of its sides is not known')
      );
  }
}

function lowered(value: StaticValue): StaticValue {
  return value.kind === 'text' ? { ...value, value: value.value.toLowerCase() } : value;
}

function negatedIf(negated: boolean, plain: Plain | undefined): Plain | undefined {
  return plain?.kind === 'boolean' && negated ? { kind: 'boolean', value: !plain.value } : plain;
}

/** A value made from others; unknown for the reason of the first of them that is. */
export function resultOf(
  place: Place,
  from: readonly StaticValue[],
  plain: Plain | undefined,
): StaticValue {
  return plain === undefined
    ? unknownValue(place, from.find((value) => value.kind === 'unknown')?.reason ?? 'not known')
    : madeFrom(place, from, plain);
}
