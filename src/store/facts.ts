/** What filters ask of photos, gathered from where it lies. */

import type { PhotoFacts } from '#core/filter';
import { groupBy } from '#core/group';
import type { Origin, Photo, PhotoNo } from '#core/photo';
import { database } from './database';

/** The facts of all photos. */
export async function allFacts(): Promise<PhotoFacts[]> {
  const tx = (await database()).transaction(['photos', 'origins']);
  const [photos, origins] = await Promise.all([
    tx.objectStore('photos').getAll(),
    tx.objectStore('origins').getAll(),
  ]);
  const found = groupBy(origins, ({ photo }) => photo);
  return photos.map((photo) => factsFrom(photo, found.get(photo.no) ?? []));
}

/** The facts of some photos; those that are gone are passed over. */
export async function factsOf(nos: readonly PhotoNo[]): Promise<PhotoFacts[]> {
  const tx = (await database()).transaction(['photos', 'origins']);
  const facts = await Promise.all(
    nos.map(async (no) => {
      const [photo, origins] = await Promise.all([
        tx.objectStore('photos').get(no),
        tx.objectStore('origins').index('photo').getAll(no),
      ]);
      return photo ? factsFrom(photo, origins) : [];
    }),
  );
  return facts.flat();
}

function factsFrom(photo: Photo, origins: readonly Origin[]): PhotoFacts {
  const { no, name, taken, type, width, height, camera, place, caption, tags = [], favourite } = photo;
  return {
    no,
    name,
    origins: origins.map(({ source, path }) => ({ source, path })),
    taken,
    type,
    width,
    height,
    ...(camera !== undefined && { camera }),
    ...(place && { place }),
    ...(caption !== undefined && { caption }),
    tags,
    favourite: favourite === true,
  };
}
