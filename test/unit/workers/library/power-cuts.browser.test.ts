/**
 * The power is cut after each transaction of each long piece of work. The library is whole at once, and after the work
 * was done again it is what it would have been without the cut: nothing is lost, nothing is there twice.
 */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Choices } from '#core/space';
import { DEFAULT_CHOICE } from '#models/default-choice';
import { awayPhotos } from '#store/away';
import { commonOfPhotos, type KeptPhoto, keptPhotos } from '#store/backup';
import { allCards } from '#store/card-packs';
import { takeOver, updateChoices } from '#store/choices';
import { database, eraseDatabase } from '#store/database';
import { allRowNos } from '#store/frames';
import { mergePhotos } from '#store/merging';
import { allPhotoNos, markPhotos } from '#store/photos';
import { allQueued, giveUp } from '#store/queue';
import { putOwnSpace, updateSetting } from '#store/settings';
import { storedSource } from '#store/sources';
import { keepTiles } from '#store/tiles';
import { packShards, photosIn } from '#store/vectors';
import { indexReader } from '#workers/library/folder-index/granted';
import { FolderIndexes } from '#workers/library/folder-index/keeping';
import { runPipeline } from '#workers/library/indexing/pipeline';
import { reencode } from '#workers/library/indexing/reencode';
import { photoVerbs } from '#workers/library/photos/verbs';
import { Intake } from '#workers/library/sources/intake';
import { changeFolder, sweepIfNeeded } from '#workers/library/sources/leaving-out';
import type { IndexReader } from '#workers/library/sources/look';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { lookAgain } from '#workers/library/sources/rescan';
import { inconsistencies } from '../../store/consistency';
import { cutPowerAfter, restorePower } from '../../store/cutting-power';
import {
  clipText,
  fileOf,
  newFolder,
  removeFolder,
  runParts,
  SPACE,
  videoOf,
  write,
} from './library-doubles';

const FILES: Record<string, string> = {
  'a.jpg': 'red',
  'b.jpg': 'blue',
  'b copy.jpg': 'blue',
  'bad.jpg': 'damaged',
  'trip/c.jpg': 'green',
  'trip/live.heic': 'heic of Live Photo A',
  'trip/live.mov': clipText(2, 'A'),
  'trip/film.mp4': '\0\0\0\x10ftypisom sea ocean_ beach__',
};
const NEXT = { ...SPACE, id: 'test-2' };
const CHANGE = { space: NEXT.id, image: `${NEXT.id}/image` };

let folder: FileSystemDirectoryHandle;
let picked: PickedBytes;

beforeEach(() => {
  for (const method of ['warn', 'error'] as const)
    vi.spyOn(console, method).mockImplementation(() => undefined);
});
afterEach(async () => {
  restorePower();
  vi.restoreAllMocks();
  await removeFolder('Cut').catch(() => undefined);
  await eraseDatabase();
});

/** What a new tab has of the old one. */
function begin(): void {
  picked = new PickedBytes();
}

/** Indexes what waits, run after run as the indexer does. */
async function index(): Promise<void> {
  const waiting = async () => (await allQueued()).filter(({ failure }) => !failure);
  for (let files = await waiting(); files.length > 0; files = await waiting()) {
    await runPipeline(files, {
      ...runParts(),
      picked,
      committed: async (done) => done.forEach(({ key }) => void picked.forget(key)),
      failed: async ({ key }, reason, detail) => void (await giveUp(key, reason, detail, false)),
    });
  }
  await packShards(SPACE.id, 4);
}

const intake = () => new Intake(picked, () => undefined);
const lookAndIndex = async () => {
  await lookAgain(intake());
  await index();
};
const addFolder = async (readIndex?: IndexReader) => {
  const source = { id: 'f', kind: 'folder', name: 'Cut', added: 0, handle: folder } as const;
  await new Intake(picked, () => undefined, readIndex).addFolder(source);
  await lookAndIndex();
};

async function fillFolder(): Promise<void> {
  await removeFolder('Cut').catch(() => undefined);
  folder = await newFolder('Cut');
  for (const [path, text] of Object.entries(FILES)) await write(folder, path, text);
}

async function indexedFolder(): Promise<void> {
  await fillFolder();
  await addFolder();
}

async function tiledFolder(): Promise<void> {
  await indexedFolder();
  await updateSetting('makesTiles', () => 'on');
  for (const photo of await allPhotoNos()) {
    await keepTiles({ space: SPACE.id, photo, codes: Int8Array.of(127, 0), scales: Float32Array.of(1) });
  }
}

async function numberOf(name: string): Promise<number[]> {
  return (await allCards()).filter((card) => card.name === name).map(({ no }) => no);
}

async function reencodeAll(): Promise<void> {
  const set = (change: (before: Choices) => Choices) => updateChoices(DEFAULT_CHOICE, change);
  const { active } = await set((before) => before);
  if (active.space !== NEXT.id) await set(() => ({ active, next: CHANGE }));
  const done = await photosIn(NEXT.id);
  const parts = runParts();
  await reencode(
    (await allRowNos()).filter((no) => !done.has(no)),
    {
      ...parts,
      target: { ...parts.target, space: NEXT },
      done: async () => undefined,
      skipped: (photo) => expect.fail(`${photo} was skipped`),
    },
  );
  await takeOver(CHANGE);
}

let backup: KeptPhoto[] = [];

/** A piece of work: what there is before it, the work itself, and how it goes on in a new tab. */
interface Work {
  before(): Promise<void>;
  work(): Promise<void>;
  /** The same work again, where nothing else is said. */
  again?(): Promise<void>;
  /** What a whole library may lack after it. */
  lacks?: RegExp;
}

const PIECES: Record<string, Work> = {
  'a folder is added and indexed': { before: fillFolder, work: () => addFolder() },
  'a look follows what was moved, edited, deleted and added': {
    before: async () => {
      await indexedFolder();
      await markPhotos(await numberOf('a.jpg'), { favourite: true });
      await folder.removeEntry('a.jpg');
      await write(folder, 'moved/a.jpg', FILES['a.jpg'] as string);
      await folder.removeEntry('b.jpg');
      await folder.removeEntry('b copy.jpg');
      await write(folder, 'trip/c.jpg', 'another green');
      await write(folder, 'bad.jpg', 'mended');
      await (await folder.getDirectoryHandle('trip')).removeEntry('live.mov');
    },
    work: lookAndIndex,
  },
  'a subfolder is left out': {
    before: indexedFolder,
    work: () => changeFolder('f', 'trip', true),
    again: async () => {
      await sweepIfNeeded();
      // The user's choice itself was not stored.
      if (!(await storedSource('f'))?.leftOut) await changeFolder('f', 'trip', true);
    },
  },
  'photos with tiles are removed': {
    before: tiledFolder,
    work: async () => {
      const nos = [...(await numberOf('film.mp4')), ...(await numberOf('live.heic'))];
      await photoVerbs(async () => undefined, picked).removePhotos(nos);
      await lookAndIndex();
    },
  },
  'the photos get vectors of another space, which takes over': { before: tiledFolder, work: reencodeAll },
  'photos are taken from the index of their folder': {
    before: async () => {
      await indexedFolder();
      await new FolderIndexes(async () => true).verbs.keepFolderIndex('f', true);
      await eraseDatabase();
      await putOwnSpace(SPACE);
    },
    work: async () => {
      await addFolder(indexReader({ came: { add: () => undefined }, progress: async () => undefined }));
      await packShards(SPACE.id, 4);
    },
    // The originals are beside the index.
    lacks: /^The preview/,
  },
  'a backup is read': {
    before: async () => {
      await indexedFolder();
      backup = await keptPhotos(await allPhotoNos(), await commonOfPhotos(), 'all');
      await eraseDatabase();
    },
    work: async () => {
      for (const kept of backup) await mergePhotos([kept]);
      await packShards(SPACE.id, 4);
    },
  },
};

/** The library without what depends on its order of arrival: numbers and times. */
async function essence() {
  const db = await database();
  const photos = new Map((await db.getAll('photos')).map((photo) => [photo.no, photo]));
  const frames = new Map((await db.getAll('frames')).map((frame) => [frame.no, frame]));
  const nameOf = (no: number): string => {
    const frame = frames.get(no);
    return frame
      ? `${nameOf(frame.photo)} at ${frame.seconds}`
      : (photos.get(no)?.id.slice(0, 8) ?? `${no}?`);
  };
  const away = await awayPhotos();
  return {
    photos: [...photos.values()]
      .map(({ id, favourite, live, video }) => JSON.stringify([id.slice(0, 8), favourite, live, video]))
      .sort(),
    away: [...photos.keys()]
      .filter((no) => away.has(no))
      .map(nameOf)
      .sort(),
    files: (await db.getAll('origins'))
      .map(({ path, photo, missing, leftOut, clip }) =>
        [path, nameOf(photo), missing !== undefined, leftOut, clip?.path].join(),
      )
      .sort(),
    queue: (await allQueued()).map(({ path, failure }) => `${path} ${failure?.reason}`).sort(),
    vectors: (await db.getAll('embeddings'))
      .map(({ space, photo, vector }) => [space, nameOf(photo), ...vector].join())
      .sort(),
    tiles: (await db.getAllKeys('tiles')).map(([space, photo]) => [space, nameOf(photo)].join()).sort(),
    removed: Object.keys((await db.get('librarySettings', 'removed')) ?? {}),
    unswept: await db.get('librarySettings', 'unswept'),
  };
}

test.each(Object.entries(PIECES))('%s', async (_, { before, work, again = work, lacks }) => {
  const wrong = async () => (await inconsistencies()).filter((one) => !lacks?.test(one));
  let expected: Awaited<ReturnType<typeof essence>> | undefined;
  let cuts = 0;
  for (let after = Number.POSITIVE_INFINITY; after >= 0; after = Math.min(after, cuts) - 1) {
    await eraseDatabase();
    begin();
    await before();
    begin();
    const asked = cutPowerAfter(after);
    // A look that fails is said to have read nothing.
    const failed = await work().then(
      () => false,
      () => true,
    );
    restorePower();
    const where = `after transaction ${after}`;
    expect(await wrong(), where).toEqual([]);
    // The first time nothing is cut, and what comes out is what must always come out.
    if (!expected) {
      expect(failed).toBe(false);
      expected = await essence();
      cuts = asked();
      expect(cuts).toBeGreaterThan(2);
      continue;
    }
    expect(asked(), where).toBeGreaterThan(after);
    begin();
    await again();
    expect(await wrong(), where).toEqual([]);
    expect(await essence(), where).toEqual(expected);
  }
});

test('picked files: each that was queued is a photo, or is listed because its copy was not stored', async () => {
  const files = [
    ...Array.from({ length: 20 }, (_, i) => ({ path: `${i}.jpg`, file: fileOf(`${i}.jpg`, `photo ${i}`) })),
    { path: 'film.mp4', file: videoOf('film.mp4', 'sea ocean_') },
  ];
  const seen = new Set<string>();
  let cuts = 0;
  for (let after = Number.POSITIVE_INFINITY; after >= 0; after = Math.min(after, cuts) - 1) {
    await eraseDatabase();
    begin();
    const asked = cutPowerAfter(after);
    const add = intake().addFiles('files', 'p', '', files);
    await add.then(index).catch(() => undefined);
    restorePower();
    const where = `after transaction ${after}`;
    if (cuts === 0) cuts = asked();
    expect(await inconsistencies(), where).toEqual([]);
    const queued = (await allQueued()).length + (await allPhotoNos()).length;
    begin();
    await index();
    const failed = await allQueued();
    expect(
      failed.every(({ failure }) => failure?.reason === 'source-gone'),
      where,
    ).toBe(true);
    expect(failed.length + (await allPhotoNos()).length, where).toBe(queued);
    expect([0, files.length], where).toContain(queued);
    expect(await inconsistencies(), where).toEqual([]);
    seen.add(`${queued > 0} ${failed.length > 0} ${failed.length === files.length}`);
  }
  // Cut before it was queued, before any copy, between copies, and after them.
  expect([...seen].sort()).toEqual([
    'false false false',
    'true false false',
    'true true false',
    'true true true',
  ]);
});
