import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PhotoNo, Video } from '#core/photo';
import { normalise } from '#core/vector';
import { wallTime } from '#core/wall-clock';
import { noteFiles } from '#store/away';
import { eraseDatabase } from '#store/database';
import { commitArrivals, removePhotos } from '#store/photos';
import { enqueue } from '#store/queue';
import { originsOf, putSource } from '#store/sources';
import { Tidy } from '#workers/tidy/tidy';
import { toNobody } from './vectors';

const SPACE = { id: 'test-1', dimension: 4, build: 'fp32' };

beforeEach(() => eraseDatabase());
afterEach(() => eraseDatabase());

/** Returns a thumbnail of squares: the same for the same seed, blurred by this many pixels. */
async function picture(seed: number, blur = 0): Promise<Blob> {
  const canvas = new OffscreenCanvas(160, 120);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas.');
  context.filter = `blur(${blur}px)`;
  for (let i = 0; i < 9; i++) {
    context.fillStyle = `hsl(0 0% ${(seed * 37 + i * 53) % 100}%)`;
    context.fillRect((seed * 71 + i * 29) % 130, (seed * 31 + i * 47) % 90, 40, 40);
  }
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
}

interface Given {
  thumbnail: Blob;
  vector: number[];
  width?: number;
  bytes?: number;
  video?: Video;
}

async function bringIn(
  name: string,
  { thumbnail, vector, width = 400, bytes = 10, video }: Given,
): Promise<PhotoNo> {
  await putSource({ id: 'a', kind: 'files', name: '', added: 0 });
  const [file] = await enqueue([{ source: 'a', path: name, name, bytes, modified: 5, tab: 'this' }]);
  if (!file) throw new Error('Nothing was queued.');
  const embedding = Float32Array.from(vector);
  normalise(embedding);
  const facts = {
    color: 0,
    taken: wallTime(2024),
    takenFrom: 'file' as const,
    type: 'image/jpeg',
    bytes,
    added: 1,
  };
  const photo = { id: name, name, width, height: 300, ...facts, ...(video && { video }) };
  const fresh = { photo, thumbnail, preview: thumbnail, embedding };
  const { added } = await commitArrivals([{ file, id: name, fresh }], SPACE);
  return added[0]?.no ?? 0;
}

async function compared(): Promise<Tidy> {
  const tidy = new Tidy();
  await tidy.compare(SPACE.id, SPACE.dimension, 0.3, toNobody);
  return tidy;
}

const numbers = (groups: Awaited<ReturnType<Tidy['groups']>>) =>
  groups.map(({ photos }) => photos.map(({ photo }) => photo));

test('copies are near and look the same, and another photo of the same subject is only similar', async () => {
  const original = await bringIn('original', {
    thumbnail: await picture(1),
    vector: [1, 0, 0, 0],
    width: 800,
  });
  const copy = await bringIn('copy', { thumbnail: await picture(1), vector: [1, 0.1, 0, 0] });
  const next = await bringIn('next', { thumbnail: await picture(2), vector: [1, 0, 0.1, 0] });
  await bringIn('other', { thumbnail: await picture(1), vector: [0, 0, 0, 1] });
  const tidy = await compared();
  const copies = await tidy.groups({ maxDistance: 0.3, copies: true }, toNobody);
  expect(numbers(copies)).toEqual([[original, copy]]);
  expect(copies[0]?.bestBy).toBe('pixels');
  const alike = await tidy.groups({ maxDistance: 0.3, copies: false }, toNobody);
  expect(numbers(alike)).toEqual([[original, copy, next]]);
});

test('the sharper of two photos of one size is best, even if the other is older and larger', async () => {
  const blurred = await bringIn('b', { thumbnail: await picture(1, 2), vector: [1, 0, 0, 0], bytes: 99 });
  const sharp = await bringIn('s', { thumbnail: await picture(1), vector: [1, 0.01, 0, 0] });
  const tidy = await compared();
  const [group] = await tidy.groups({ maxDistance: 0.1, copies: false }, toNobody);
  expect(group?.photos.map(({ photo }) => photo)).toEqual([sharp, blurred]);
  expect(group?.bestBy).toBe('sharpness');
});

test('a video is no copy of a photo that looks like its poster', async () => {
  const video = { seconds: 3, poster: 1 };
  await bringIn('live.heic', { thumbnail: await picture(1), vector: [1, 0, 0, 0] });
  await bringIn('live.mov', { thumbnail: await picture(1), vector: [1, 0, 0, 0], video });
  const tidy = await compared();
  expect(await tidy.groups({ maxDistance: 0.3, copies: true }, toNobody)).toEqual([]);
  expect(await tidy.groups({ maxDistance: 0.3, copies: false }, toNobody)).toEqual([]);
});

test('removed photos leave their groups without another comparison', async () => {
  const photos = [];
  for (const name of ['a', 'b', 'c']) {
    photos.push(await bringIn(name, { thumbnail: await picture(1), vector: [1, 0, 0, 0] }));
  }
  const tidy = await compared();
  const [a, b, c] = photos as [number, number, number];
  await removePhotos([a]);
  const likeness = { maxDistance: 0.1, copies: true };
  expect(numbers(await tidy.groups(likeness, toNobody))).toEqual([[b, c]]);
  await removePhotos([c]);
  expect(await tidy.groups(likeness, toNobody)).toEqual([]);
});

test('photos whose files are missing are in no group and not on the map, and are back with the files', async () => {
  for (const name of ['a', 'b', 'c', 'd']) {
    await bringIn(name, { thumbnail: await picture(1), vector: [1, 0, 0, 0.01 * name.charCodeAt(0)] });
  }
  const tidy = await compared();
  const likeness = { maxDistance: 0.1, copies: true };
  const shown = async () => {
    const groups = numbers(await tidy.groups(likeness, toNobody));
    const map = await tidy.project(SPACE.id, SPACE.dimension, toNobody);
    return [groups.flat().sort(), [...map.photos].sort()];
  };
  const files = (await originsOf('a')).filter(({ path }) => path === 'a');
  await noteFiles(files, [], new Set());
  expect(await shown()).toEqual([
    [2, 3, 4],
    [2, 3, 4],
  ]);
  await noteFiles([], files, new Set());
  expect(await shown()).toEqual([
    [1, 2, 3, 4],
    [1, 2, 3, 4],
  ]);
});

test('the best of a month show nothing twice and nothing blurred, unless it is liked', async () => {
  const at = (no: PhotoNo, day: number, favourite = false) => ({
    ...{ no, taken: wallTime(2026, 10, day), favourite },
  });
  const plain = await bringIn('plain', { thumbnail: await picture(1), vector: [1, 0, 0, 0] });
  const again = await bringIn('again', { thumbnail: await picture(1, 1), vector: [1, 0.02, 0, 0] });
  const blurred = await bringIn('blurred', { thumbnail: await picture(2, 6), vector: [0, 1, 0, 0] });
  const liked = await bringIn('liked', { thumbnail: await picture(3, 6), vector: [0, 0, 1, 0] });
  const other = await bringIn('other', { thumbnail: await picture(4), vector: [0, 0, 0, 1] });
  const more = await bringIn('more', { thumbnail: await picture(5), vector: [-1, 0, 0, 0.2] });
  const tidy = new Tidy();
  const month = [at(more, 9), at(other, 3), at(liked, 2, true), at(blurred, 2), at(again, 1), at(plain, 1)];
  expect(await tidy.best(SPACE.id, month)).toEqual([plain, liked, other, more]);
  // Without vectors, as of a model that has not encoded them, their thumbnails tell.
  expect(await tidy.best('another', month)).toEqual([plain, liked, other, more]);
});
