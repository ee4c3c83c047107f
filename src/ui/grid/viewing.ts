/** Which photos are open in the viewer. Apart from the viewer, whose code is fetched when one is opened. */

import { signal } from '@preact/signals';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Match } from '#session/finding/contract';

export interface Viewing {
  /** The order that previous and next go through. */
  photos: readonly PhotoCard[];
  matches: readonly Match[] | null;
  index: number;
}

export const viewing = signal<Viewing | null>(null);

export function viewPhotos(photos: Viewing): void {
  viewing.value = photos;
}

/** The photo that was seen last: the focus returns to it in the grid. */
export const lastSeen = signal<{ no: PhotoNo } | null>(null);

export function closeViewer(seen: PhotoNo | null): void {
  viewing.value = null;
  if (seen !== null) lastSeen.value = { no: seen };
}
