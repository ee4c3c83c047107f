/** Reads the details of many photos. */

import type { PhotoNo } from '#core/photo';
import type { LibraryWorker, PhotoDetails } from '#workers/library/contract';

/** Photos whose details are read from the store at a time. */
const GROUP = 500;

/**
 * Returns the details in the given order; leaves out photos that were removed.
 * @throws whatever the library throws
 */
export async function allDetails(
  library: Pick<LibraryWorker, 'detailsOf'>,
  photos: readonly PhotoNo[],
): Promise<PhotoDetails[]> {
  const all: PhotoDetails[] = [];
  for (let first = 0; first < photos.length; first += GROUP) {
    all.push(...(await library.detailsOf(photos.slice(first, first + GROUP))));
  }
  return all;
}
