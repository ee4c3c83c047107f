/** State of the viewer, in a separate module, because the viewer's code is loaded lazily. */

import { signal } from '@preact/signals';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Match } from '#session/finding/contract';

export interface Viewing {
  /** The photos that previous and next step through, in order. */
  photos: readonly PhotoCard[];
  matches: readonly Match[] | null;
  index: number;
}

export const viewing = signal<Viewing | null>(null);

export function viewPhotos(photos: Viewing): void {
  viewing.value = photos;
}

/** The photo that was shown when the viewer closed: the grid focuses it. */
export const lastSeen = signal<{ no: PhotoNo } | null>(null);

export function closeViewer(seen: PhotoNo | null): void {
  viewing.value = null;
  if (seen !== null) lastSeen.value = { no: seen };
}
