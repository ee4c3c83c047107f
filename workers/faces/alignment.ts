/** Where the eyes and the nose of a face are, and the square that it is described from. */

import type { Box } from './detector';
import { type Network, outputOf } from './network';
import { type Matrix, type Pixels, sample } from './pixels';

export type Point = readonly [x: number, y: number];

/** Side of the input of the landmarks, in pixels. */
const SIDE = 112;
/** Side of the square that is described, in pixels. */
export const FACE_SIDE = 150;
/** Space around the face in it, as a share of the face. */
const SPACE = 0.25;

/** Right eye, outer and inner corner; left eye, outer and inner corner; base of the nose: their numbers among the 68. */
const MARKS = [45, 42, 36, 39, 33] as const;
/** Where those are in the faces that the embedder was trained on, as fractions of the face. */
const PLACES: readonly Point[] = [
  [0.8595674595992, 0.2134981538014],
  [0.6460604764104, 0.2289674387677],
  [0.1205750620789, 0.2137274526848],
  [0.3340850613712, 0.2290642403242],
  [0.4901123135679, 0.6277975316475],
];

/** @returns 68 points, in pixels of the picture */
export async function landmarksOf(landmarks: Network, pixels: Pixels, box: Box): Promise<Point[]> {
  const left = Math.max(0, Math.floor(box.x));
  const top = Math.max(0, Math.floor(box.y));
  const width = Math.min(pixels.width, Math.ceil(box.x + box.width)) - left;
  const height = Math.min(pixels.height, Math.ceil(box.y + box.height)) - top;
  const side = Math.max(width, height);
  const x = left - (side - width) / 2;
  const y = top - (side - height) / 2;
  const input = sample(pixels, [side / SIDE, 0, x, 0, side / SIDE, y], SIDE);
  const points = outputOf(await landmarks(input, [1, 3, SIDE, SIDE]), 'points');
  return Array.from({ length: points.length / 2 }, (_, i) => [
    x + (points[2 * i] as number) * side,
    y + (points[2 * i + 1] as number) * side,
  ]);
}

/**
 * Returns the similarity transform, without a mirror, by which the square's marks lie nearest to the face's.
 * @param points 68, in pixels of the picture
 * @returns from the square of `FACE_SIDE` to the picture
 */
export function alignmentOf(points: readonly Point[]): Matrix {
  const there = MARKS.map((mark) => points[mark] as Point);
  const here = PLACES.map(([x, y]): Point => {
    const at = (part: number) => ((SPACE + part) / (2 * SPACE + 1)) * FACE_SIDE;
    return [at(x), at(y)];
  });
  const [hereX, hereY] = mean(here);
  const [thereX, thereY] = mean(there);
  let [along, across, size] = [0, 0, 0];
  here.forEach((point, i) => {
    const [x, y] = [point[0] - hereX, point[1] - hereY];
    const [toX, toY] = [(there[i] as Point)[0] - thereX, (there[i] as Point)[1] - thereY];
    along += x * toX + y * toY;
    across += x * toY - y * toX;
    size += x * x + y * y;
  });
  const [a, b] = [along / size, across / size];
  return [a, -b, thereX - a * hereX + b * hereY, b, a, thereY - b * hereX - a * hereY];
}

function mean(points: readonly Point[]): Point {
  const sum = (axis: 0 | 1) => points.reduce((all, point) => all + point[axis], 0);
  return [sum(0) / points.length, sum(1) / points.length];
}
