import { profileChangedNotification } from '../protocol/index';
import type { Publisher } from './publisher';
import { describeError } from './request';
import type { Session } from './session';

const delayMilliseconds = 100;

/**
 * Has everything judged again after settings, a project file or files on disk have changed. Many such changes come
 * together (a branch is checked out), so they are gathered.
 */
export class Refresher {
  readonly #session: Session;
  readonly #publisher: Publisher | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session, publisher: Publisher | undefined) {
    this.#session = session;
    this.#publisher = publisher;
  }

  schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(), delayMilliseconds);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #refresh(): void {
    const { connection, client, reports, log } = this.#session;
    const failed = (error: unknown) => log.warn(`Refreshing failed: ${describeError(error)}`);
    connection.sendNotification(profileChangedNotification).catch(failed);
    reports.changed();
    if (this.#publisher !== undefined) {
      this.#publisher.publishAll();
    } else if (client.refreshDiagnostics) {
      connection.languages.diagnostics.refresh().catch(failed);
    }
  }
}
