import type {
  Configuration,
  Finding,
  Fix,
  LintResult,
  Severity,
  ToldByGroup,
} from '../../core/index';
import type { Input } from '../inputs';
import type { Board } from './board';

/** What a thread is started with. As all that threads send each other it is plain data. */
export interface Job {
  readonly kind: typeof jobKind;
  /** All files of the run, in their order. */
  readonly files: readonly SharedFile[];
  readonly board: Board;
}

/** Tells a thread that was started for this from any other. */
export const jobKind = 'aks-cilium lint';

/** Whether what a thread was started with is a job; nothing is for the first thread. */
export function isJob(data: unknown): data is Job {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === jobKind;
}

/** A file as the threads share it. */
export interface SharedFile extends Pick<Input, 'uri' | 'text' | 'languageId'> {
  readonly root: string;
}

/** What files tell, by their places in the list of files. */
export type ToldFacts = ReadonlyMap<number, readonly ToldByGroup[]>;

/** The first answer of a thread: which files it has taken, and what they tell. */
export interface Taken {
  readonly taken: readonly number[];
  readonly facts: ToldFacts;
}

/** With this a thread can lint the files that it has taken. */
export interface Task {
  /** What the files of the other threads tell. */
  readonly facts: readonly ToldFacts[];
  /** By the places of the files that the thread has taken. */
  readonly configurations: ReadonlyMap<number, Configuration>;
  readonly minSeverity: Severity;
}

/** The second answer of a thread, by the places of the files. */
export type SentVerdicts = ReadonlyMap<number, SentVerdict>;

/** What came of linting a file, in a form that can be sent. */
export type SentVerdict = { readonly result: SentResult } | { readonly crash: string };

export interface SentResult extends Omit<LintResult, 'findings'> {
  readonly findings: readonly SentFinding[];
}

/** A finding with its fixes; those that nobody will ask for are left out. */
export interface SentFinding extends Omit<Finding, 'fixes'> {
  readonly fixes: readonly Fix[];
}
