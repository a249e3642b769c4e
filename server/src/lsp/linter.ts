import type { CancellationToken } from 'vscode-languageserver';

import { type Configuration, type LintResult, lint, type Snapshot } from '../core/index';
import { Cancelled } from './cancellation';
import type { Configurations } from './configurations';
import type { Log } from './log';
import { type NextTurn, runInSlices } from './scheduler';
import { uriKey } from './uri';
import type { WorkspaceFiles } from './workspace-files';

/** Longer texts are not looked at, in characters. */
export const longestText = 20_000_000;

const nothing: LintResult = { findings: [], documents: 0, skipped: [], failures: [] };

/** The verdict on one version of a file under one configuration. */
export interface Verdict {
  readonly snapshot: Snapshot;
  readonly configuration: Configuration;
  readonly result: LintResult;
  /** Equal ids mean equal diagnostics. */
  readonly resultId: string;
}

interface Job {
  readonly snapshot: Snapshot;
  readonly resultId: string;
  readonly verdict: Promise<Verdict>;
  waiters: number;
  cancelled: Cancelled | undefined;
}

/**
 * Lints files in the background of the event loop. Everybody who wants the verdict on the same version shares one
 * run, and its result stays with the snapshot; a newer version stops the run of the older one.
 */
export class Linter {
  readonly #workspace: WorkspaceFiles;
  readonly #configurations: Configurations;
  readonly #nextTurn: NextTurn;
  readonly #log: Log;
  readonly #verdicts = new WeakMap<Snapshot, Verdict>();
  readonly #jobs = new Map<string, Job>();
  readonly #serials = new WeakMap<Snapshot, number>();
  readonly #keys = new Map<string, number>();
  readonly #logged = new Set<string>();
  // Ids of an earlier life of the server must not look like ours.
  readonly #life = Date.now().toString(36);
  #lastSerial = 0;

  constructor(
    workspace: WorkspaceFiles,
    configurations: Configurations,
    nextTurn: NextTurn,
    log: Log,
  ) {
    this.#workspace = workspace;
    this.#configurations = configurations;
    this.#nextTurn = nextTurn;
    this.#log = log;
  }

  /** The verdict on a version. Throws `Cancelled` when a newer version has come or nobody wants it any more. */
  async lint(snapshot: Snapshot, token?: CancellationToken): Promise<Verdict> {
    const configuration = await this.#configurations.of(snapshot.uri);
    if (token?.isCancellationRequested === true) {
      throw new Cancelled('cancelled');
    }
    if (this.#workspace.isOutdated(snapshot)) {
      throw new Cancelled('superseded');
    }
    const resultId = this.#resultId(snapshot, configuration);
    const known = this.#verdicts.get(snapshot);
    if (known?.resultId === resultId) {
      return known;
    }
    return this.#wait(this.#jobFor(snapshot, configuration, resultId), token);
  }

  /** The verdict, if it is at hand and still holds. */
  known(snapshot: Snapshot): Verdict | undefined {
    const verdict = this.#verdicts.get(snapshot);
    const configuration = this.#configurations.known(snapshot.uri);
    return verdict !== undefined &&
      configuration !== undefined &&
      verdict.resultId === this.#resultId(snapshot, configuration)
      ? verdict
      : undefined;
  }

  /** Stops the run for a file whose text has changed or that was closed. */
  supersede(uri: string): void {
    const job = this.#jobs.get(uriKey(uri));
    if (job !== undefined) {
      job.cancelled = new Cancelled('superseded');
    }
  }

  #jobFor(snapshot: Snapshot, configuration: Configuration, resultId: string): Job {
    const key = uriKey(snapshot.uri);
    const running = this.#jobs.get(key);
    if (running?.resultId === resultId && running.cancelled === undefined) {
      return running;
    }
    if (running !== undefined) {
      running.cancelled = new Cancelled('superseded');
    }
    const job: Job = {
      snapshot,
      resultId,
      waiters: 0,
      cancelled: undefined,
      verdict: this.#run(snapshot, configuration, resultId, () => job.cancelled).finally(() => {
        if (this.#jobs.get(key) === job) {
          this.#jobs.delete(key);
        }
      }),
    };
    this.#jobs.set(key, job);
    return job;
  }

  async #run(
    snapshot: Snapshot,
    configuration: Configuration,
    resultId: string,
    isCancelled: () => Cancelled | undefined,
  ): Promise<Verdict> {
    // The caller has to know the job before its first step can fail.
    await Promise.resolve();
    const result = await this.#findingsOf(snapshot, configuration, isCancelled);
    const verdict = { snapshot, configuration, result, resultId };
    this.#verdicts.set(snapshot, verdict);
    this.#logFailures(snapshot, result);
    return verdict;
  }

  async #findingsOf(
    snapshot: Snapshot,
    configuration: Configuration,
    isCancelled: () => Cancelled | undefined,
  ): Promise<LintResult> {
    if (snapshot.text.length > longestText) {
      this.#logOnce(
        'info',
        `${snapshot.uri} is not checked: it is longer than ${longestText} characters.`,
      );
      return nothing;
    }
    const steps = lint(snapshot, configuration, this.#workspace);
    return runInSlices(steps, this.#nextTurn, isCancelled);
  }

  /** The job's verdict, unless the one who waits loses interest first; the last one to do so stops the job. */
  #wait(job: Job, token: CancellationToken | undefined): Promise<Verdict> {
    job.waiters++;
    return new Promise((resolve, reject) => {
      const listener = token?.onCancellationRequested(() => {
        job.waiters--;
        if (job.waiters === 0) {
          job.cancelled = new Cancelled('cancelled');
        }
        reject(new Cancelled('cancelled'));
      });
      job.verdict.then(resolve, reject).finally(() => listener?.dispose());
    });
  }

  #resultId(snapshot: Snapshot, configuration: Configuration): string {
    const { revision } = this.#workspace;
    return `${this.#life}.${this.#serial(snapshot)}.${this.#keyNumber(configuration.key)}.${revision}`;
  }

  /** Versions start again when a document is opened again, so every snapshot gets a number of its own. */
  #serial(snapshot: Snapshot): number {
    let serial = this.#serials.get(snapshot);
    if (serial === undefined) {
      serial = ++this.#lastSerial;
      this.#serials.set(snapshot, serial);
    }
    return serial;
  }

  #keyNumber(key: string): number {
    let number = this.#keys.get(key);
    if (number === undefined) {
      number = this.#keys.size;
      this.#keys.set(key, number);
    }
    return number;
  }

  #logFailures({ uri }: Snapshot, { failures }: LintResult): void {
    for (const { rule, error } of failures) {
      this.#logOnce('error', `The rule ${rule} failed on ${uri}: ${error}`);
    }
  }

  /** A rule that fails does so on every keystroke. */
  #logOnce(level: 'error' | 'info', message: string): void {
    if (!this.#logged.has(message)) {
      this.#logged.add(message);
      this.#log[level](message);
    }
  }
}
