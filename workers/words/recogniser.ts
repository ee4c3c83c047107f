/** Crops of lines -> their text. */

import { type Reading, readSteps } from './ctc';
import type { Network } from './network';
import { type Pixels, writePlanes } from './pixels';

const HEIGHT = 48;
/** A character less than this wide is no line; longer lines than this are squeezed. In pixels at that height. */
const LEAST_WIDTH = 48;
const MOST_WIDTH = 2400;
/** Pixels to a step of the output. */
const STEP = 8;

/** @param line upright @returns the width that it has at the recogniser's height, and that of its tensor */
export function lineWidth({ width, height }: { width: number; height: number }): {
  own: number;
  padded: number;
} {
  const own = Math.min(MOST_WIDTH, Math.max(STEP, Math.ceil((width * HEIGHT) / height)));
  return { own, padded: Math.max(LEAST_WIDTH, Math.ceil(own / STEP) * STEP) };
}

/** @param classes text of each class of the recogniser */
export async function readLine(
  recognise: Network,
  classes: readonly string[],
  line: Pixels,
): Promise<Reading> {
  const { own, padded } = lineWidth(line);
  // Zero is grey: what the recogniser was trained to see behind the end of a line.
  const tensor = new Float32Array(3 * HEIGHT * padded);
  writePlanes(line, own, HEIGHT, { tensor, at: 0, stride: padded });
  const { values } = await recognise(tensor, [1, 3, HEIGHT, padded]);
  return readSteps(values, classes);
}
