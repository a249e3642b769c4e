import type { CancellationToken } from 'vscode-languageserver';

import { Cancelled } from './cancellation';
import { uriKey } from './uri';

/** What `workspace/diagnostic` reports, and who waits for something new to report. */
export class Reports {
  /** Closed files are reported, too. */
  closedFiles = false;
  readonly #closed = new Map<string, string>();
  #waiting: (() => void)[] = [];
  #news = 0;
  #ended = false;

  /** Grows with everything that may change a report. */
  get news(): number {
    return this.#news;
  }

  /** Documents closed since they were last reported: the client still shows what it was told while they were open. */
  get recentlyClosed(): Iterable<string> {
    return this.#closed.values();
  }

  opened(uri: string): void {
    this.#closed.delete(uriKey(uri));
  }

  closed(uri: string): void {
    this.#closed.set(uriKey(uri), uri);
  }

  reported(uri: string): void {
    this.#closed.delete(uriKey(uri));
  }

  changed(): void {
    this.#news++;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) {
      resolve();
    }
  }

  /** The server shuts down: nobody may wait any longer. */
  end(): void {
    this.#ended = true;
    this.changed();
  }

  /** Resolves at the next change, at once if there was one since `seen`. Throws `Cancelled`. */
  async newsSince(seen: number, token: CancellationToken): Promise<void> {
    if (this.#news !== seen) {
      return;
    }
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      token.onCancellationRequested(() => resolve());
    });
    if (token.isCancellationRequested || this.#ended) {
      throw new Cancelled('cancelled');
    }
  }
}
