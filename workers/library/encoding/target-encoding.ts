/** The image encoder of one target at a time: another target gets another encoder. */

import { ImageEncoding } from './image-encoding';
import type { Target } from './target';

export class TargetEncoding {
  private current: { target: Target; encoding: ImageEncoding } | undefined;

  /** It is opened when it is first used. */
  for(target: Target): ImageEncoding {
    if (this.current?.target.encoder.id !== target.encoder.id) {
      this.dismiss();
      this.current = { target, encoding: new ImageEncoding(target) };
    }
    return this.current.encoding;
  }

  /** Lets its worker go, but keeps what was learned of its pace and its failures. */
  rest(): void {
    this.current?.encoding.dismiss();
  }

  /** Lets it go altogether: the next use begins afresh, on the backend of choice by then. */
  dismiss(): void {
    this.rest();
    this.current = undefined;
  }
}
