/** What a decode worker offers: it turns an original's bytes into everything that the library keeps of it. */

import type { ProblemCode } from '#core/errors';
import type { ClipFacts } from '#core/live-photo';
import type { GeoPoint, Motion, Video } from '#core/photo';
import type { Geometry } from '#core/preprocess';
import type { Sidecars } from '#core/sidecars';
import type { Moment } from '#core/wall-clock';

/**
 * Returns the shortest edge to which a picture is decoded for its encoder: 1.5 times the encoder's input,
 * so that our own resize still has pixels to average. At least the input of most encoders, because the
 * preview has this size and later encoders read the preview.
 * @param size edge of the encoder's input, in pixels
 */
export function encoderEdge(size: number): number {
  return Math.max(336, Math.ceil(size * 1.5));
}

/** The same if its tiles are encoded: their edge is half of the picture's shortest. */
export function tiledEdge(size: number): number {
  return 2 * encoderEdge(size);
}

/** Shortest edge of a preview whose original cannot be read again: the viewer shows the preview instead. */
export const VIEWER_EDGE = 720;

/** Shortest edge of the copy that the viewer shows of formats that browsers do not show. */
export const VIEW_EDGE = 2160;

/** Whether browsers show a format in an `<img>`; all of them, so that it is known without a trial. */
export function isShown(type: string): boolean {
  return !/^image\/(hei[cf]|jxl|jp2|tiff|vnd\.|x-(?!icon))/.test(type);
}

/** A decoded picture, upright. */
export interface Decoded {
  /** Media type, read from the bytes. */
  type: string;
  /** Pixels of the original, as its decoder tells them. */
  width: number;
  height: number;
  /** size x size x 3 bytes, RGB: the input of the encoder, here or on a box. */
  pixels: Uint8Array<ArrayBuffer>;
  /** JPEG for the grid, at most 320 pixels high. */
  thumbnail: Blob;
  /** JPEG for the viewer and for later encoders. Shortest edge: at least `previewEdge`, or the original's. */
  preview: Blob;
  /** Average colour, 0xRRGGBB. */
  color: number;
  /** A part of the picture is missing, because the file is cut off. */
  incomplete?: true;
  /** It is upright and in its colours, but this browser shows the original as it is stored. */
  turned?: true;
  /** Its metadata says that it is a screenshot. */
  screenshot?: true;
  /** When it was taken, by its metadata or an XMP sidecar. */
  moment?: Moment;
  /** The same by Google Takeout's sidecar, or else the file's last change: it counts after the file's name. */
  recorded?: Moment;
  camera?: string;
  place?: GeoPoint;
  /** From XMP, IPTC, EXIF or a sidecar. */
  caption?: string;
  /** Given in another program; at least one. */
  tags?: string[];
  favourite?: true;
  /** Only of a video: then the picture is its poster, and `incomplete` says that later pictures are missing. */
  video?: Video;
  motion?: Motion;
  /** Apple's identifier, which the clip of a Live Photo has too. */
  contentId?: string;
}

/** A copy of a picture for somebody else: pixels alone, without any metadata. */
export interface Reduced {
  /** JPEG. */
  picture: Blob;
  /** Its pixels; the longest edge is the one that was asked for, or the original's if that is smaller. */
  width: number;
  height: number;
  /** JPEG for a page of many, at most 320 pixels high. */
  thumbnail: Blob;
}

/** A further picture of a video, upright. */
export interface DecodedFrame {
  /** Its moment. */
  seconds: number;
  /** As of `Decoded`. */
  pixels: Uint8Array<ArrayBuffer>;
  preview: Blob;
}

export type DecodeOutcome =
  | { ok: true; picture: Decoded }
  | { ok: false; reason: ProblemCode; detail: string };

export type VideoOutcome =
  | { ok: true; picture: Decoded; frames: DecodedFrame[] }
  | { ok: false; reason: ProblemCode; detail: string };

/**
 * The `<video>` of the page, which workers do not have: in some browsers it plays more codecs than WebCodecs decode. It
 * has one video at a time.
 */
export interface VideoPlayer {
  /** @throws Problem `codec-missing` if it does not play the video, or does not say so in time */
  open(video: Blob): Promise<void>;
  /** Returns a port of Comlink, by which another thread asks for pictures; transferred. */
  port(): Promise<MessagePort>;
  /**
   * Returns the picture of a moment, upright; transferred.
   * @param seconds as players count them
   * @param width, height to which it is scaled, in pixels
   * @throws Problem `codec-missing` if it is not shown in time
   */
  picture(seconds: number, width: number, height: number): Promise<ImageBitmap>;
  /** Lets go of the video. @returns whether it was waited for in vain while the page was hidden: it may play it later */
  close(): Promise<boolean>;
  /** Resolves once the page is not hidden. */
  whenSeen(): Promise<void>;
}

export interface DecodeWorker {
  /**
   * @param bytes the whole original; transferred, so the caller's buffer is detached
   * @param geometry size and fit of the encoder's input
   * @param previewEdge shortest edge of the preview in pixels, at least `encoderEdge`
   * @param sidecars texts of the files beside it
   */
  decode(
    bytes: ArrayBuffer,
    geometry: Geometry,
    previewEdge: number,
    sidecars?: Sidecars<string>,
  ): Promise<DecodeOutcome>;
  /**
   * Reads a video in pieces, however large it is; the other parameters are those of `decode`.
   * @param type as `videoTypeOf` says
   * @param player port of a `VideoPlayer` that has the video open: its pictures are taken from there. Transferred
   * @throws Problem `decoder-missing` if the code for videos cannot be fetched
   */
  video(
    file: Blob,
    type: string,
    geometry: Geometry,
    previewEdge: number,
    sidecars?: Sidecars<string>,
    player?: MessagePort,
  ): Promise<VideoOutcome>;
  /** Reads what tells the clip of a Live Photo, as `clip-facts.ts` says. */
  clipFacts(video: Blob): Promise<ClipFacts | null>;
  /** Returns only the encoder's input, for a photo of the library; null if it cannot be decoded. */
  pixels(bytes: ArrayBuffer, geometry: Geometry): Promise<Uint8Array<ArrayBuffer> | null>;
  /**
   * Returns the encoder's input of each tile of a photo (`core/tiles`), from the left to the right, from the top down;
   * none if it is too small for tiles; null if it cannot be decoded.
   */
  tiles(bytes: ArrayBuffer, geometry: Geometry): Promise<Uint8Array<ArrayBuffer>[] | null>;
  /**
   * Returns a JPEG of the whole picture, its shortest edge at most about `VIEW_EDGE`; null if it cannot be decoded.
   */
  view(bytes: ArrayBuffer): Promise<Blob | null>;
  /** Returns a copy to give away; null if the bytes cannot be decoded. @param edge its longest edge, in pixels */
  reduced(bytes: ArrayBuffer, edge: number): Promise<Reduced | null>;
  /** Returns a video without its metadata, as `bare-video.ts` says. @throws for what is not MP4, QuickTime or 3GP */
  bareVideo(video: Blob): Promise<Blob>;
}
