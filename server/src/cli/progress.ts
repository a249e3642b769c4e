import type { Host } from './options';

/** Tells on a terminal how far a long run is; silent elsewhere, and for runs that are over soon. */
export class Progress {
  readonly #host: Host;
  readonly #isShown: boolean;
  #next = Date.now() + 500;
  #isDirty = false;

  constructor(host: Host) {
    this.#host = host;
    this.#isShown = host.stderr.isTTY === true && !host.env.CI;
  }

  update(text: string): void {
    if (!this.#isShown || Date.now() < this.#next) {
      return;
    }
    this.#next = Date.now() + 100;
    this.#isDirty = true;
    this.#host.stderr.write(`\r\u001b[K${text}`);
  }

  clear(): void {
    if (this.#isDirty) {
      this.#host.stderr.write('\r\u001b[K');
      this.#isDirty = false;
    }
  }
}
