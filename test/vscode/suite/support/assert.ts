/** The web worker extension host has no `node:assert`. */

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) {
    throw new Error(message);
  }
}

export function assertEqual<T>(actual: T, expected: T, what: string): void {
  const [found, wanted] = [actual, expected].map((value) =>
    typeof value === 'string' ? value : JSON.stringify(value, undefined, 2),
  );
  assert(found === wanted, `${what}\nexpected: ${wanted}\nfound:    ${found}`);
}

export function assertIncludes(text: string, part: string, what: string): void {
  assert(text.includes(part), `${what}\nshould contain: ${part}\nfound:\n${text}`);
}

const pollInterval = 50;

/** Only a test that fails waits so long; a busy machine may need some of it. */
const defaultTimeout = 30_000;

/** Waits until `probe` gives something, and returns it; `describe` tells what was there instead. */
export async function waitFor<T>(
  what: string,
  probe: () => T | undefined | Promise<T | undefined>,
  describe: () => unknown = () => undefined,
  timeout = defaultTimeout,
): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await probe();
    if (value !== undefined) {
      return value;
    }
    if (Date.now() >= end) {
      throw new Error(`Waited ${timeout} ms for ${what}; last seen: ${JSON.stringify(describe())}`);
    }
    await delay(pollInterval);
  }
}

export function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
