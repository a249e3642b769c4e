import type { Snapshot } from './snapshot';

/** The files a host has at hand; open documents win over those on disk. Synchronous and read-only. */
export interface Workspace {
  /** Grows with every change of any file. */
  readonly revision: number;
  get(uri: string): Snapshot | undefined;
  all(): Iterable<Snapshot>;
}
