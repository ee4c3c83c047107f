/** What a decode worker offers: bytes in, everything the library keeps of a picture out. */

import type { ProblemCode } from '#core/errors';
import type { GeoPoint } from '#core/photo';

/**
 * Shortest edge that a picture is decoded to for its encoder alone: half as much again as the
 * encoder sees, so that our own resize still has something to average.
 */
export const ENCODER_EDGE = 336;

/** Shortest edge where the preview is all that stays of the original, so that it is worth looking at. */
export const VIEWER_EDGE = 720;

/** A decoded picture, upright. */
export interface Decoded {
  /** Media type told by the bytes. */
  type: string;
  /** Pixels of the original. */
  width: number;
  height: number;
  /** 224 x 224 x 3 bytes, RGB: what every encoder and the box are fed. */
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
}

export type DecodeOutcome =
  | { ok: true; picture: Decoded }
  | { ok: false; reason: ProblemCode; detail: string };

export interface DecodeWorker {
  /**
   * @param bytes the whole original; transferred, so the caller's buffer is gone
   * @param previewEdge pixels of the preview's shortest edge, at least `ENCODER_EDGE`
   */
  decode(bytes: ArrayBuffer, previewEdge: number): Promise<DecodeOutcome>;
}
