/** State of the slideshow, in a separate module, because the slideshow's code is loaded lazily. */

import { signal } from '@preact/signals';
import type { PhotoCard, PhotoNo } from '#core/photo';

export interface Showing {
  /** In order; at least one. After the last comes the first again. */
  photos: readonly PhotoCard[];
  index: number;
  /** Called after the end with the photo that was shown last. */
  onEnd?: (seen: PhotoNo) => void;
}

export const showing = signal<Showing | null>(null);
