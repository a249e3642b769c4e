import { type Value } from './policy';
/** Policies that differ in what one check looks at: some pass it, some do not. */
export type Check = readonly [name: string, ...policies: readonly Value[]];
/** Checks of the object, of whom it is for, and of selectors. */
export declare const objectChecks: readonly Check[];
