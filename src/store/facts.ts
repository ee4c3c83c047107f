/** The fields of photos that filters test, joined from the stores of photos, origins and sources. */

import { Away, isShown, type StoredAway } from '#core/away';
import type { PhotoFacts } from '#core/filter';
import type { Origin, Photo, PhotoNo, Source, SourceId } from '#core/photo';
import { database } from './database';
import { inParts } from './ranges';

/** Rows that are read at a time: between two parts other reads and queries have their turn. */
const PART = 2000;

/** Returns these fields of all photos in view. */
export async function allFacts(): Promise<PhotoFacts[]> {
  const tx = (await database()).transaction(['photos', 'origins', 'sources', 'librarySettings']);
  const [sources, stored] = await Promise.all([
    tx.objectStore('sources').getAll(),
    tx.objectStore('librarySettings').get('away'),
  ]);
  const away = new Away(stored as StoredAway | undefined);
  const roots = rootsOf(sources);
  const found = new Map<PhotoNo, Origin[]>();
  const files = inParts((after) => tx.objectStore('origins').getAll(after, PART), keyOfOrigin);
  for await (const part of files) {
    for (const origin of part) {
      const others = found.get(origin.photo);
      if (others) others.push(origin);
      else found.set(origin.photo, [origin]);
    }
  }
  const facts: PhotoFacts[] = [];
  const photos = inParts(
    (after) => tx.objectStore('photos').getAll(after, PART),
    ({ no }) => no,
  );
  for await (const part of photos) {
    for (const photo of part) {
      if (!away.has(photo.no)) facts.push(factsFrom(photo, found.get(photo.no) ?? [], roots));
    }
  }
  return facts;
}

const keyOfOrigin = ({ source, path }: Origin): [SourceId, string] => [source, path];

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
