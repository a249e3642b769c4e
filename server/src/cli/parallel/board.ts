/** What threads decide among themselves while they run, in memory that they share. */
export interface Board {
  /** Places in the list of files, in the order in which they are to be taken. */
  readonly queue: Int32Array;
  readonly counters: Int32Array;
}

const taken = 0;
const linted = 1;

/** A board with this queue, of which nothing is taken. */
export function createBoard(queue: readonly number[]): Board {
  const board = { queue: shared(queue.length), counters: shared(2) };
  board.queue.set(queue);
  return board;
}

function shared(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT));
}

/** What nobody has taken yet, one after the other until there is nothing left: whoever is faster takes more. */
export function* takeFrom({ queue, counters }: Board): Generator<number, void, void> {
  for (;;) {
    const next = queue[Atomics.add(counters, taken, 1)];
    if (next === undefined) {
      return;
    }
    yield next;
  }
}

/** Counts a file that is linted. */
export function countLinted({ counters }: Board): void {
  Atomics.add(counters, linted, 1);
}

/** How many files are linted, by any thread. */
export function lintedOf({ counters }: Board): number {
  return Atomics.load(counters, linted);
}
