import { factsDigest, type Snapshot } from '../core/index';
import type { Log } from './log';
import { describeError } from './request';
import { type NextTurn, runInSlices } from './scheduler';

const never = () => undefined;

/**
 * Remembers what each file tells the others. Most edits change nothing of it, and then no other file has to be
 * judged again.
 */
export class FileFacts {
  readonly #nextTurn: NextTurn;
  readonly #log: Log;
  readonly #digests = new Map<string, string>();
  readonly #failed = new Set<string>();
  #revision = 0;

  constructor(nextTurn: NextTurn, log: Log) {
    this.#nextTurn = nextTurn;
    this.#log = log;
  }

  /** Grows whenever some file tells something new. */
  get revision(): number {
    return this.#revision;
  }

  /** Reads in slices what the file tells. One that cannot be read tells something new each time, and hinders nobody. */
  async digest(snapshot: Snapshot): Promise<string> {
    try {
      return await runInSlices(factsDigest(snapshot), this.#nextTurn, never);
    } catch (error) {
      if (!this.#failed.has(snapshot.uri)) {
        this.#failed.add(snapshot.uri);
        this.#log.error(`What ${snapshot.uri} says is not clear: ${describeError(error)}`);
      }
      return `unclear ${this.#revision}`;
    }
  }

  /** This is what the file of that key tells from now on; an empty text for a file that tells nothing or is gone. */
  record(key: string, digest: string): void {
    if ((this.#digests.get(key) ?? '') === digest) {
      return;
    }
    this.#revision++;
    if (digest === '') {
      this.#digests.delete(key);
    } else {
      this.#digests.set(key, digest);
    }
  }

  /** Files tell the same, but others. */
  renew(): void {
    this.#revision++;
  }

  /** Nothing is known of any file. */
  clear(): void {
    this.#digests.clear();
    this.#revision++;
  }
}
