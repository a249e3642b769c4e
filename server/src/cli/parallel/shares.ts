import { type Snapshot, takeFacts, toldFacts } from '../../core/index';
import type { FileWorkspace } from '../workspace';
import { type Board, takeFrom } from './board';
import type { SharedFile, Taken, ToldFacts } from './messages';

/**
 * Takes files until there are none left, and reads what they tell; before that, what these tell that are nobody else's.
 * What cannot be read is left out: whoever asks finds out again, and fails as it would in one thread.
 */
export function readShare(
  board: Board,
  files: readonly Pick<SharedFile, 'uri'>[],
  workspace: FileWorkspace,
  own: readonly number[] = [],
): Taken {
  const taken: number[] = [];
  const facts = new Map<number, ReturnType<typeof toldFacts>>();
  const read = (index: number) => {
    taken.push(index);
    const snapshot = snapshotOf(index, files, workspace);
    try {
      facts.set(index, toldFacts(snapshot));
    } catch {
      // See above.
    }
  };
  for (const index of own) {
    read(index);
  }
  for (const index of takeFrom(board)) {
    read(index);
  }
  return { taken, facts };
}

/** Takes for known what the files of others tell. */
export function takeTold(
  told: readonly ToldFacts[],
  files: readonly Pick<SharedFile, 'uri'>[],
  workspace: FileWorkspace,
): void {
  for (const [index, facts] of told.flatMap((each) => [...each])) {
    takeFacts(snapshotOf(index, files, workspace), facts);
  }
}

/** A file of the run by its place. */
export function snapshotOf(
  index: number,
  files: readonly Pick<SharedFile, 'uri'>[],
  workspace: FileWorkspace,
): Snapshot {
  const snapshot = workspace.get(files[index]?.uri ?? '');
  if (snapshot === undefined) {
    throw new Error(`There is no file ${index}.`);
  }
  return snapshot;
}
