import type { Cancelled } from './cancellation';

const sliceMilliseconds = 10;

/** Lets waiting messages be handled: a new edit, a hover, a cancellation. */
export type NextTurn = () => Promise<void>;

/**
 * Runs the generators of core in slices of at most ten milliseconds (a single step may take longer), giving the
 * event loop back in between. Stops as soon as `isCancelled` gives a reason.
 */
export async function runInSlices<T>(
  steps: Generator<void, T, void>,
  nextTurn: NextTurn,
  isCancelled: () => Cancelled | undefined,
): Promise<T> {
  for (;;) {
    const sliceEnd = performance.now() + sliceMilliseconds;
    do {
      const step = steps.next();
      if (step.done === true) {
        return step.value;
      }
    } while (performance.now() < sliceEnd);
    await nextTurn();
    const cancelled = isCancelled();
    if (cancelled !== undefined) {
      throw cancelled;
    }
  }
}
