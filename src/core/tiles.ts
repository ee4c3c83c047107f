/**
 * Tiles: overlapping square parts of a photo, half as high and wide as its shortest edge. Each has an embedding of its
 * own, so that a thing is found that is small in the whole.
 */

/** In pixels. */
export interface Tile {
  left: number;
  top: number;
  edge: number;
}

/** Tiles along the longest edge, at most: of a panorama some of it is in none. */
const MOST_ALONG = 8;

/** What may be left out along an edge, in tiles: else most cameras' 3:2 would need four for a few pixels. */
const SLACK = 0.05;

/** Photos whose shortest edge is smaller, in inputs of the encoder, show nothing new in tiles. */
const LEAST_INPUTS = 2;

/** Whether a photo is large enough. @param size edge of the encoder's input, in pixels */
export function isTiled({ width, height }: { width: number; height: number }, size: number): boolean {
  return Math.min(width, height) >= LEAST_INPUTS * size;
}

/**
 * Divides a picture: three tiles along the shortest edge, which overlap by half; along the longest as many as fill it,
 * at least three. Nine of 4:3 and 3:2, twelve of 16:9.
 * @returns from the left to the right, from the top down
 */
export function tilesOf({ width, height }: { width: number; height: number }): Tile[] {
  const edge = Math.ceil(Math.min(width, height) / 2);
  return begins(height, edge).flatMap((top) => begins(width, edge).map((left) => ({ left, top, edge })));
}

/** Where tiles begin along an edge, spread evenly. */
function begins(length: number, edge: number): number[] {
  const count = Math.min(MOST_ALONG, Math.max(3, Math.ceil(length / edge - SLACK)));
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - edge)) / (count - 1)));
}

/**
 * How much lower the best tile counts than the whole, in deviations of the wholes' scores. The best of nine tiles is high
 * by accident more often than the whole: as it is, photos with tiles would crowd out those without. Measured; see
 * workers/search/README.md.
 */
const HANDICAP = 1.25;

/** What the best tile of a photo counts as a score of the photo. @param deviation of the scores of wholes */
export function tileScore(best: number, deviation: number): number {
  return best - HANDICAP * deviation;
}
