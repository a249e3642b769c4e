import { fileIdentity, type Snapshot } from '../core/index';
import { Cancelled } from './cancellation';
import { diagnosticsOf } from './diagnostics';
import type { Verdict } from './linter';
import { describeError } from './request';
import type { Session } from './session';

const debounceMilliseconds = 200;

/**
 * Pushes diagnostics to clients that cannot pull them. Exists only for those: both at once would show every
 * finding twice.
 */
export class Publisher {
  readonly #session: Session;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** What the client was told of each file that is still reported. */
  readonly #shown = new Map<string, { readonly uri: string; readonly resultId: string }>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** The text has changed; waits until typing pauses. */
  schedule(uri: string, delay = debounceMilliseconds): void {
    if (this.#session.ended) {
      return;
    }
    const key = fileIdentity(uri);
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        this.#publish(uri).catch((error) =>
          this.#session.log.error(`Checking ${uri} failed: ${describeError(error)}`),
        );
      }, delay),
    );
  }

  publishAll(): void {
    const { documents, reports, workspace } = this.#session;
    const reported = reports.closedFiles ? workspace.all() : documents.all();
    // Files that are gone are among those shown.
    for (const { uri } of [...this.#shown.values(), ...reported]) {
      if (!this.#timers.has(fileIdentity(uri))) {
        this.schedule(uri, 0);
      }
    }
  }

  stop(): void {
    for (const timer of this.#timers.values()) {
      clearTimeout(timer);
    }
    this.#timers.clear();
  }

  async #publish(uri: string): Promise<void> {
    const snapshot = this.#current(uri);
    if (snapshot === undefined) {
      await this.#clear(uri);
      return;
    }
    const verdict = await this.#verdictOn(snapshot);
    if (verdict === undefined || this.#current(uri) !== snapshot) {
      // The newer text has been scheduled already.
      return;
    }
    const key = fileIdentity(uri);
    const { snapshot: checked, resultId } = verdict;
    const version = this.#session.documents.has(uri) ? checked.version : undefined;
    const diagnostics = diagnosticsOf(this.#session, verdict);
    // A closed file of which nothing is shown needs no message that there is nothing to show.
    const isNews = diagnostics.length > 0 || version !== undefined || this.#shown.has(key);
    if (isNews && this.#shown.get(key)?.resultId !== resultId) {
      this.#shown.set(key, { uri: checked.uri, resultId });
      await this.#send(checked.uri, diagnostics, version);
    }
  }

  async #verdictOn(snapshot: Snapshot): Promise<Verdict | undefined> {
    try {
      return await this.#session.linter.lint(snapshot);
    } catch (error) {
      if (error instanceof Cancelled) {
        return undefined;
      }
      throw error;
    }
  }

  #current(uri: string): Snapshot | undefined {
    const { documents, reports, workspace } = this.#session;
    return reports.closedFiles ? workspace.get(uri) : documents.get(uri);
  }

  async #clear(uri: string): Promise<void> {
    if (this.#shown.delete(fileIdentity(uri))) {
      await this.#send(uri, []);
    }
  }

  async #send(
    uri: string,
    diagnostics: ReturnType<typeof diagnosticsOf>,
    version?: Snapshot['version'],
  ): Promise<void> {
    if (!this.#session.ended) {
      await this.#session.connection.sendDiagnostics({
        uri,
        diagnostics,
        ...(version === undefined ? {} : { version }),
      });
    }
  }
}
