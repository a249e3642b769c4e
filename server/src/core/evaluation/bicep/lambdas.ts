import type { Expression } from '../../syntax/bicep/tree';
import {
  type ListValue,
  madeFrom,
  type Place,
  type StaticValue,
  truthOf,
  unknownValue,
} from '../value';
import type { Locals } from './scope';

type Call = Extract<Expression, { kind: 'call' }>;
type Lambda = Extract<Expression, { kind: 'lambda' }>;

/** `map`, `filter` and `reduce` of a list that is wholly known; undefined for every other call. */
export function evaluateLambdaCall(
  call: Call,
  locals: Locals,
  place: Place,
  evaluate: (expression: Expression, locals: Locals) => StaticValue,
): StaticValue | undefined {
  const lambda = call.arguments.at(-1);
  const [first] = call.arguments;
  if (lambda?.kind !== 'lambda' || first === undefined) {
    return undefined;
  }
  const list = evaluate(first, locals);
  if (list.kind !== 'list' || !list.isComplete) {
    return unknownValue(place, 'made from a list that is not known');
  }
  const apply = (...values: readonly StaticValue[]) => {
    const inner = new Map(locals);
    for (const [index, parameter] of lambda.parameters.entries()) {
      const value = values[index];
      if (value !== undefined) {
        inner.set(parameter.name, value);
      }
    }
    return evaluate(lambda.body, inner);
  };
  switch (call.name.name) {
    case 'map':
      return map(list, lambda, apply, place);
    case 'filter':
      return filter(list, apply, place);
    case 'reduce': {
      const second = call.arguments[1];
      const start = second && evaluate(second, locals);
      return start && list.items.reduce((before, item) => apply(before, item), start);
    }
    default:
      return unknownValue(place, `${call.name.name}() is not evaluated`);
  }
}

type Apply = (...values: readonly StaticValue[]) => StaticValue;

function map(list: ListValue, lambda: Lambda, apply: Apply, place: Place): StaticValue {
  const items = list.items.map((item, index) =>
    lambda.parameters.length > 1
      ? apply(item, { kind: 'number', value: index, place })
      : apply(item),
  );
  return madeFrom(place, [list], { kind: 'list', items, isComplete: true });
}

function filter(list: ListValue, apply: Apply, place: Place): StaticValue {
  const verdicts = list.items.map((item) => truthOf(apply(item)));
  const items = list.items.filter((_, index) => verdicts[index] === 'yes');
  return madeFrom(place, [list], {
    kind: 'list',
    items,
    isComplete: !verdicts.includes('unknown'),
  });
}
