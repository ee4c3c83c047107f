/** Encodes the tiles of large photos, one photo after the other. */

import type { Photo } from '#core/photo';
import { layRows, quantise } from '#core/quantise';
import { isTiled } from '#core/tiles';
import { photo as photoRow } from '#store/photos';
import { setting } from '#store/settings';
import { allSources } from '#store/sources';
import { keepTiles, untiledPhotos } from '#store/tiles';
import { PhotoByPhoto, type Search } from '../background/photo-by-photo';
import { choices } from '../encoding/target';
import { tell } from '../events';
import { picturesOf } from '../sources/pictures';
import type { Tiler } from './tiler';

type Parts = Pick<Search<Tiler>, 'start' | 'isFree'>;

export class Tiling extends PhotoByPhoto<Tiler> {
  constructor(parts: Parts) {
    super({
      ...parts,
      name: 'Tiles',
      lock: 'mitsuke-tiles',
      wish: () => setting('makesTiles'),
      unread: async () => untiledPhotos((await choices()).active.space),
      // The newest first.
      order: (unread) => unread.toReversed(),
      tell: (tiles) => tell({ type: 'tiles', tiles }),
      async look(tiler, no) {
        const { space, size } = await tiler.aim();
        const photo = await photoRow(no);
        const vectors = photo ? await vectorsOf(photo, size, tiler) : [];
        if (!vectors) return false;
        const { codes, scales } = layRows(vectors.map((vector) => ({ photo: no, ...quantise(vector) })));
        const isKept = await keepTiles({ space, photo: no, codes, scales });
        if (isKept && vectors.length > 0) tell({ type: 'tiled', space, photos: [no] });
        // What was made for a space that is gone is made again for the next.
        return isKept || space !== (await choices()).active.space;
      },
    });
  }

  /** Photos in hand when it was missing are tried again too. */
  modelCame(): void {
    this.forgive();
    this.wake();
  }
}

/** @returns null if there is no picture of it now that is large enough */
async function vectorsOf(photo: Photo, size: number, tiler: Tiler): Promise<Float32Array[] | null> {
  if (photo.video || !isTiled(photo, size)) return [];
  for await (const { picture, isLast } of picturesOf(photo.no, await allSources())) {
    const vectors = await tiler.tiles(picture);
    if (vectors && (vectors.length > 0 || isLast)) return vectors;
  }
  return null;
}
