/** What of a photo or video is given away, from the original or, failing that, the preview. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PhotoNo } from '#core/photo';
import { allCards } from '#store/card-packs';
import { eraseDatabase } from '#store/database';
import { allQueued } from '#store/queue';
import { runPipeline } from '#workers/library/indexing/pipeline';
import { Reducing } from '#workers/library/photos/reducing';
import { Intake } from '#workers/library/sources/intake';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { clipText, newFolder, removeFolder, runParts, write } from '../library-doubles';

let folder: FileSystemDirectoryHandle;
const picked = new PickedBytes();

beforeEach(async () => {
  await eraseDatabase();
  folder = await newFolder('Given');
});

afterEach(async () => {
  await removeFolder('Given');
  await eraseDatabase();
});

/** Adds files of these texts to the folder. @returns the number of the first one's photo */
async function bringIn(files: Record<string, string>): Promise<PhotoNo> {
  for (const [name, text] of Object.entries(files)) await write(folder, name, text);
  const source = { id: 'f', kind: 'folder', name: 'Given', added: 0, handle: folder } as const;
  await new Intake(picked, () => undefined).addFolder(source);
  const nothing = async () => undefined;
  await runPipeline(await allQueued(), { ...runParts(), picked, committed: nothing, failed: nothing });
  const [name] = Object.keys(files);
  return (await allCards()).find((card) => card.name === name)?.no ?? 0;
}

/** Decoders whose copies say what they are made of; what cannot be decoded says "broken". */
const reducing = new Reducing(picked, {
  async reduced(bytes, edge) {
    const text = new TextDecoder().decode(bytes);
    if (text.startsWith('broken')) return null;
    return { picture: new Blob([`${text} at ${edge}`]), thumbnail: new Blob(), width: 2, height: 1 };
  },
  bareVideo: async (video) => new Blob(['bare ', await video.slice(8).text()]),
  dismiss: () => undefined,
});

async function copyOf(no: PhotoNo) {
  const copy = await reducing.reduced(no, 1280);
  return copy && [await copy.picture.text(), copy.original];
}

test('a copy is made of the original', async () => {
  expect(await copyOf(await bringIn({ 'a.jpg': 'red' }))).toEqual(['red at 1280', true]);
});

test('it is made of the preview if the original is gone, or cannot be decoded, and says so', async () => {
  const gone = await bringIn({ 'a.jpg': 'red' });
  await folder.removeEntry('a.jpg');
  expect(await copyOf(gone)).toEqual(['preview of red at 1280', false]);
  const broken = await bringIn({ 'b.jpg': 'broken' });
  expect(await copyOf(broken)).toEqual(['preview of broken at 1280', false]);
});

test('a photo that was removed has none', async () => {
  expect(await copyOf(999)).toBeNull();
});

test('of a video it is of its poster; the video itself is given bare, or as it is', async () => {
  const no = await bringIn({ 'film.mp4': '\0\0\0\x10ftypisom beach dog' });
  expect(await copyOf(no)).toEqual(['preview of beach at 1280', true]);
  const bare = await reducing.clipToGive(no, true);
  expect([bare?.name, bare?.type, await bare?.text()]).toEqual([
    'film.mp4',
    'video/mp4',
    'bare isom beach dog',
  ]);
  expect(await (await reducing.clipToGive(no, false))?.text()).toBe('\0\0\0\x10ftypisom beach dog');
  await folder.removeEntry('film.mp4');
  expect(await copyOf(no)).toEqual(['preview of beach at 1280', false]);
  expect(await reducing.clipToGive(no, true)).toBeNull();
});

test('of a Live Photo its clip is given, under the name of the still', async () => {
  const no = await bringIn({ 'IMG_1.jpg': 'red', 'img_1.mov': clipText(2) });
  const clip = await reducing.clipToGive(no, false);
  expect([clip?.name, await clip?.text()]).toEqual(['IMG_1.mov', clipText(2)]);
});

test('of a photo that does not play nothing is', async () => {
  expect(await reducing.clipToGive(await bringIn({ 'a.jpg': 'red' }), true)).toBeNull();
});
