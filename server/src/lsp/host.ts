import type { lint } from '../core/index';
import type { FileAccess } from '../protocol/index';

/** What the server needs from the place it runs in. */
export interface Host {
  /** The disk, where there is one. */
  readonly files?: FileAccess;
  /** Names of files on it are the same in whatever case. */
  readonly foldsCase?: boolean;
  /** Resolves after the event loop had a turn, so that waiting messages are handled. */
  nextTurn(): Promise<void>;
  /** Errors that nobody caught are told to the listener and do not end the process. */
  onStrayError?(listener: (message: string) => void): void;
  /** Takes the place of core's own, for a host that wants to see what a misbehaving rule does to the server. */
  readonly lint?: typeof lint;
}
