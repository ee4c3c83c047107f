/** Which vectors of a file may come into the library. */

import type { Space } from '#core/space';
import { findSpace } from '#models/catalogue';
import type { KeptPhoto, KeptVector } from '#store/backup';

/** Leaves out vectors of spaces that are not known here, and of another length than theirs: these break the scan. */
export function fitting(kept: KeptPhoto, own: readonly Space[]): KeptPhoto {
  const fits = ({ space, vector }: KeptVector) => findSpace(space, own)?.dimension === vector.length;
  const frames = kept.frames.map((frame) => ({ ...frame, vectors: frame.vectors.filter(fits) }));
  return { ...kept, vectors: kept.vectors.filter(fits), frames };
}
