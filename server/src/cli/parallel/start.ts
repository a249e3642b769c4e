import { availableParallelism } from 'node:os';
import type { RootOf } from '../../core/index';
import { describeError } from '../errors';
import type { Input } from '../inputs';
import type { Host, LintOptions } from '../options';
import { neutralise } from '../terminal';
import type { Crew } from './crew';
import { threadsFor } from './plan';

/** Starts the threads of a run; undefined when one does best, or when files change while they are linted. */
export async function crewFor(
  inputs: readonly Input[],
  rootOf: RootOf,
  { threads: wanted, fix, fixUnsafe }: Pick<LintOptions, 'threads' | 'fix' | 'fixUnsafe'>,
  { program, env, stderr }: Host,
): Promise<Crew | undefined> {
  if (program === undefined || fix === true || fixUnsafe === true) {
    return undefined;
  }
  const threads = Math.min(wanted ?? threadsFor(inputs, availableParallelism()), inputs.length);
  if (threads < 2) {
    return undefined;
  }
  // Loaded when it is needed, which for most runs it is not.
  const { startCrew } = await import('./crew');
  return startCrew(inputs, {
    ...{ threads, program, rootOf },
    onLoss: (error) => {
      if (env.AKS_CILIUM_DEBUG === '1') {
        const reason = neutralise(describeError(error));
        stderr.write(`aks-cilium: a thread has ended, its files are linted anew: ${reason}\n`);
      }
    },
  });
}
