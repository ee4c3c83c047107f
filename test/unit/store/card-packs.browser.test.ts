/** Packed cards: the same as the photos' own, whatever has changed since. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Origin, Photo, PhotoNo } from '#core/photo';
import { wallTime } from '#core/wall-clock';
import { adoptPhotos } from '#store/adopting';
import { cardOf, noteFiles, sweepLeftOut } from '#store/away';
import type { KeptPhoto } from '#store/backup';
import { allCards, packAllCards } from '#store/card-packs';
import { database, eraseDatabase } from '#store/database';
import { mergePhotos } from '#store/merging';
import { PACK } from '#store/photo-table';
import { type Arrival, commitArrivals, markPhotos, removePhotos } from '#store/photos';
import { enqueue, type NewQueuedFile, queueCounts } from '#store/queue';
import { keysUnder } from '#store/ranges';
import { originsOf, putSource } from '#store/sources';

const SPACE = { id: 'two', dimension: 2, build: 'two' };
const NONE: ReadonlySet<PhotoNo> = new Set();

beforeEach(async () => {
  await eraseDatabase();
  await putSource({ id: 's', kind: 'folder', name: 'S', added: 0 });
});

afterEach(() => eraseDatabase());

function photoOf(id: string, name: string): Omit<Photo, 'no'> {
  const shape = { type: 'image/jpeg', bytes: 10, width: 3, height: 2, color: 0 };
  return { id, name, ...shape, taken: wallTime(2024), takenFrom: 'file', added: 1 };
}

const picture = { preview: new Blob(['p']), embedding: Float32Array.of(1, 0) };
const thumbnail = new Blob(['t']);
const frames = [{ ...picture, seconds: 3 }];

/** Commits a file whose bytes are a hash. */
async function commit(path: string, id: string, more: Partial<NewQueuedFile & Arrival['fresh']> = {}) {
  const facts = { source: 's', bytes: 10, modified: 5, tab: 't', path, name: path };
  const [file] = await enqueue([{ ...facts, ...more }]);
  if (!file) throw new Error('Nothing was queued.');
  const fresh = { photo: photoOf(id, path), thumbnail, ...picture, ...more };
  return commitArrivals([{ file, id, fresh }], SPACE);
}

const kept = (id: string, tags: string[]): KeptPhoto => ({
  photo: { ...photoOf(id, `${id}.jpg`), tags },
  thumbnail: { type: 'image/jpeg', bytes: Uint8Array.of(1).buffer },
  preview: null,
  vectors: [],
  frames: [],
  words: null,
  away: null,
});

const fileAt = async (path: string) => (await originsOf('s')).find((one) => one.path === path) as Origin;
const packed = async () => (await (await database()).getAllKeys('cardPacks')).map(([pack]) => pack);
const byNumber = (a: { no: number }, b: { no: number }) => a.no - b.no;

test.each([
  ['a photo comes', () => commit('c.jpg', 'c')],
  ['a video with further pictures comes', () => commit('d.mp4', 'd', { frames })],
  ['a file has other bytes', () => commit('a.jpg', 'other')],
  [
    'a file is moved',
    async () => {
      await noteFiles([await fileAt('a.jpg')], [], NONE);
      await commit('moved.jpg', 'a');
    },
  ],
  ['photos are marked', () => markPhotos([1, 2], { favourite: true })],
  ['a photo is removed', () => removePhotos([2])],
  ['a file is gone', async () => noteFiles([await fileAt('b.jpg')], [], NONE)],
  ['files are left out', () => sweepLeftOut(({ path }) => path === 'a.jpg')],
  ['a backup adds a photo', () => mergePhotos([kept('e', [])])],
  [
    'a backup adds marks',
    () => mergePhotos([{ ...kept('a', []), photo: { ...photoOf('a', 'a.jpg'), favourite: true } }]),
  ],
  [
    'an index brings a photo',
    () => {
      const files = [{ path: 'in/f.jpg', bytes: 10, modified: 5 }];
      return adoptPhotos('s', [{ kept: kept('f', []), files }]);
    },
  ],
] as const)('are not used any more once %s', async (_, change) => {
  await commit('a.jpg', 'a');
  await commit('b.jpg', 'b');
  await packAllCards();
  expect(await packed()).toEqual([0]);
  await change();
  const db = await database();
  const cards = await allCards();
  const shown = new Set(cards.map(({ no }) => no));
  const own = (await db.getAll('photos')).map(cardOf);
  expect(cards.sort(byNumber)).toEqual(own.filter(({ no }) => shown.has(no)));
  await packAllCards();
  expect((await allCards()).sort(byNumber)).toEqual(cards);
});

test('hide no photo that lies between, before or after them', async () => {
  const tx = (await database()).transaction('photos', 'readwrite');
  const numbers = [1, PACK - 1, PACK, 3 * PACK + 5, 5 * PACK, 5 * PACK + 1];
  for (const no of numbers) await tx.store.put({ ...photoOf(String(no), `${no}.jpg`), no });
  await tx.done;
  await packAllCards();
  expect(await packed()).toEqual([0, 1, 2, 3, 4, 5]);
  const read = async () => (await allCards()).map(({ no }) => no).sort((a, b) => a - b);
  expect(await read()).toEqual(numbers);
  const counted = async () => (await queueCounts()).done;
  expect(await counted()).toBe(numbers.length);
  for (const dropped of [[0], [1, 2], [3], [0, 1, 2, 3, 4, 5], [5]]) {
    await Promise.all(dropped.map(async (pack) => (await database()).delete('cardPacks', keysUnder(pack))));
    expect(await read()).toEqual(numbers);
    expect(await counted()).toBe(numbers.length);
    await packAllCards();
  }
});

test('are whole when a photo comes while they are made', async () => {
  await commit('a.jpg', 'a');
  await Promise.all([packAllCards(), commit('b.jpg', 'b'), packAllCards(), commit('c.jpg', 'c')]);
  expect((await allCards()).map(({ name }) => name).sort()).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
});
