/** What a decoder of the app takes and gives. */

import type { Size } from '../size-hint';

/** What a decoder of the app makes. */
export interface Pixels {
  /** Upright. The caller closes it. */
  picture: VideoFrame | ImageBitmap;
  /** Size of the whole upright picture; the pixels may be those of a smaller copy inside the file. */
  whole: Size;
}

export interface Wanted {
  bytes: Uint8Array<ArrayBuffer>;
  /** The shortest edge that is needed, in pixels: a smaller copy inside the file will not do. */
  least: number;
  /** The shortest edge that drawings are made with. */
  shortEdge: number;
}

export interface Decoder {
  /** Address of its script. */
  script: string;
  /** @throws Problem `unsupported`, `too-large`; any other error means that the file is damaged */
  decode(wanted: Wanted): Promise<Pixels>;
}
