/** Finds the faces in a picture. */

import { type Network, outputOf } from './network';
import { type Pixels, sample } from './pixels';

/** Side of the detector's input, in pixels. */
const SIDE = 512;
/** Below, one find in three is a toy or an animal. */
const LEAST_SCORE = 0.5;
/** Two finds that share more (intersection over union) are one face. */
const MOST_SHARED = 0.4;

/** In pixels of the picture. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Find = Box & { score: number };

/** @returns the surest first */
export async function findFaces(detect: Network, pixels: Pixels): Promise<Find[]> {
  const scale = Math.max(pixels.width, pixels.height) / SIDE;
  const input = sample(pixels, [scale, 0, 0, 0, scale, 0], SIDE);
  const given = await detect(input, [1, 3, SIDE, SIDE]);
  return findsOf(outputOf(given, 'boxes'), outputOf(given, 'scores'), SIDE * scale);
}

/**
 * @param boxes top, left, bottom, right of each, as fractions of the square
 * @param side of that square, in pixels of the picture
 */
export function findsOf(boxes: Float32Array, scores: Float32Array, side: number): Find[] {
  const finds: Find[] = [];
  scores.forEach((score, i) => {
    if (score <= LEAST_SCORE) return;
    const inside = (at: number) => Math.min(1, Math.max(0, boxes[i * 4 + at] as number)) * side;
    const [y, x, bottom, right] = [inside(0), inside(1), inside(2), inside(3)] as const;
    finds.push({ x, y, width: right - x, height: bottom - y, score });
  });
  const kept: Find[] = [];
  for (const find of finds.sort((a, b) => b.score - a.score)) {
    if (!kept.some((other) => shared(find, other) > MOST_SHARED)) kept.push(find);
  }
  return kept;
}

/** Intersection over union. */
export function shared(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const both = width * height;
  return both / (a.width * a.height + b.width * b.height - both);
}
