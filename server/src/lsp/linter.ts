import type { CancellationToken } from 'vscode-languageserver';

import {
  type Configuration,
  fileIdentity,
  type LintResult,
  type lint,
  type Snapshot,
  tooLargeBecause,
  type Workspace,
} from '../core/index';
import { Cancelled, orCancelled } from './cancellation';
import type { Configurations } from './configurations';
import type { Log } from './log';
import { type NextTurn, runInSlices } from './scheduler';
import type { WorkspaceFiles } from './workspace-files';

const mostLogged = 1000;

/** The verdict on one version of a file under one configuration, beside the other files of its time. */
export interface Verdict {
  readonly snapshot: Snapshot;
  readonly configuration: Configuration;
  readonly result: LintResult;
  /** Equal ids mean equal diagnostics. */
  readonly resultId: string;
  /** What the other files told when the verdict was found. */
  readonly revision: number;
  /** The other files that findings point to, by the uri they name. */
  readonly others: ReadonlyMap<string, Snapshot>;
}

interface Job {
  readonly snapshot: Snapshot;
  readonly configuration: Configuration;
  readonly revision: number;
  readonly verdict: Promise<Verdict>;
  waiters: number;
  cancelled: Cancelled | undefined;
}

/**
 * Lints files in the background of the event loop. Everybody who wants the verdict on the same version shares one
 * run, and its result stays with the snapshot; a newer version stops the run of the older one.
 *
 * Invariant: a verdict follows from its snapshot, its configuration and one state of the workspace alone. Nothing that
 * changes during the run has a part in it.
 */
export class Linter {
  readonly #workspace: WorkspaceFiles;
  readonly #configurations: Configurations;
  readonly #lint: typeof lint;
  readonly #nextTurn: NextTurn;
  readonly #log: Log;
  readonly #verdicts = new WeakMap<Snapshot, Verdict>();
  readonly #jobs = new Set<Job>();
  readonly #logged = new Set<string>();
  // Ids of an earlier life of the server must not look like ours.
  readonly #life = Date.now().toString(36);
  #lastId = 0;

  constructor(
    workspace: WorkspaceFiles,
    configurations: Configurations,
    lintSnapshot: typeof lint,
    nextTurn: NextTurn,
    log: Log,
  ) {
    this.#workspace = workspace;
    this.#configurations = configurations;
    this.#lint = lintSnapshot;
    this.#nextTurn = nextTurn;
    this.#log = log;
  }

  /** The verdict on a version. Throws `Cancelled` when a newer version has come or nobody wants it any more. */
  async lint(snapshot: Snapshot, token?: CancellationToken): Promise<Verdict> {
    for (;;) {
      const configuration = await orCancelled(this.#configurations.of(snapshot.uri), token);
      await orCancelled(this.#workspace.settle(), token);
      if (this.#workspace.isOutdated(snapshot)) {
        throw new Cancelled('superseded');
      }
      // Each may have changed while the other was waited for.
      if (!this.#workspace.isSettled || !this.#isInForce(configuration, snapshot.uri)) {
        continue;
      }
      const verdict =
        this.known(snapshot) ?? (await this.#wait(this.#jobFor(snapshot, configuration), token));
      if (this.#isPlaced(verdict) && this.#isInForce(configuration, snapshot.uri)) {
        return verdict;
      }
    }
  }

  /** The verdict, if it is at hand and still holds. */
  known(snapshot: Snapshot): Verdict | undefined {
    const verdict = this.last(snapshot);
    return verdict !== undefined &&
      this.#workspace.isSettled &&
      verdict.revision === this.#workspace.revision &&
      this.#isInForce(verdict.configuration, snapshot.uri) &&
      this.#isPlaced(verdict)
      ? verdict
      : undefined;
  }

  /** The last verdict on that version, whether or not it still holds. */
  last(snapshot: Snapshot): Verdict | undefined {
    return this.#verdicts.get(snapshot);
  }

  /** Stops the run for a file whose text has changed or that was closed. */
  supersede(uri: string): void {
    const key = fileIdentity(uri);
    for (const job of this.#jobs) {
      if (fileIdentity(job.snapshot.uri) === key) {
        job.cancelled = new Cancelled('superseded');
      }
    }
  }

  #isInForce({ key }: Configuration, uri: string): boolean {
    return this.#configurations.known(uri)?.key === key;
  }

  /** Whether the places in other files that the findings name are still where they were. */
  #isPlaced({ others }: Verdict): boolean {
    return [...others].every(([uri, other]) => this.#workspace.get(uri) === other);
  }

  #jobFor(snapshot: Snapshot, configuration: Configuration): Job {
    const { revision } = this.#workspace;
    for (const job of this.#jobs) {
      const isSame =
        job.snapshot === snapshot &&
        job.configuration.key === configuration.key &&
        job.revision === revision;
      if (isSame && job.cancelled === undefined) {
        return job;
      }
    }
    const job: Job = {
      snapshot,
      configuration,
      revision,
      waiters: 0,
      cancelled: undefined,
      verdict: this.#run(snapshot, configuration, this.#workspace.view(), () => job.cancelled),
    };
    this.#jobs.add(job);
    return job;
  }

  /** The job's verdict, unless the one who waits loses interest first; the last one to do so stops the job. */
  async #wait(job: Job, token: CancellationToken | undefined): Promise<Verdict> {
    job.waiters++;
    try {
      return await orCancelled(job.verdict, token);
    } finally {
      job.waiters--;
      if (job.waiters === 0) {
        job.cancelled ??= new Cancelled('cancelled');
        this.#jobs.delete(job);
      }
    }
  }

  async #run(
    snapshot: Snapshot,
    configuration: Configuration,
    workspace: Workspace,
    isCancelled: () => Cancelled | undefined,
  ): Promise<Verdict> {
    // The caller has to know the job before its first step can fail.
    await Promise.resolve();
    const result = await runInSlices(
      this.#lint(snapshot, configuration, workspace),
      this.#nextTurn,
      isCancelled,
    );
    const others = othersNamed(snapshot, result, workspace);
    const last = this.last(snapshot);
    const resultId =
      last !== undefined && isSameForClient(last, result, others)
        ? last.resultId
        : `${this.#life}.${++this.#lastId}`;
    const { revision } = workspace;
    const verdict = { snapshot, configuration, result, resultId, revision, others };
    this.#verdicts.set(snapshot, verdict);
    if (!this.#workspace.isOpen(snapshot.uri)) {
      snapshot.release();
    }
    this.#logFailures(snapshot, result);
    this.#logTooLarge(snapshot);
    return verdict;
  }

  #logTooLarge(snapshot: Snapshot): void {
    const reason = tooLargeBecause(snapshot);
    if (reason !== undefined) {
      this.#logOnce('info', snapshot.uri, `${snapshot.uri} is not checked: ${reason}`);
    }
  }

  #logFailures({ uri }: Snapshot, { failures }: LintResult): void {
    for (const { rule, error } of failures) {
      this.#logOnce('error', `${rule} ${uri}`, `The rule ${rule} failed on ${uri}: ${error}`);
    }
  }

  /** A rule that fails does so on every keystroke. */
  #logOnce(level: 'error' | 'info', topic: string, message: string): void {
    if (this.#logged.has(topic)) {
      return;
    }
    if (this.#logged.size >= mostLogged) {
      this.#logged.clear();
    }
    this.#logged.add(topic);
    this.#log[level](message);
  }
}

function othersNamed(
  { uri: own }: Snapshot,
  { findings }: LintResult,
  workspace: Workspace,
): ReadonlyMap<string, Snapshot> {
  const others = new Map<string, Snapshot>();
  for (const { uri } of findings.flatMap(({ related }) => related)) {
    const other = uri === own ? undefined : workspace.get(uri);
    if (other !== undefined) {
      others.set(uri, other);
    }
  }
  return others;
}

/** Whether the client would be shown the same as before. Places in other files may have moved, so these never are. */
function isSameForClient(
  last: Verdict,
  { findings }: LintResult,
  others: Verdict['others'],
): boolean {
  return (
    last.others.size === 0 &&
    others.size === 0 &&
    last.result.findings.length === findings.length &&
    JSON.stringify(last.result.findings) === JSON.stringify(findings)
  );
}
