import { type StaticValue, truthOf } from './value';

/** Whether something is deployed. */
export type Truth = 'yes' | 'no' | 'unknown';

/** What the condition of a resource says. What is deployed by a default only may be left out by somebody else. */
export function resourceCondition(value: StaticValue): Truth {
  const truth = truthOf(value);
  return truth === 'yes' && value.defaults !== undefined ? 'unknown' : truth;
}

/**
 * What the condition of a module or of a nested deployment says. One that a default leaves out is written for those who
 * want it: what it is given counts.
 */
export function deploymentCondition(value: StaticValue): Truth {
  return value.defaults === undefined ? truthOf(value) : 'unknown';
}

/** Whether what is inside of something is deployed, with a condition of its own. */
export function both(outer: Truth, inner: Truth): Truth {
  return outer === 'no' || inner === 'no'
    ? 'no'
    : outer === 'yes' && inner === 'yes'
      ? 'yes'
      : 'unknown';
}
