/** Finds and describes the faces in photos, one photo after the other, and groups them. */

import { problemCode } from '#core/errors';
import type { PhotoNo } from '#core/photo';
import { toStored } from '#store/bytes';
import { facelessPhotos } from '#store/faces';
import { previewOf } from '#store/photos';
import { setting } from '#store/settings';
import type { FoundFace } from '#workers/faces/contract';
import { PhotoByPhoto, type Search } from '../background/photo-by-photo';
import { tell } from '../events';
import type { FaceFinder } from './finder';
import type { KeptGroups } from './kept';

interface Parts extends Pick<Search<FaceFinder>, 'start' | 'isFree' | 'ended'> {
  groups: KeptGroups;
  /** The best picture of a photo: its original if it can be read now. */
  picture(photo: PhotoNo): Promise<Blob | null>;
}

export class FaceFinding extends PhotoByPhoto<FaceFinder> {
  constructor({ groups, picture, ...parts }: Parts) {
    super({
      ...parts,
      name: 'Faces',
      lock: 'mitsuke-faces',
      wish: () => setting('findsFaces'),
      unread: facelessPhotos,
      // The newest first.
      order: (unread) => unread.toReversed(),
      tell: (people) => tell({ type: 'people', people }),
      async look(finder, photo) {
        const found = await facesOf(finder, photo, picture);
        if (!found) return false;
        const crops = await Promise.all(found.map(({ crop }) => crop && toStored(crop)));
        const faces = found.map(({ box, score, embedding }) => ({ box, score, embedding }));
        await groups.change((all) => all.add(photo, faces), { photo, crops });
        if (faces.length > 0) tell({ type: 'faces', forgotten: false });
        return true;
      },
    });
  }
}

/** @returns null if there is no picture of it now */
async function facesOf(
  finder: FaceFinder,
  photo: PhotoNo,
  pictureOf: Parts['picture'],
): Promise<FoundFace[] | null> {
  const picture = (await pictureOf(photo)) ?? (await previewOf(photo));
  if (!picture) return null;
  return await finder.find(picture).catch(async (error) => {
    // Browsers refuse some originals that the app's own decoders show.
    const preview = problemCode(error) === 'damaged' ? await previewOf(photo) : undefined;
    if (!preview) throw error;
    return finder.find(preview);
  });
}
