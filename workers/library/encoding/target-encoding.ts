/** Holds the image encoder of one target; another target replaces it. */

import { ImageEncoding } from './image-encoding';
import type { Target } from './target';

export class TargetEncoding {
  private current: { target: Target; encoding: ImageEncoding } | undefined;

  /** @param notesPace see `ImageEncoding` */
  constructor(private readonly notesPace = true) {}

  /** Returns the target's encoder, which opens on first use. */
  for(target: Target): ImageEncoding {
    if (this.current?.target.encoder.id !== target.encoder.id) {
      this.dismiss();
      this.current = { target, encoding: new ImageEncoding(target, this.notesPace) };
    }
    return this.current.encoding;
  }

  /** Stores the measured pace. */
  async keepPace(): Promise<void> {
    await this.current?.encoding.keepPace();
  }

  /** Ends its worker, but keeps the measured pace and the count of failures. */
  rest(): void {
    this.current?.encoding.dismiss();
  }

  /** Discards the encoder: the next use opens a new one, on the backend chosen by then. */
  dismiss(): void {
    this.rest();
    this.current = undefined;
  }
}
