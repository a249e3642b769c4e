import { type Input } from './policy';
/**
 * Every policy that is made here, in an order that never changes: for each check of Cilium and its schema some that
 * pass and some that do not, combinations of two, and valid ones with a slip.
 */
export declare const generatedInputs: readonly Input[];
