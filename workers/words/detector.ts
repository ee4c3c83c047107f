/** Finds lines of text in a picture, and tells cheaply whether there is any. */

import { type Box, boxesOf, type Settings } from './boxes';
import type { Network } from './network';
import { type Pixels, writePlanes } from './pixels';

/** The detector halves its input five times. */
const MULTIPLE = 32;

/** Longest side of the detector's input, in pixels. */
const SIDE = 960;
const LINES: Settings = { threshold: 0.3, score: 0.6, shortest: 3 };

/** The gate asks the same network at a ninth of the pixels, and is more easily satisfied. */
const GATE_SIDE = 320;
const ANY: Settings = { threshold: 0.2, score: 0.5, shortest: 1.5 };
/**
 * Thickness of a box, as a share of the picture's longest side, beyond which it is an object and not text: without this
 * rule 25 of 94 pictures without text passed the gate, with it 3.
 */
const THICKEST = 0.2;

/** Returns whether the picture seems to have text. Single lines of 20 pixels in 1600 are missed. */
export async function hasText(detect: Network, pixels: Pixels): Promise<boolean> {
  const thickest = THICKEST * Math.max(pixels.width, pixels.height);
  const boxes = await boxesAt(detect, pixels, GATE_SIDE, ANY);
  return boxes.some(({ width, height }) => Math.min(width, height) <= thickest);
}

/** @returns boxes of lines in reading order, in pixels of the picture */
export function findLines(detect: Network, pixels: Pixels): Promise<Box[]> {
  return boxesAt(detect, pixels, SIDE, LINES);
}

/** Returns the input's size: at most `side` long, never larger than the picture but for the rounding. */
export function inputSize(picture: { width: number; height: number }, side: number) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const rounded = (edge: number) => Math.max(MULTIPLE, Math.round((edge * scale) / MULTIPLE) * MULTIPLE);
  return { width: rounded(picture.width), height: rounded(picture.height) };
}

async function boxesAt(detect: Network, pixels: Pixels, side: number, settings: Settings): Promise<Box[]> {
  const { width, height } = inputSize(pixels, side);
  const tensor = new Float32Array(3 * width * height);
  writePlanes(pixels, width, height, { tensor, at: 0, stride: width });
  const { values } = await detect(tensor, [1, 3, height, width]);
  return boxesOf({ values, width, height }, pixels, settings);
}
