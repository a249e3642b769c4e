import type { Expression } from '../../syntax/bicep/tree';
import type { Cycle } from '../cycles';
import type { StaticValue } from '../value';
import type { Locals } from './scope';

/** Evaluates expressions of one template. */
export interface Evaluator {
  readonly uri: string;
  evaluate(expression: Expression, locals?: Locals): StaticValue;
  /** Evaluates something, and tells the cycles that it rests on. */
  watch(compute: () => StaticValue): {
    readonly value: StaticValue;
    readonly cycles: readonly Cycle[];
  };
  /** What is being evaluated rests on these cycles. */
  meet(cycles: readonly Cycle[]): void;
}
