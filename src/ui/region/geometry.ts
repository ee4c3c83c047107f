/** Rectangles of a picture: between the picture and the screen, moved, resized, and what they cover. */

/** A rectangle of the upright picture, as fractions 0..1; it never leaves the picture. */
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** In the picture as fractions 0..1 (outside they may be less or more), on the screen in CSS pixels. */
export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** Where the picture is drawn on the screen, in CSS pixels; parts of it may be beyond the window. */
export type Placement = Region;

/** By the edges that it moves. */
export type Corner = 'left top' | 'right top' | 'left bottom' | 'right bottom';
export const CORNERS: readonly Corner[] = ['left top', 'right top', 'left bottom', 'right bottom'];

/** Smallest edge, in pixels of the picture: fewer say nothing. */
const LEAST_PIXELS = 32;
/** The same on the screen, in CSS pixels, so that it can be seen and taken. */
const LEAST_ON_SCREEN = 24;

/** Smallest region, as fractions of the picture. @param picture in pixels */
export function leastSize(picture: Size, placement: Placement): Size {
  const least = (pixels: number, shown: number) =>
    Math.min(1, Math.max(LEAST_PIXELS / pixels, LEAST_ON_SCREEN / shown));
  return {
    width: least(picture.width, placement.width),
    height: least(picture.height, placement.height),
  };
}

export function toPicture({ x, y }: Point, placement: Placement): Point {
  return { x: (x - placement.x) / placement.width, y: (y - placement.y) / placement.height };
}

/** @returns CSS pixels of the window */
export function toScreen(region: Region, placement: Placement): Region {
  return {
    x: placement.x + region.x * placement.width,
    y: placement.y + region.y * placement.height,
    width: region.width * placement.width,
    height: region.height * placement.height,
  };
}

/** The region between two opposite corners. One that would be too small grows from the first. */
export function between(from: Point, to: Point, least: Size): Region {
  const [x, width] = span(clamp(from.x, 0, 1), clamp(to.x, 0, 1), least.width);
  const [y, height] = span(clamp(from.y, 0, 1), clamp(to.y, 0, 1), least.height);
  return { x, y, width, height };
}

function span(from: number, to: number, least: number): [start: number, length: number] {
  const length = Math.max(least, Math.abs(to - from));
  const start = to < from ? from - length : from;
  return [clamp(start, 0, 1 - length), length];
}

/** Moved by fractions of the picture, as far as the picture goes. */
export function moved({ x, y, width, height }: Region, by: Point): Region {
  return { x: clamp(x + by.x, 0, 1 - width), y: clamp(y + by.y, 0, 1 - height), width, height };
}

/** With one corner dragged to a point; beyond the opposite corner it turns over. */
export function resized(region: Region, corner: Corner, to: Point, least: Size): Region {
  return between(oppositeOf(region, corner), to, least);
}

function oppositeOf({ x, y, width, height }: Region, corner: Corner): Point {
  return {
    x: corner.startsWith('left') ? x + width : x,
    y: corner.endsWith('top') ? y + height : y,
  };
}

/** Where a corner is. */
export function cornerOf({ x, y, width, height }: Region, corner: Corner): Point {
  return {
    x: corner.startsWith('left') ? x : x + width,
    y: corner.endsWith('top') ? y : y + height,
  };
}

/**
 * Where the grip of a corner goes. It lies half inside a large region and less in a small one, which must leave room to
 * be moved by, and never beyond the window.
 * @param shown the region on the screen
 * @param grip edge of the grip, in CSS pixels
 * @returns its upper left corner, in CSS pixels of the window
 */
export function gripAt(shown: Region, corner: Corner, grip: number, window: Size): Point {
  const { x, y } = cornerOf(shown, corner);
  const inside = (length: number) => Math.min(grip / 2, length / 4);
  const left = corner.startsWith('left') ? x + inside(shown.width) - grip : x - inside(shown.width);
  const top = corner.endsWith('top') ? y + inside(shown.height) - grip : y - inside(shown.height);
  return { x: clamp(left, 0, window.width - grip), y: clamp(top, 0, window.height - grip) };
}

/** Larger or smaller by fractions of the picture; it keeps its upper left corner where there is room. */
export function grown({ x, y, width, height }: Region, by: Point, least: Size): Region {
  const wide = clamp(width + by.x, least.width, 1);
  const high = clamp(height + by.y, least.height, 1);
  return { x: Math.min(x, 1 - wide), y: Math.min(y, 1 - high), width: wide, height: high };
}

/** The middle half of what is seen of the picture. @param window its size in CSS pixels */
export function middleOf(placement: Placement, window: Size, least: Size): Region {
  const start = toPicture({ x: 0, y: 0 }, placement);
  const end = toPicture({ x: window.width, y: window.height }, placement);
  const [left, right] = [clamp(start.x, 0, 1), clamp(end.x, 0, 1)];
  const [top, bottom] = [clamp(start.y, 0, 1), clamp(end.y, 0, 1)];
  const [x, y] = [(right - left) / 4, (bottom - top) / 4];
  return between({ x: left + x, y: top + y }, { x: right - x, y: bottom - y }, least);
}

/** Which fraction of a box lies in the region, 0..1. */
export function coverage(box: Region, region: Region): number {
  const across = Math.min(box.x + box.width, region.x + region.width) - Math.max(box.x, region.x);
  const down = Math.min(box.y + box.height, region.y + region.height) - Math.max(box.y, region.y);
  const area = box.width * box.height;
  return area > 0 ? (Math.max(0, across) * Math.max(0, down)) / area : 0;
}

export function contains({ x, y, width, height }: Region, point: Point): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}

/** The upright box around corners. @param corners x, y of each, in turn */
export function boxAround(corners: readonly number[]): Region {
  const xs = corners.filter((_, i) => i % 2 === 0);
  const ys = corners.filter((_, i) => i % 2 === 1);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** A box as a region: inside the picture, and not too small. */
export function regionOf({ x, y, width, height }: Region, least: Size): Region {
  return between({ x, y }, { x: x + width, y: y + height }, least);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}
