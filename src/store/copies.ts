/** Replaces the stored copies of a photo: those that were damaged or lost. */

import type { PhotoNo } from '#core/photo';
import { toStored } from './bytes';
import { database } from './database';

/** Does nothing if the photo was removed meanwhile. */
export async function replaceCopies(no: PhotoNo, copies: { thumbnail: Blob; preview?: Blob }): Promise<void> {
  const thumbnail = await toStored(copies.thumbnail);
  const preview = copies.preview && (await toStored(copies.preview));
  const tx = (await database()).transaction(['photos', 'thumbnails', 'previews'], 'readwrite');
  if ((await tx.objectStore('photos').getKey(no)) !== undefined) {
    await tx.objectStore('thumbnails').put(thumbnail, no);
    if (preview) await tx.objectStore('previews').put(preview, no);
  }
  await tx.done;
}
