import type { Snapshot } from '../core/index';
import { Cancelled } from './cancellation';
import { diagnosticsOf } from './diagnostics';
import { describeError } from './request';
import type { Session } from './session';
import { uriKey } from './uri';

const debounceMilliseconds = 200;

/**
 * Pushes diagnostics to clients that cannot pull them. Exists only for those: both at once would show every
 * finding twice.
 */
export class Publisher {
  readonly #session: Session;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** The text has changed; waits until typing pauses. */
  schedule(uri: string, delay = debounceMilliseconds): void {
    const key = uriKey(uri);
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        void this.#publish(uri);
      }, delay),
    );
  }

  publishAll(): void {
    const { documents, reports, workspace } = this.#session;
    for (const { uri } of reports.closedFiles ? workspace.all() : documents.all()) {
      this.schedule(uri, 0);
    }
  }

  closed(uri: string): void {
    if (this.#session.reports.closedFiles) {
      this.schedule(uri, 0);
    } else {
      this.#forget(uri);
      this.#send(uri, []);
    }
  }

  stop(): void {
    for (const timer of this.#timers.values()) {
      clearTimeout(timer);
    }
    this.#timers.clear();
  }

  async #publish(uri: string): Promise<void> {
    const { workspace, documents, linter, log } = this.#session;
    const snapshot = workspace.get(uri);
    if (snapshot === undefined) {
      this.#send(uri, []);
      return;
    }
    try {
      const verdict = await linter.lint(snapshot);
      if (workspace.get(uri) === snapshot) {
        const version = documents.has(uri) ? snapshot.version : undefined;
        this.#send(uri, diagnosticsOf(this.#session, verdict), version);
      }
    } catch (error) {
      // A newer text has been scheduled already, or soon will be.
      if (!(error instanceof Cancelled)) {
        log.error(`Checking ${uri} failed: ${describeError(error)}`);
      }
    }
  }

  #forget(uri: string): void {
    const key = uriKey(uri);
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  #send(uri: string, diagnostics: ReturnType<typeof diagnosticsOf>, version?: Snapshot['version']) {
    this.#session.connection
      .sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) })
      .catch((error) => this.#session.log.warn(`Publishing failed: ${describeError(error)}`));
  }
}
