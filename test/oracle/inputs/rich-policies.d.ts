import { type Value } from './policy';
/** Valid policies that together hold every field. Slips are made in them. */
export declare const richPolicies: readonly (readonly [string, Value])[];
