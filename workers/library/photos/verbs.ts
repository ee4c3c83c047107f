/** Operations on photos of the library; see `PhotoVerbs`. */

import { settlePhotos } from '#store/away';
import { markPhotos, removePhotos, thumbnailsOf } from '#store/photos';
import { noteRemoved } from '#store/removed';
import { forgetOrigins } from '#store/sources';
import type { PhotoVerbs } from '../contract';
import { tell } from '../events';
import type { PickedBytes } from '../sources/picked-bytes';
import { tellOutcome } from '../sources/rescan';
import { tellSources } from '../sources/source-states';
import { deleteEach, filesOf } from './deleting';
import { Mending } from './mending';
import { Reducing } from './reducing';
import { Showing } from './showing';
import { clipOf, detailsOf, takeOut } from './taking-out';

/**
 * @param recount called after photos have left the library
 * @param picked for videos that were picked in this tab
 */
export function photoVerbs(recount: () => Promise<void>, picked: Pick<PickedBytes, 'videoAt'>): PhotoVerbs {
  const showing = new Showing();
  const mending = new Mending();
  const reducing = new Reducing(picked);
  const verbs: PhotoVerbs = {
    async thumbnails(photos, damaged = []) {
      const blobs = await thumbnailsOf(photos);
      const bad = photos.filter((no, i) => !blobs[i] || damaged.includes(no));
      const mended = bad.length > 0 ? await mending.mend(bad) : null;
      return photos.map((no, i) => {
        const blob = mended?.get(no) ?? blobs[i];
        return blob ? URL.createObjectURL(blob) : null;
      });
    },

    async mark(nos, marks) {
      const photos = await markPhotos(nos, marks);
      tell({ type: 'marked', photos });
      return photos.map(({ no }) => no);
    },

    async removePhotos(photos) {
      await noteRemoved(photos);
      await removePhotos(photos);
      tell({ type: 'photos', added: [], removed: [...photos] });
      await tellSources();
      await recount();
    },

    async deleteFiles(files) {
      const deletions = await deleteEach(files);
      const gone = deletions.filter(({ problem }) => problem === null).map(({ file }) => file);
      await verbs.removePhotos(await forgetOrigins(gone));
      // A photo may have another file, which the user leaves out.
      tellOutcome(await settlePhotos(gone.map(({ photo }) => photo)));
      return deletions;
    },

    picture: (no) => showing.picture(no),
    clip: (no) => clipOf(no, picked),
    takeOut: (no) => takeOut(no, picked),
    reduced: (no, edge) => reducing.reduced(no, edge),
    clipToGive: (no, bare) => reducing.clipToGive(no, bare),
    detailsOf,
    filesOf,
  };
  return verbs;
}
