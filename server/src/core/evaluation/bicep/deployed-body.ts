import type { Expression } from '../../syntax/bicep/tree';
import { type Place, unknownValue } from '../value';
import type { Locals } from './scope';

type Loop = Extract<Expression, { kind: 'for' }>;

/** The body of a resource or of a module, without the loop and the condition around it. */
export interface DeployedBody {
  readonly condition: Expression | undefined;
  readonly body: Expression;
  readonly loop: Loop | undefined;
}

/** Takes the value of a resource or module apart. */
export function deployedBody(body: Expression): DeployedBody {
  const loop = body.kind === 'for' ? body : undefined;
  const inner = loop?.body ?? body;
  return inner.kind === 'if'
    ? { condition: inner.condition, body: inner.body, loop }
    : { condition: undefined, body: inner, loop };
}

/** In a loop over resources or modules, each iteration has values of its own. */
export function localsOf(loop: Loop | undefined, place: Place): Locals {
  const names =
    loop === undefined ? [] : [loop.item, ...(loop.index === undefined ? [] : [loop.index])];
  return new Map(
    names.map(({ name }) => [name, unknownValue(place, 'differs from one iteration to the next')]),
  );
}
