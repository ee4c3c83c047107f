/** Cuts a line out of a picture, upright. */

import type { Box } from './boxes';
import type { Pixels } from './pixels';

/** From this height on, as a multiple of the width, a box is a column. */
const COLUMN = 1.5;

/** A column is read turned to the left, as the recogniser was trained on vertical text; sideways text is too. */
function isColumn({ width, height }: Box): boolean {
  return height >= COLUMN * width;
}

/**
 * Returns the corners of the crop in the picture, clockwise from its top left: x, y of each, in pixels. So the first
 * side runs along the line, as it is read.
 * @param upsideDown as of `cropped`
 */
export function cornersOf(box: Box, upsideDown: boolean): number[] {
  const { cx, cy, ux, uy } = box;
  const corner = (right: number, down: number) => [
    cx + (right * ux * box.width - down * uy * box.height) / 2,
    cy + (right * uy * box.width + down * ux * box.height) / 2,
  ];
  const corners = [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
  const first = (isColumn(box) ? 1 : 0) + (upsideDown ? 2 : 0);
  return [...corners.slice(first), ...corners.slice(0, first)].flat();
}

/**
 * @param upsideDown turns the crop by 180 degrees
 * @returns its pixels, at the scale of the picture
 */
export function cropped(pixels: Pixels, box: Box, upsideDown: boolean): Pixels {
  const [boxWidth, boxHeight] = [Math.max(1, Math.round(box.width)), Math.max(1, Math.round(box.height))];
  const turned = isColumn(box);
  const [width, height] = turned ? [boxHeight, boxWidth] : [boxWidth, boxHeight];
  const out = new Uint8ClampedArray(width * height * 4);
  const [lastX, lastY] = [pixels.width - 1, pixels.height - 1];
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 4) {
      const along = (upsideDown ? width - 1 - x : x) + 0.5;
      const across = (upsideDown ? height - 1 - y : y) + 0.5;
      // From the box's centre, along its width and its height.
      const u = (turned ? boxWidth - across : along) - boxWidth / 2;
      const v = (turned ? along : across) - boxHeight / 2;
      const px = clamped(box.cx + u * box.ux - v * box.uy - 0.5, lastX);
      const py = clamped(box.cy + u * box.uy + v * box.ux - 0.5, lastY);
      interpolate(pixels, px, py, out, to);
    }
  }
  return { width, height, data: out };
}

function clamped(value: number, last: number): number {
  return Math.min(last, Math.max(0, value));
}

/** Writes the colour between four pixels. */
function interpolate(
  { data, width, height }: Pixels,
  x: number,
  y: number,
  out: Uint8ClampedArray,
  to: number,
) {
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - x0, y - y0];
  const right = x0 + 1 < width ? 4 : 0;
  const below = y0 + 1 < height ? 4 * width : 0;
  const at = 4 * (y0 * width + x0);
  for (let i = at; i < at + 3; i++) {
    const top = (data[i] as number) * (1 - fx) + (data[i + right] as number) * fx;
    const bottom = (data[i + below] as number) * (1 - fx) + (data[i + below + right] as number) * fx;
    out[to++] = top * (1 - fy) + bottom * fy;
  }
  out[to] = 255;
}
