/** Picture -> lines of words: gate, detector, recogniser. */

import type { WordLine } from '#core/words';
import type { Box } from './boxes';
import { cornersOf, cropped } from './crop';
import type { Reading } from './ctc';
import { findLines, hasText } from './detector';
import type { Networks } from './networks';
import type { Pixels } from './pixels';
import { readLine } from './recogniser';

/** A line of a lower score is no text. */
const LEAST_SCORE = 0.5;
/** The same of a line of one character: shapes were read as one at up to 0.86. */
const LEAST_ALONE = 0.9;
/** A line of a lower score may be upside down, and is read the other way round too. */
const SURE = 0.8;
/** That must be better by this. */
const BETTER = 0.1;

/** @returns lines from top to bottom; none if the picture has no words */
export async function readWords(pixels: Pixels, networks: Networks): Promise<WordLine[]> {
  if (!(await hasText(networks.detect, pixels))) return [];
  const lines: WordLine[] = [];
  for (const box of await findLines(networks.detect, pixels)) {
    const { text, score, upsideDown } = await readBox(pixels, box, networks);
    if (!isKept({ text, score })) continue;
    const corners = cornersOf(box, upsideDown).map(
      (at, i) => at / (i % 2 === 0 ? pixels.width : pixels.height),
    );
    lines.push({ text, corners: corners.map((at) => Math.min(1, Math.max(0, at))), score });
  }
  return lines;
}

async function readBox(
  pixels: Pixels,
  box: Box,
  { recognise, classes }: Networks,
): Promise<Reading & { upsideDown: boolean }> {
  const read = async (upsideDown: boolean) => {
    const { text, score } = await readLine(recognise, classes, cropped(pixels, box, upsideDown));
    return { text: text.trim(), score, upsideDown };
  };
  const upright = await read(false);
  if (upright.score >= SURE && !isAlone(upright)) return upright;
  const turned = await read(true);
  return isBetter(turned, upright) ? turned : upright;
}

/** Several characters upside down were once read as a single one, at a high score. */
export function isBetter(turned: Reading, upright: Reading): boolean {
  if (isAlone(upright) && !isAlone(turned) && turned.score >= SURE) return true;
  return turned.score > upright.score + BETTER;
}

export function isKept(reading: Reading): boolean {
  return reading.text !== '' && reading.score >= (isAlone(reading) ? LEAST_ALONE : LEAST_SCORE);
}

/** Whether a line has one character at most. */
function isAlone({ text }: Reading): boolean {
  return [...text].length <= 1;
}
