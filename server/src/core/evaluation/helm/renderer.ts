import type { GoAction } from '../../syntax/helm/blocks';
import { parseExpression } from '../../syntax/helm/expression';
import type { Range } from '../../text/range';
import { type DefaultGround, type Evaluated, evaluate, type Scope } from './evaluate';
import type { RenderedTextWriter } from './rendered-text';

/** An action whose place a default has taken, or a condition or a loop that one has decided. */
export interface DefaultUse extends Range {
  readonly grounds: readonly DefaultGround[];
}

/** What a template is rendered with. */
export interface Renderer {
  readonly text: string;
  readonly out: RenderedTextWriter;
  readonly uses: DefaultUse[];
  /** Variables that get another value on the way, perhaps under a condition. */
  readonly setAgain: ReadonlySet<string>;
  steps: number;
}

/** `$name := value`, as an action or as a condition. */
export const definition = /^\$(?<name>\w+)\s*:=\s*(?<value>.+)$/s;

/** The scope behind a definition; a variable that gets another value somewhere is not known. */
export function withVariable(
  scope: Scope,
  name: string,
  value: Evaluated | undefined,
  { setAgain }: Renderer,
): Scope {
  const known = setAgain.has(name) ? undefined : value;
  return { ...scope, variables: new Map(scope.variables).set(name, known) };
}

/** What an expression comes to as it is written in an action. */
export function valueIn(source: string, scope: Scope): Evaluated | undefined {
  const expression = parseExpression(source);
  return expression && evaluate(expression, scope);
}

/** Notes that the defaults have a part in what is printed for the range. */
export function note(
  renderer: Renderer,
  { start, end }: Range,
  grounds: readonly DefaultGround[],
): void {
  renderer.uses.push({ start, end, grounds });
}

/** Leaves an action out, puts something in its place, and trims as the action asks for. */
export function consume(action: GoAction, { out }: Renderer, instead?: () => void): void {
  if (action.trimsBefore) {
    out.trimBefore(action.start);
  }
  instead?.();
  if (action.trimsBehind) {
    out.trimBehind(action.end);
  }
}
