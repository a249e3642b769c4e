import type { Finding } from '../../server/src/core/index';
import type { Input } from './inputs/policy';
import type { Fate } from './record';

/** A policy of which the rules do not say what Cilium does. */
export interface Difference {
  readonly input: Input;
  readonly minor: string;
  readonly withL7: boolean;
  readonly fate: Fate;
  readonly findings: readonly Finding[];
  /** Why it is meant to be so; undefined when it is a mistake. */
  readonly explanation?: Explanation | undefined;
}

/** Why the rules say something else than Cilium, and mean it. */
export interface Explanation {
  readonly name: string;
  readonly reason: string;
}

interface Explained extends Explanation {
  readonly holds: (difference: Difference) => boolean;
}

const explained: readonly Explained[] = [
  {
    name: 'may be a patch',
    reason:
      'A policy without `spec`, and a rule without a selector or without any list, are refused or not enforced. A patch that some tool merges into a policy looks the same, so `invalid-policy-subject` and `empty-policy` report it as a warning.',
    holds: ({ fate, findings }) =>
      fate.is !== 'good' &&
      findings.some(
        ({ rule, severity }) =>
          severity === 'warning' && (rule === 'invalid-policy-subject' || rule === 'empty-policy'),
      ),
  },
  {
    name: 'policies for nodes',
    reason:
      'Cilium refuses layer 7 rules in a policy for nodes. AKS enforces no policy for nodes at all, so `host-policy-not-enforced` reports both as a warning.',
    holds: ({ fate, findings }) =>
      fate.is === 'ignored' &&
      findings.some(
        ({ rule, severity }) => severity === 'warning' && rule === 'host-policy-not-enforced',
      ),
  },
  {
    name: 'without effect',
    reason:
      'Cilium accepts a policy whose lists are all empty, and does nothing with it. `empty-policy` calls it an error: nobody deliberately writes a policy that does nothing.',
    holds: ({ fate, findings }) =>
      fate.is === 'good' &&
      findings.some(({ rule, message }) => rule === 'empty-policy' && /does nothing/.test(message)),
  },
  {
    name: 'filled in later',
    reason:
      'Values such as `{{.Name}}` in quotes or `NODE_IP` are invalid as written, but some program replaces them before the policy is applied. Rules are silent about them.',
    holds: ({ input, fate }) =>
      fate.is !== 'good' &&
      /\{\{.*?\}\}|\b[A-Z][A-Z\d]*_[A-Z\d_]+\b/.test(fate.why.join(' ') + input.text),
  },
  {
    name: 'panic of Cilium 1.16',
    reason:
      'Cilium 1.16 panics on `except` next to `cidrGroupRef` when it reads the policy as written, so it gives no verdict. Newer versions accept it, and so do the rules.',
    holds: ({ minor, fate }) =>
      minor === '1.16' && fate.why.some((reason) => reason.includes('nil pointer dereference')),
  },
];

/** Everything that is explained. */
export const explanations: readonly Explanation[] = explained;

/** Why a difference is meant to be; undefined when it is a mistake. */
export function explanationOf(difference: Difference): Explanation | undefined {
  return explained.find(({ holds }) => holds(difference));
}
