/** What a decode worker offers: bytes in, everything the library keeps of a picture out. */

import type { ProblemCode } from '#core/errors';
import type { GeoPoint } from '#core/photo';
import type { Geometry } from '#core/preprocess';

/**
 * Shortest edge that a picture is decoded to for its encoder alone: half as much again as the
 * encoder sees, so that our own resize still has something to average. Not below what most encoders
 * take, because the preview is of this size and must do for encoders to come.
 * @param size edge of the encoder's input
 */
export function encoderEdge(size: number): number {
  return Math.max(336, Math.ceil(size * 1.5));
}

/** Shortest edge where the preview is all that stays of the original, so that it is worth looking at. */
export const VIEWER_EDGE = 720;

/** A decoded picture, upright. */
export interface Decoded {
  /** Media type told by the bytes. */
  type: string;
  /** Pixels of the original. */
  width: number;
  height: number;
  /** size x size x 3 bytes, RGB: what the encoder and the box are fed. */
  pixels: Uint8Array<ArrayBuffer>;
  /** JPEG for the grid, at most 320 pixels high. */
  thumbnail: Blob;
  /** JPEG for the viewer and for encoders to come, its shortest edge at least as asked where the original has that. */
  preview: Blob;
  /** Average colour, 0xRRGGBB. */
  color: number;
  /** From EXIF, milliseconds since 1970. */
  taken?: number;
  camera?: string;
  place?: GeoPoint;
  /** What the file says of itself. */
  caption?: string;
}

export type DecodeOutcome =
  | { ok: true; picture: Decoded }
  | { ok: false; reason: ProblemCode; detail: string };

export interface DecodeWorker {
  /**
   * @param bytes the whole original; transferred, so the caller's buffer is gone
   * @param geometry of the encoder's input
   * @param previewEdge pixels of the preview's shortest edge, at least `encoderEdge`
   */
  decode(bytes: ArrayBuffer, geometry: Geometry, previewEdge: number): Promise<DecodeOutcome>;
  /** What the encoder sees and nothing else, for a photo that is known; null if it cannot be decoded. */
  pixels(bytes: ArrayBuffer, geometry: Geometry): Promise<Uint8Array<ArrayBuffer> | null>;
}
