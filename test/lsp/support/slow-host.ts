import { setImmediate } from 'node:timers/promises';

import type { Configuration, Snapshot, Workspace } from '../../../server/src/core/index';
import { lint } from './few-rules';

/** A host that does not go on once it has begun to lint, until the test lets it. */
export function slowHost() {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let steps = 0;
  function* slowly(snapshot: Snapshot, configuration: Configuration, workspace?: Workspace) {
    steps++;
    const end = performance.now() + 15;
    while (performance.now() < end) {
      // Longer than a slice, so that the scheduler gives the event loop back.
    }
    yield;
    return yield* lint(snapshot, configuration, workspace);
  }
  return {
    host: { lint: slowly, nextTurn: () => (steps > 0 ? held : setImmediate()) },
    release,
    runs: () => steps,
  };
}
