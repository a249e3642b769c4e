import type { Worker } from 'node:worker_threads';

/** Another thread as this one sees it: what it answers, one message after the other. */
export class Mate {
  readonly #worker: Worker;
  readonly #onLoss: (error: unknown) => void;
  readonly #answers: unknown[] = [];
  #waiting: ((answer: unknown) => void) | undefined;
  #hasEnded = false;

  /** `onLoss` hears of a mistake that ends the thread; an answer that is still waited for is undefined then. */
  constructor(worker: Worker, onLoss: (error: unknown) => void) {
    this.#worker = worker;
    this.#onLoss = onLoss;
    worker.on('message', (answer) => this.#hear(answer));
    worker.on('messageerror', (error) => this.#lose(error));
    worker.on('error', (error) => this.#lose(error));
    worker.on('exit', () => this.#end());
  }

  /** The next answer; undefined when there will be none. */
  answer<T>(): Promise<T | undefined> {
    return new Promise((resolve) => {
      if (this.#answers.length > 0 || this.#hasEnded) {
        resolve(this.#answers.shift() as T | undefined);
      } else {
        this.#waiting = resolve as (answer: unknown) => void;
      }
    });
  }

  give(task: unknown): void {
    try {
      this.#worker.postMessage(task);
    } catch (error) {
      this.#lose(error);
    }
  }

  dismiss(): void {
    this.#end();
    // Nobody has to wait until it is gone.
    this.#worker.unref();
    void this.#worker.terminate();
  }

  #hear(answer: unknown): void {
    if (this.#waiting === undefined) {
      this.#answers.push(answer);
    } else {
      this.#waiting(answer);
      this.#waiting = undefined;
    }
  }

  #lose(error: unknown): void {
    if (!this.#hasEnded) {
      this.#onLoss(error);
      this.dismiss();
    }
  }

  #end(): void {
    this.#hasEnded = true;
    this.#waiting?.(undefined);
    this.#waiting = undefined;
  }
}
