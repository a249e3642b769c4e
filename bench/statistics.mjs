/** @param {readonly number[]} values @returns {number} */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/**
 * Runs both sides in turn, so that whatever else the machine does falls on both.
 *
 * @template T
 * @param {number} rounds
 * @param {readonly (() => Promise<T>)[]} sides
 * @returns {Promise<T[][]>} the results, side by side
 */
export async function alternate(rounds, sides) {
  /** @type {T[][]} */
  const results = sides.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, side] of sides.entries()) {
      results[index]?.push(await side());
    }
  }
  return results;
}
