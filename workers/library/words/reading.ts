/** Reads the words in photos, one after the other. */

import { problemCode } from '#core/errors';
import type { PhotoNo } from '#core/photo';
import type { WordLine } from '#core/words';
import { ownPreviewOf, photosOf, previewOf } from '#store/photos';
import { setting } from '#store/settings';
import { keepWords, unreadPhotos } from '#store/words';
import { type Looker, PhotoByPhoto, type Search } from '../background/photo-by-photo';
import { tell } from '../events';
import { likelyFirst } from './likely';

/** What reads pictures; see `WordsWorker`. */
export interface Reader extends Looker {
  hasWords(picture: Blob): Promise<boolean>;
  read(picture: Blob): Promise<WordLine[]>;
}

interface Parts extends Pick<Search<Reader>, 'start' | 'isFree' | 'ended'> {
  /** The best picture of a photo: its original if it can be read now. */
  picture(photo: PhotoNo): Promise<Blob | null>;
}

export class WordReading extends PhotoByPhoto<Reader> {
  constructor({ picture, ...parts }: Parts) {
    super({
      ...parts,
      name: 'Words',
      lock: 'mitsuke-words',
      wish: () => setting('readsWords'),
      unread: unreadPhotos,
      order: (unread) => likelyFirst(unread, photosOf),
      tell: (words) => tell({ type: 'words', words }),
      async look(reader, photo) {
        const lines = await linesOf(reader, photo, picture);
        if (!lines) return false;
        await keepWords({ photo, lines });
        if (lines.length > 0) tell({ type: 'read', photos: [photo] });
        return true;
      },
    });
  }
}

/**
 * Looks at the small copy first, if there is one: most photos have no words, and decoding an original takes longer than
 * that.
 * @returns null if neither can be read
 */
async function linesOf(
  reader: Reader,
  photo: PhotoNo,
  pictureOf: Parts['picture'],
): Promise<readonly WordLine[] | null> {
  const preview = await ownPreviewOf(photo);
  if (preview && !(await reader.hasWords(preview))) return [];
  const picture = await pictureOf(photo);
  if (!picture) return null;
  return await reader.read(picture).catch(async (error) => {
    // Browsers refuse some originals that the app's own decoders show, such as half a file.
    const copy = problemCode(error) === 'damaged' ? (preview ?? (await previewOf(photo))) : undefined;
    if (!copy) throw error;
    return reader.read(copy);
  });
}
