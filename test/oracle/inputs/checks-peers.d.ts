import type { Check } from './checks-objects';
/** Checks of the peers of rules. */
export declare const peerChecks: readonly Check[];
