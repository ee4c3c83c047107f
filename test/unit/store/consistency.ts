/** What must hold in every library at every moment: no row of the database is without its counterpart. */

import { unpackCards } from '#core/packed-cards';
import { cardOf } from '#store/away';
import { database } from '#store/database';
import { packOf } from '#store/photo-table';

/** Returns what is wrong, in words; nothing in a library that is whole. */
export async function inconsistencies(): Promise<string[]> {
  const db = await database();
  const wrong: string[] = [];
  const numbers = async (store: 'photos' | 'frames' | 'thumbnails' | 'previews') =>
    new Set(await db.getAllKeys(store));
  const [photos, frames] = [await numbers('photos'), await numbers('frames')];
  const rows = new Set([...photos, ...frames]);
  const without = (what: string, has: Set<number>, of: Iterable<number>) => {
    for (const no of of) if (!has.has(no)) wrong.push(`${what} of ${no} is missing.`);
  };
  without('The thumbnail', await numbers('thumbnails'), photos);
  without('The preview', await numbers('previews'), rows);
  without('The photo or frame of a thumbnail', photos, await numbers('thumbnails'));
  without('The photo or frame of a preview', rows, await numbers('previews'));
  without(
    'The video',
    photos,
    [...(await db.getAll('frames'))].map(({ photo }) => photo),
  );
  const origins = await db.getAll('origins');
  without(
    'The photo of a file',
    photos,
    origins.map(({ photo }) => photo),
  );
  const sources = new Set(await db.getAllKeys('sources'));
  const files = [...origins, ...(await db.getAll('queue'))];
  for (const { source, path } of files) if (!sources.has(source)) wrong.push(`${path} has no source.`);

  const embeddings = await db.getAll('embeddings');
  const coded = new Map<string, number>();
  const code = (space: string, photo: number) => {
    coded.set(`${space} ${photo}`, (coded.get(`${space} ${photo}`) ?? 0) + 1);
  };
  for (const { space, photo } of await db.getAll('fresh')) code(space, photo);
  for (const { space, shard, size, photos } of await db.getAll('shards')) {
    for (const photo of photos) code(space, photo);
    if (photos.length !== size) wrong.push(`Shard ${shard} of ${space} has not the size of its key.`);
  }
  without('A vector', new Set(embeddings.map(({ photo }) => photo)), rows);
  without(
    'The photo of a vector',
    rows,
    embeddings.map(({ photo }) => photo),
  );
  const keys = new Set(embeddings.map(({ space, photo }) => `${space} ${photo}`));
  for (const [space, photo] of await db.getAllKeys('tiles')) {
    if (!keys.has(`${space} ${photo}`))
      wrong.push(`The vector of ${photo} in ${space}, which has tiles, is missing.`);
  }
  for (const { space, photo } of embeddings) {
    const times = coded.get(`${space} ${photo}`) ?? 0;
    if (times !== 1) wrong.push(`The vector of ${photo} in ${space} is in the scan ${times} times.`);
    coded.delete(`${space} ${photo}`);
  }
  for (const each of coded.keys()) wrong.push(`In the scan only: ${each}.`);

  const waiting = new Map((await db.getAll('queue')).map((file) => [file.key, file]));
  const copies = new Set(await db.getAllKeys('inbox'));
  for (const { key, path, kept } of waiting.values()) {
    if (kept && !copies.has(key)) wrong.push(`The copy of ${path} is missing.`);
  }
  for (const key of copies) if (!waiting.has(key)) wrong.push(`Nobody's copy, ${key}.`);
  for (const [key] of await db.getAllKeys('inboxParts')) {
    if (!waiting.has(key)) wrong.push(`Nobody's part of a copy, ${key}.`);
  }
  const cards = (await db.getAll('photos')).map(cardOf);
  for (const { pack, size, ...packed } of await db.getAll('cardPacks')) {
    if (packed.nos.length !== size) wrong.push(`Pack ${pack} has not the size of its key.`);
    const its = cards.filter(({ no }) => packOf(no) === pack);
    const same = JSON.stringify(unpackCards(packed)) === JSON.stringify(its);
    if (!same) wrong.push(`Pack ${pack} has not the cards of its photos.`);
  }
  const ids = (await db.getAll('photos')).map(({ id }) => id);
  if (new Set(ids).size < ids.length) wrong.push('A photo is there twice.');
  return wrong;
}
