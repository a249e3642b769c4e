import { CodeLensRefreshRequest } from 'vscode-languageserver';

import { profileChangedNotification } from '../protocol/index';
import type { Publisher } from './publisher';
import { describeError } from './request';
import type { Session } from './session';

const delayMilliseconds = 100;
const longestDelayMilliseconds = 1000;

/**
 * Has everything judged again after settings, a project file, files on disk, or what open files tell each other have
 * changed. Many such changes come together (a branch is checked out), so they are gathered.
 */
export class Refresher {
  readonly #session: Session;
  readonly #publisher: Publisher | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the changes that are gathered have waited long enough. */
  #deadline = 0;
  #profilesToo = false;
  #findingsToo = false;
  /** The clusters that the client has been told about. */
  #clusters: readonly unknown[] = [];

  constructor(session: Session, publisher: Publisher | undefined) {
    this.#session = session;
    this.#publisher = publisher;
  }

  /** Profiles and findings may be different now. */
  configurationChanged(): void {
    this.#profilesToo = true;
    this.findingsChanged();
  }

  /** Findings of files whose text is the same may be different now. */
  findingsChanged(): void {
    this.#findingsToo = true;
    this.filesChanged();
  }

  /** Files tell something new: if it is about clusters, profiles and findings may be different now. */
  filesChanged(): void {
    if (this.#session.ended) {
      return;
    }
    const now = Date.now();
    if (this.#timer === undefined) {
      this.#deadline = now + longestDelayMilliseconds;
    }
    clearTimeout(this.#timer);
    const delay = Math.min(delayMilliseconds, this.#deadline - now);
    this.#timer = setTimeout(() => {
      this.#refresh().catch((error) =>
        this.#session.log.warn(`Refreshing failed: ${describeError(error)}`),
      );
    }, delay);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #refresh(): Promise<void> {
    const { connection, client, clusters, reports } = this.#session;
    this.#timer = undefined;
    const current = await clusters.current();
    const isNews = current !== this.#clusters;
    const profilesToo = this.#profilesToo || isNews;
    const findingsToo = this.#findingsToo || isNews;
    this.#clusters = current;
    this.#profilesToo = false;
    this.#findingsToo = false;
    if (!findingsToo || this.#session.ended) {
      return;
    }
    reports.changed();
    this.#publisher?.publishAll();
    if (profilesToo) {
      await connection.sendNotification(profileChangedNotification);
    }
    if (this.#publisher === undefined && client.refreshDiagnostics) {
      await connection.languages.diagnostics.refresh();
    }
    if (client.refreshLenses) {
      await connection.sendRequest(CodeLensRefreshRequest.type);
    }
    // They depend on settings, and on the files that give templates their values.
    if (client.refreshHints) {
      await connection.languages.inlayHint.refresh();
    }
  }
}
