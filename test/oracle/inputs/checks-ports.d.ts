import type { Check } from './checks-objects';
/** Checks of ports and of what is beyond them. */
export declare const portChecks: readonly Check[];
