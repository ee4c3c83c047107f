/** Photos that an earlier build left on their side are read once more, where a file of them is at hand. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Photo, PhotoNo } from '#core/photo';
import { database, eraseDatabase } from '#store/database';
import { allPhotoNos, markPhotos, photosOf, previewOf } from '#store/photos';
import { allQueued, giveUp } from '#store/queue';
import { setting } from '#store/settings';
import { originsOf } from '#store/sources';
import { listUnturned } from '#store/unturned';
import { photosIn } from '#store/vectors';
import { wordsOf } from '#store/words';
import { runPipeline } from '#workers/library/indexing/pipeline';
import { Intake } from '#workers/library/sources/intake';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { lookAgain } from '#workers/library/sources/rescan';
import { fileOf, newFolder, removeFolder, runParts, SPACE, write } from '../library-doubles';

const FILES = {
  'side.webp': 'turned a WebP on its side',
  'plain.png': 'a PNG that is upright',
  'camera.jpg': 'turned by every browser',
  'trip/side.webp': 'turned a WebP on its side',
};
const TYPES: Record<string, string> = { webp: 'image/webp', png: 'image/png', jpg: 'image/jpeg' };

let folder: FileSystemDirectoryHandle;
let picked: PickedBytes;
let intake: Intake;
let removed: PhotoNo[];
/** How often a picture was decoded. */
let decoded: number;

/** Indexes what waits, as the indexer does. */
async function index(): Promise<void> {
  const parts = runParts();
  const { decode } = parts.decoders;
  parts.decoders.decode = async (...asked) => {
    decoded++;
    const outcome = await decode(...asked);
    // Every browser turns JPEGs.
    if (outcome.ok && outcome.picture.pixels[0] === FILES['camera.jpg'].length) delete outcome.picture.turned;
    return outcome;
  };
  await runPipeline(await allQueued(), {
    ...parts,
    picked,
    committed: async (_, changes) => void removed.push(...changes.removed),
    failed: async ({ key }, reason, detail) => void (await giveUp(key, reason, detail, false)),
  });
}

/** Makes the library one that an earlier build has made. */
async function asBefore(): Promise<void> {
  const db = await database();
  for (const { turned: _, ...photo } of await photosOf(await allPhotoNos())) {
    const type = TYPES[photo.name.split('.').at(-1) ?? ''] ?? '';
    const before: Photo = { ...photo, type, width: 1, height: 2 };
    await db.put('photos', before);
  }
  await db.delete('librarySettings', 'unturned');
}

const photoNamed = async (name: string) =>
  (await photosOf(await allPhotoNos())).find((photo) => photo.name === name) as Photo;

beforeEach(async () => {
  await eraseDatabase();
  [removed, decoded] = [[], 0];
  picked = new PickedBytes();
  intake = new Intake(picked, () => undefined);
  folder = await newFolder('Sideways');
  for (const [path, text] of Object.entries(FILES)) await write(folder, path, text);
  await intake.addFolder({ id: 'f', kind: 'folder', name: 'Sideways', added: 0, handle: folder });
  await index();
  await asBefore();
  [removed, decoded] = [[], 0];
});

afterEach(async () => {
  await removeFolder('Sideways');
  await eraseDatabase();
});

test('the next look turns a photo of a folder, with its marks and all its files; others stay', async () => {
  const before = await photoNamed('side.webp');
  const others = [await photoNamed('plain.png'), await photoNamed('camera.jpg')];
  await markPhotos([before.no], { favourite: true, addTags: ['mine'] });
  await listUnturned();
  expect(await lookAgain(intake)).toEqual({ found: 0, unread: [] });
  await index();

  const after = await photoNamed('side.webp');
  expect(after).toMatchObject({ turned: true, width: 2, height: 1, favourite: true, tags: ['mine'] });
  expect(after.added).toBe(before.added);
  expect(removed).toEqual([before.no]);
  expect(await previewOf(after.no)).toBeDefined();
  const files = (await originsOf('f')).filter(({ photo }) => photo === after.no);
  expect(files.map(({ path }) => path)).toEqual(['side.webp', 'trip/side.webp']);
  expect(await photosIn(SPACE.id)).toEqual(new Set([...others.map(({ no }) => no), after.no]));
  expect(await photosOf(others.map(({ no }) => no))).toEqual(others);
});

test('each is read once: the look after that finds nothing to do', async () => {
  await listUnturned();
  await lookAgain(intake);
  await index();
  expect(decoded).toBeGreaterThan(1);
  expect(await setting('unturned')).toEqual([]);
  decoded = 0;
  await lookAgain(intake);
  expect(await allQueued()).toEqual([]);
  expect(await listUnturned()).toBe(false);
  expect(decoded).toBe(0);
});

test('a photo whose file is not at hand waits until that is picked again', async () => {
  const before = await photoNamed('side.webp');
  await listUnturned();
  const file = fileOf('side.webp', FILES['side.webp']);
  await intake.addFiles('files', 'picked', '', [{ path: 'side.webp', file }]);
  await index();
  expect(removed).toEqual([before.no]);
  expect(await photoNamed('side.webp')).toMatchObject({ turned: true });
  expect(await setting('unturned')).toEqual([(await photoNamed('plain.png')).no]);
});

test('what was read in it while it lay on its side is read anew', async () => {
  const before = await photoNamed('side.webp');
  await (await database()).put('words', [], before.no);
  await listUnturned();
  await lookAgain(intake);
  await index();
  const after = await photoNamed('side.webp');
  expect([await wordsOf(before.no), await wordsOf(after.no)]).toEqual([undefined, undefined]);
});

test('a library of this build has none', async () => {
  await eraseDatabase();
  await listUnturned();
  await intake.addFolder({ id: 'f', kind: 'folder', name: 'Sideways', added: 0, handle: folder });
  await index();
  expect(await setting('unturned')).toEqual([]);
  await lookAgain(intake);
  expect(await allQueued()).toEqual([]);
});
