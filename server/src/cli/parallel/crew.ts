import { Worker } from 'node:worker_threads';
import type { Configuration, RootOf } from '../../core/index';
import type { Input } from '../inputs';
import { judge, type RunOptions, type Verdict } from '../run';
import type { FileWorkspace } from '../workspace';
import { type Board, countLinted, createBoard, lintedOf } from './board';
import { Mate } from './mate';
import {
  type Job,
  jobKind,
  type SentVerdict,
  type SentVerdicts,
  type Taken,
  type Task,
} from './messages';
import { isForMain } from './plan';
import { readShare, snapshotOf, takeTold } from './shares';

/** The threads of a run: this one, and others that are at work already. */
export interface Crew {
  /**
   * Lints the files with all threads; the verdicts by the uris of the files. There are none of files that are ignored, nor of
   * those of threads that have ended before their time: the workspace is ready to lint those here.
   */
  lint(workspace: FileWorkspace, options: RunOptions): Promise<ReadonlyMap<string, Verdict>>;
  /** Ends the other threads, whatever they are at. */
  dismiss(): void;
}

export interface CrewOptions {
  /** All threads, this one included. */
  readonly threads: number;
  /** The file that the other threads are started with. */
  readonly program: string;
  readonly rootOf: RootOf;
  /** Hears why a thread has ended before its time. */
  readonly onLoss: (error: unknown) => void;
}

/** Starts the other threads, which begin to read files at once. */
export function startCrew(inputs: readonly Input[], options: CrewOptions): Crew {
  const own: number[] = [];
  const queue: number[] = [];
  for (const [index, input] of inputs.entries()) {
    (isForMain(input) ? own : queue).push(index);
  }
  // A large file that is taken last would keep everybody waiting.
  queue.sort((a, b) => lengthOf(inputs[b]) - lengthOf(inputs[a]));
  const board = createBoard(queue);
  const files = inputs.map(({ uri, text, languageId }) => {
    const named = languageId === undefined ? {} : { languageId };
    return { uri, text, ...named, root: options.rootOf(uri) };
  });
  const mates = startMates({ kind: jobKind, files, board }, options);
  return {
    lint: (workspace, runOptions) =>
      lintTogether({ inputs, board, own, mates }, workspace, runOptions),
    dismiss: () => {
      for (const mate of mates) {
        mate.dismiss();
      }
    },
  };
}

/** As many as the system gives: each is there to make it faster. */
function startMates(workerData: Job, { threads, program, onLoss }: CrewOptions): readonly Mate[] {
  const mates: Mate[] = [];
  try {
    while (mates.length < threads - 1) {
      mates.push(new Mate(new Worker(program, { workerData }), onLoss));
    }
  } catch (error) {
    onLoss(error);
  }
  return mates;
}

function lengthOf(input: Input | undefined): number {
  return input?.text.length ?? 0;
}

interface Parts {
  readonly inputs: readonly Input[];
  readonly board: Board;
  /** The places of files that this thread keeps to itself. */
  readonly own: readonly number[];
  readonly mates: readonly Mate[];
}

async function lintTogether(
  { inputs, board, own, mates }: Parts,
  workspace: FileWorkspace,
  options: RunOptions,
): Promise<ReadonlyMap<string, Verdict>> {
  // This asks for the clusters, which takes its time; the others read files meanwhile.
  const configurations = inputs.map((input) => options.configurationOf(input));
  const here = readShare(board, inputs, workspace, own);
  const told = await Promise.all(mates.map((mate) => mate.answer<Taken>()));
  const shares = [here, ...told.filter((share) => share !== undefined)];
  const factsBeside = (own: Taken) =>
    shares.flatMap((share) => (share === own ? [] : [share.facts]));
  for (const [index, mate] of mates.entries()) {
    const share = told[index];
    if (share !== undefined) {
      const { minSeverity } = options;
      const wanted = configurationsOf(share, configurations);
      mate.give({ facts: factsBeside(share), configurations: wanted, minSeverity } satisfies Task);
    }
  }
  takeTold(factsBeside(here), inputs, workspace);
  const verdicts = new Map<string, Verdict>();
  for (const [index, configuration] of configurationsOf(here, configurations)) {
    const input = inputs[index] as Input;
    const snapshot = snapshotOf(index, inputs, workspace);
    verdicts.set(input.uri, judge(input, snapshot, configuration, workspace));
    snapshot.release();
    countLinted(board);
    options.onProgress(lintedOf(board));
  }
  const waiting = setInterval(() => options.onProgress(lintedOf(board)), 100);
  const sent = await Promise.all(mates.map((mate) => mate.answer<SentVerdicts>()));
  clearInterval(waiting);
  for (const [index, verdict] of sent.flatMap((each) => [...(each ?? [])])) {
    verdicts.set(inputs[index]?.uri ?? '', received(verdict));
  }
  readLostAnew(inputs, configurations, verdicts, workspace);
  return verdicts;
}

/** Those of the files of a share that are not ignored. */
function configurationsOf(
  { taken }: Taken,
  configurations: readonly Configuration[],
): Task['configurations'] {
  return new Map(
    taken.flatMap((index) => {
      const configuration = configurations[index];
      return configuration === undefined || configuration.ignored ? [] : [[index, configuration]];
    }),
  );
}

function received(verdict: SentVerdict): Verdict {
  if ('crash' in verdict) {
    return verdict;
  }
  const { result } = verdict;
  const findings = result.findings.map((each) => ({ ...each, fixes: () => each.fixes }));
  return { result: { ...result, findings } };
}

/** What was taken for known of files that were to be linted elsewhere is no good for linting them here. */
function readLostAnew(
  inputs: readonly Input[],
  configurations: readonly Configuration[],
  verdicts: ReadonlyMap<string, Verdict>,
  workspace: FileWorkspace,
): void {
  for (const [index, { uri, text, languageId }] of inputs.entries()) {
    const snapshot = workspace.get(uri);
    if (configurations[index]?.ignored === false && !verdicts.has(uri) && snapshot !== undefined) {
      workspace.replace(snapshot, text, languageId);
    }
  }
}
