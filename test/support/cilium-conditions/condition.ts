import type { ProfileSettings } from '../../../server/src/core/index';

/** A condition for valid Cilium policies: a policy that breaks it, and the nearest one that does not. */
export interface Condition {
  /** The condition, in the words or the gist of Cilium's message. */
  readonly says: string;
  /** The rule that says so. */
  readonly rule: string;
  /** What the message says of the policy's fate. */
  readonly consequence: string;
  /** The text below `metadata`. */
  readonly bad: string;
  readonly good: string;
  readonly kind?: 'CiliumClusterwideNetworkPolicy';
  readonly settings?: ProfileSettings;
}
