/** All that is known of many photos. */

import type { PhotoNo } from '#core/photo';
import type { LibraryWorker, PhotoDetails } from '#workers/library/contract';

/** Photos that are read from the store at a time. */
const GROUP = 500;

/**
 * In the order asked for; photos that are gone are left out.
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
