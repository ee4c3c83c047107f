/** The fields of photos that filters test, joined from the stores of photos, origins and sources. */

import type { PhotoFacts } from '#core/filter';
import { groupBy } from '#core/group';
import type { Origin, Photo, PhotoNo, Source, SourceId } from '#core/photo';
import { database } from './database';

/** Returns these fields of all photos. */
export async function allFacts(): Promise<PhotoFacts[]> {
  const tx = (await database()).transaction(['photos', 'origins', 'sources']);
  const [photos, origins, sources] = await Promise.all([
    tx.objectStore('photos').getAll(),
    tx.objectStore('origins').getAll(),
    tx.objectStore('sources').getAll(),
  ]);
  const found = groupBy(origins, ({ photo }) => photo);
  const roots = rootsOf(sources);
  return photos.map((photo) => factsFrom(photo, found.get(photo.no) ?? [], roots));
}

/** Returns these fields of some photos; skips photos that were removed. */
export async function factsOf(nos: readonly PhotoNo[]): Promise<PhotoFacts[]> {
  const tx = (await database()).transaction(['photos', 'origins', 'sources']);
  const roots = rootsOf(await tx.objectStore('sources').getAll());
  const facts = await Promise.all(
    nos.map(async (no) => {
      const [photo, origins] = await Promise.all([
        tx.objectStore('photos').get(no),
        tx.objectStore('origins').index('photo').getAll(no),
      ]);
      return photo ? factsFrom(photo, origins, roots) : [];
    }),
  );
  return facts.flat();
}

/** Names of the picked folders; empty for other sources. */
type Roots = ReadonlyMap<SourceId, string>;

function rootsOf(sources: readonly Source[]): Roots {
  return new Map(sources.map(({ id, name }) => [id, name]));
}

function factsFrom(photo: Photo, origins: readonly Origin[], roots: Roots): PhotoFacts {
  const { no, name, taken, type, width, height, camera, place, caption, tags = [], favourite } = photo;
  return {
    no,
    name,
    origins: origins.map(({ source, path }) => ({ source, path, root: roots.get(source) ?? '' })),
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
