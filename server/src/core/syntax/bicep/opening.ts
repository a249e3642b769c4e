import type { Decorator } from './tree';

/** What every declaration begins with. */
export interface Opening {
  readonly start: number;
  readonly decorators: readonly Decorator[];
  /** The height of the highest of them. */
  readonly height: number;
}
