import type { CancellationToken } from 'vscode-languageserver';

/**
 * Work was given up. Invariant: this is never answered as an empty result, which would wipe what the user sees.
 * `superseded`: newer text or settings made it pointless, asking again is worth it; `cancelled`: nobody wants it.
 */
export class Cancelled extends Error {
  readonly reason: 'superseded' | 'cancelled';

  constructor(reason: 'superseded' | 'cancelled') {
    super(reason === 'superseded' ? 'A newer version makes this obsolete.' : 'Cancelled.');
    this.reason = reason;
  }
}

export function throwIfCancelled(token: CancellationToken | undefined): void {
  if (token?.isCancellationRequested === true) {
    throw new Cancelled('cancelled');
  }
}

/** The outcome of the work, unless the request is cancelled first; the work itself goes on. */
export async function orCancelled<T>(
  work: Promise<T>,
  token: CancellationToken | undefined,
): Promise<T> {
  if (token === undefined) {
    return work;
  }
  throwIfCancelled(token);
  return new Promise<T>((resolve, reject) => {
    const listener = token.onCancellationRequested(() => reject(new Cancelled('cancelled')));
    work.then(resolve, reject).finally(() => listener.dispose());
  });
}

/** Resolves when the work has ended, well or not, or when that much time is over. */
export function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    work.then(done, done);
  });
}
