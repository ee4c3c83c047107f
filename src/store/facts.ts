/** The fields of photos that filters test, joined from the stores of photos, origins and sources. */

import { Away, isShown, type StoredAway } from '#core/away';
import type { PhotoFacts } from '#core/filter';
import { groupBy } from '#core/group';
import type { Origin, Photo, PhotoNo, Source, SourceId } from '#core/photo';
import { database } from './database';

/** Returns these fields of all photos in view. */
export async function allFacts(): Promise<PhotoFacts[]> {
  const tx = (await database()).transaction(['photos', 'origins', 'sources', 'librarySettings']);
  const [photos, origins, sources, stored] = await Promise.all([
    tx.objectStore('photos').getAll(),
    tx.objectStore('origins').getAll(),
    tx.objectStore('sources').getAll(),
    tx.objectStore('librarySettings').get('away'),
  ]);
  const away = new Away(stored as StoredAway | undefined);
  const found = groupBy(origins, ({ photo }) => photo);
  const roots = rootsOf(sources);
  return photos.flatMap((photo) =>
    away.has(photo.no) ? [] : factsFrom(photo, found.get(photo.no) ?? [], roots),
  );
}

/** Returns these fields of some photos; skips photos that were removed or are not in view. */
export async function factsOf(nos: readonly PhotoNo[]): Promise<PhotoFacts[]> {
  const tx = (await database()).transaction(['photos', 'origins', 'sources', 'librarySettings']);
  const away = new Away((await tx.objectStore('librarySettings').get('away')) as StoredAway | undefined);
  const roots = rootsOf(await tx.objectStore('sources').getAll());
  const facts = await Promise.all(
    nos.map(async (no) => {
      const [photo, origins] = await Promise.all([
        tx.objectStore('photos').get(no),
        tx.objectStore('origins').index('photo').getAll(no),
      ]);
      return photo && !away.has(no) ? factsFrom(photo, origins, roots) : [];
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
  const { takenFrom, screenshot } = photo;
  return {
    no,
    name,
    origins: origins
      .filter(isShown)
      .map(({ source, path }) => ({ source, path, root: roots.get(source) ?? '' })),
    taken,
    type,
    width,
    height,
    ...(camera !== undefined && { camera }),
    ...(place && { place }),
    ...(caption !== undefined && { caption }),
    tags,
    favourite: favourite === true,
    ...(takenFrom === 'file' && { undated: true }),
    ...(screenshot && { screenshot }),
  };
}
