import type { Host } from './options';

/** Tells on a terminal how far a long run is; silent elsewhere, and for runs that are over soon. */
export class Progress {
  readonly #stderr: Host['stderr'];
  readonly #now: () => number;
  readonly #isShown: boolean;
  #next: number;
  #isDirty = false;

  constructor({ stderr, env }: Pick<Host, 'stderr' | 'env'>, now: () => number = Date.now) {
    this.#stderr = stderr;
    this.#now = now;
    this.#isShown = stderr.isTTY === true && !env.CI && env.TERM !== 'dumb';
    this.#next = now() + 500;
  }

  update(text: string): void {
    if (!this.#isShown || this.#now() < this.#next) {
      return;
    }
    this.#next = this.#now() + 100;
    this.#isDirty = true;
    this.#stderr.write(`\r\u001b[K${text}`);
  }

  clear(): void {
    if (this.#isDirty) {
      this.#stderr.write('\r\u001b[K');
      this.#isDirty = false;
    }
  }
}
