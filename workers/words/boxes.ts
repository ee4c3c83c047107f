/**
 * The detector's probabilities -> turned rectangles around lines of text: the post-processing of DB (Liao et al. 2020,
 * "Real-time Scene Text Detection with Differentiable Binarization").
 */

import { outlines } from './parts';
import { type Rectangle, smallestRectangle } from './rectangle';

/** A line of text, in pixels of the picture. Its width points to the right, within 45 degrees. */
export type Box = Rectangle;

export interface Settings {
  /** A pixel is text above this probability. */
  threshold: number;
  /** A box is text from this mean probability on. */
  score: number;
  /** Shortest side of a part, in pixels of the map. */
  shortest: number;
}

/** Map of probabilities: height x width. */
export interface ProbabilityMap {
  values: Float32Array;
  width: number;
  height: number;
}

/** The network was trained on shrunken boxes: each side moves out again by area x ratio / perimeter. */
const UNCLIP_RATIO = 1.5;
/** What a box must have gained by that, in pixels of the map. */
const LEAST_GAIN = 2;
/** A part of fewer pixels has no outline worth a rectangle. */
const FEWEST_PIXELS = 3;

/** @returns boxes in reading order: rows from top to bottom, in a row from left to right */
export function boxesOf(
  map: ProbabilityMap,
  picture: { width: number; height: number },
  { threshold, score, shortest }: Settings,
): Box[] {
  const boxes: Box[] = [];
  for (const outline of outlines(map.values, map.width, map.height, threshold)) {
    const found = outline.length < FEWEST_PIXELS ? null : smallestRectangle(outline);
    if (!found || Math.min(found.width, found.height) < shortest) continue;
    if (meanInside(map, found) < score) continue;
    const whole = unclipped(found);
    if (Math.min(whole.width, whole.height) < shortest + LEAST_GAIN) continue;
    boxes.push(scaled(levelled(whole), picture.width / map.width, picture.height / map.height));
  }
  return inReadingOrder(boxes);
}

/** Mean probability of the pixels inside. */
function meanInside({ values, width, height }: ProbabilityMap, box: Rectangle): number {
  const { cx, cy, ux, uy } = box;
  const reachX = (Math.abs(ux) * box.width + Math.abs(uy) * box.height) / 2;
  const reachY = (Math.abs(uy) * box.width + Math.abs(ux) * box.height) / 2;
  let sum = 0;
  let count = 0;
  const lastX = Math.min(width - 1, Math.ceil(cx + reachX));
  const lastY = Math.min(height - 1, Math.ceil(cy + reachY));
  for (let y = Math.max(0, Math.floor(cy - reachY)); y <= lastY; y++) {
    for (let x = Math.max(0, Math.floor(cx - reachX)); x <= lastX; x++) {
      const u = (x - cx) * ux + (y - cy) * uy;
      const v = (y - cy) * ux - (x - cx) * uy;
      if (Math.abs(u) > box.width / 2 + 0.5 || Math.abs(v) > box.height / 2 + 0.5) continue;
      sum += values[y * width + x] as number;
      count++;
    }
  }
  return sum / count;
}

function unclipped(box: Rectangle): Rectangle {
  const { width, height } = box;
  const out = (width * height * UNCLIP_RATIO) / (2 * (width + height));
  return { ...box, width: width + 2 * out, height: height + 2 * out };
}

/** The same rectangle, whose width is the side nearer to horizontal and points to the right. */
function levelled(box: Rectangle): Rectangle {
  let { ux, uy, width, height } = box;
  if (Math.abs(ux) < Math.abs(uy)) {
    [ux, uy] = [-uy, ux];
    [width, height] = [height, width];
  }
  if (ux < 0) [ux, uy] = [-ux, -uy];
  return { ...box, ux, uy, width, height };
}

/** From the map to the picture. The two scales differ by the rounding of the map's sides alone. */
function scaled(box: Rectangle, scaleX: number, scaleY: number): Rectangle {
  const { cx, cy, ux, uy, width, height } = box;
  return {
    cx: (cx + 0.5) * scaleX,
    cy: (cy + 0.5) * scaleY,
    ux,
    uy,
    width: width * Math.hypot(ux * scaleX, uy * scaleY),
    height: height * Math.hypot(uy * scaleX, ux * scaleY),
  };
}

function inReadingOrder(boxes: Box[]): Box[] {
  const rows: Box[][] = [];
  for (const box of boxes.toSorted((a, b) => a.cy - b.cy)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && Math.abs(box.cy - first.cy) < 0.5 * Math.min(box.height, first.height)) row.push(box);
    else rows.push([box]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.cx - b.cx));
}
