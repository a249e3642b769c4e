import type { CancellationToken } from 'vscode-languageserver';
import { fileIdentity } from '../core/index';

import { Cancelled } from './cancellation';

const mostClosed = 1000;

/** What has been reported to a client that pulls, and who waits for something new to report. */
export class Reports {
  /** Closed files are reported, too. */
  closedFiles = false;
  readonly #closed = new Map<string, string>();
  readonly #lastIds = new Map<string, string>();
  readonly #waiting = new Set<() => void>();
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

  isRecentlyClosed(uri: string): boolean {
    return this.#closed.has(fileIdentity(uri));
  }

  /** The id of what the client was told last of an open document. */
  lastId(uri: string): string | undefined {
    return this.#lastIds.get(fileIdentity(uri));
  }

  opened(uri: string): void {
    this.#closed.delete(fileIdentity(uri));
  }

  closed(uri: string): void {
    this.#lastIds.delete(fileIdentity(uri));
    this.#closed.set(fileIdentity(uri), uri);
    // A client that never asks about the workspace never takes one away.
    const [oldest] = this.#closed.keys();
    if (this.#closed.size > mostClosed && oldest !== undefined) {
      this.#closed.delete(oldest);
    }
  }

  /** The state of a closed file has been told. */
  reported(uri: string): void {
    this.#closed.delete(fileIdentity(uri));
  }

  /** The state of an open document has been told. */
  told(uri: string, resultId: string): void {
    this.#lastIds.set(fileIdentity(uri), resultId);
  }

  changed(): void {
    this.#news++;
    for (const resolve of [...this.#waiting]) {
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
    if (this.#news === seen && !token.isCancellationRequested) {
      await this.#nextChange(token);
    }
    if (token.isCancellationRequested || this.#ended) {
      throw new Cancelled('cancelled');
    }
  }

  #nextChange(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        // The request may wait for days; its token must not gather listeners.
        listener.dispose();
        resolve();
      };
      const listener = token.onCancellationRequested(done);
      this.#waiting.add(done);
    });
  }
}
