import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PhotoNo } from '#core/photo';
import { allCards } from '#store/card-packs';
import { eraseDatabase } from '#store/database';
import { allQueued } from '#store/queue';
import { removedFrom } from '#store/removed';
import { allSources } from '#store/sources';
import { runPipeline } from '#workers/library/indexing/pipeline';
import { photoVerbs } from '#workers/library/photos/verbs';
import { Intake } from '#workers/library/sources/intake';
import { News } from '#workers/library/sources/news';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { lookAgain } from '#workers/library/sources/rescan';
import { sourceVerbs } from '#workers/library/sources/verbs';
import { newFolder, removeFolder, runParts, write } from '../library-doubles';

const picked = new PickedBytes();
const intake = new Intake(picked, () => undefined);
const photos = photoVerbs(async () => undefined, picked);
const indexer = {
  wake: () => undefined,
  forgive: () => undefined,
  tellIndexing: async () => undefined,
  recount: async () => undefined,
};
const opening = Promise.resolve([]);
const { removePhotos } = photos;
const sources = sourceVerbs({ picked, intake, indexer, removePhotos, opening, found: new News() });

let folder: FileSystemDirectoryHandle;

beforeEach(async () => {
  await eraseDatabase();
  folder = await newFolder('Removed');
  await write(folder, 'kept.jpg', 'red');
  await write(folder, 'unwanted.jpg', 'green');
  await sources.addFolder(folder);
  await index();
  await removePhotos([await numberOf('unwanted.jpg')]);
});

afterEach(async () => {
  await removeFolder('Removed');
  await eraseDatabase();
});

async function index(): Promise<void> {
  const nothing = async () => undefined;
  await runPipeline(await allQueued(), { ...runParts(), picked, committed: nothing, failed: nothing });
}

const names = async () => (await allCards()).map(({ name }) => name).sort();
const numberOf = async (name: string): Promise<PhotoNo> =>
  (await allCards()).find((card) => card.name === name)?.no ?? 0;

test('a photo that the user removed is not found again by looks at its folder', async () => {
  expect(await lookAgain(intake)).toEqual({ found: 0, unread: [] });
  expect(await names()).toEqual(['kept.jpg']);
});

test('it is found if its file has changed since', async () => {
  await write(folder, 'unwanted.jpg', 'another green');
  expect((await lookAgain(intake)).found).toBe(1);
  await index();
  expect(await names()).toEqual(['kept.jpg', 'unwanted.jpg']);
});

test('it is found if the folder is picked again', async () => {
  await sources.addFolder(folder);
  await index();
  expect(await names()).toEqual(['kept.jpg', 'unwanted.jpg']);
});

test('nothing is remembered of a folder that leaves the library', async () => {
  const [{ id = '' } = {}] = await allSources();
  expect(Object.keys(await removedFrom(id))).toEqual(['unwanted.jpg']);
  await sources.removeSource(id);
  expect(await removedFrom(id)).toEqual({});
});
