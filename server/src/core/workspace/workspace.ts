import type { Snapshot } from './snapshot';

/** The files a host has at hand; open documents win over those on disk. Synchronous and read-only. */
export interface Workspace {
  /** Grows with every change of any file. */
  readonly revision: number;
  /** What this is a state of, if there are several: those with one revision differ in nothing that a file tells others. */
  readonly origin?: object;
  get(uri: string): Snapshot | undefined;
  all(): Iterable<Snapshot>;
  /**
   * The part of it that a file belongs to, the same object each time: its `all` are the files of the file's root only.
   * Left out where all files are of one root.
   */
  inRootOf?(uri: string): Workspace;
}
