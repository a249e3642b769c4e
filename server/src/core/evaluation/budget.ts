import type { StaticValue } from './value';

/** Steps that several evaluations may take together. */
export interface StepPool {
  steps: number;
}

/** What an evaluation may still take. All templates on the way share one. */
export interface Budget {
  readonly pool: StepPool;
  steps: number;
  depth: number;
  readonly deepest: number;
}

// The largest real templates take two thousand steps; one that takes more than this is generated, or hostile.
const mostSteps = 100_000;

/** `deepest`: every step costs a few frames of the stack, how many depends on the language. */
export function newBudget(deepest: number, pool: StepPool = { steps: mostSteps }): Budget {
  return { pool, steps: mostSteps, depth: 0, deepest };
}

/** Runs one step; undefined when there have been more of them, or they are deeper, than in any real template. */
export function stepWithin(budget: Budget, compute: () => StaticValue): StaticValue | undefined {
  const { pool } = budget;
  if (budget.steps <= 0 || pool.steps <= 0 || budget.depth >= budget.deepest) {
    return undefined;
  }
  budget.steps--;
  pool.steps--;
  budget.depth++;
  const value = compute();
  budget.depth--;
  return value;
}

/** Takes steps for something that costs more than one, such as another file. */
export function spend(budget: Budget, steps: number): void {
  budget.steps -= steps;
  budget.pool.steps -= steps;
}
