import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PhotoNo } from '#core/photo';
import { partsOf } from '#core/picked-file';
import { awayPhotos } from '#store/away';
import { allCards } from '#store/card-packs';
import { eraseDatabase } from '#store/database';
import { markPhotos, photosOf } from '#store/photos';
import { allQueued, failedFiles, giveUp } from '#store/queue';
import { originsOf } from '#store/sources';
import { runPipeline } from '#workers/library/indexing/pipeline';
import { clipOf, takeOut } from '#workers/library/photos/taking-out';
import { photoVerbs } from '#workers/library/photos/verbs';
import { Intake } from '#workers/library/sources/intake';
import { News } from '#workers/library/sources/news';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { lookAgain } from '#workers/library/sources/rescan';
import { sourceVerbs } from '#workers/library/sources/verbs';
import { clipText, fileOf, newFolder, removeFolder, runParts, write } from '../library-doubles';

let folder: FileSystemDirectoryHandle;
let picked: PickedBytes;
let intake: Intake;

beforeEach(async () => {
  await eraseDatabase();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  folder = await newFolder('Live');
  picked = new PickedBytes();
  intake = new Intake(picked, () => undefined);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await removeFolder('Live').catch(() => undefined);
  await eraseDatabase();
});

const photos = () => photoVerbs(async () => undefined, picked);

function sources() {
  const indexer = {
    wake: () => undefined,
    forgive: () => undefined,
    tellIndexing: async () => undefined,
    recount: async () => undefined,
  };
  const { removePhotos } = photos();
  return sourceVerbs({
    picked,
    intake,
    indexer,
    removePhotos,
    opening: Promise.resolve([]),
    found: new News(),
  });
}

/** Indexes what waits, run after run as the indexer does. @returns new photos that looks have found */
async function index(parts = runParts()): Promise<PhotoNo[]> {
  const found: PhotoNo[] = [];
  const waiting = async () => (await allQueued()).filter(({ failure }) => !failure);
  for (let files = await waiting(), runs = 0; files.length > 0; files = await waiting(), runs++) {
    if (runs > 3) throw new Error(`They wait for ever: ${files.map(({ path }) => path)}.`);
    await runPipeline(files, {
      ...parts,
      picked,
      committed: async (done, changes) => {
        for (const { key } of done) picked.forget(key);
        found.push(...changes.found);
      },
      failed: async ({ key }, reason, detail) => void (await giveUp(key, reason, detail, true)),
    });
  }
  return found;
}

async function put(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) await write(folder, path, text);
}

async function remove(...paths: string[]): Promise<void> {
  for (const path of paths) {
    const steps = path.split('/');
    const name = steps.pop() as string;
    let from = folder;
    for (const step of steps) from = await from.getDirectoryHandle(step);
    await from.removeEntry(name);
  }
}

/** Looks, indexes, and looks once more: the second look must not find anything. */
async function look(): Promise<PhotoNo[]> {
  await lookAgain(intake);
  const found = await index();
  expect([await lookAgain(intake), await allQueued()]).toEqual([
    { found: 0, unread: [] },
    await failedFiles(),
  ]);
  return found;
}

/** Brings files in as a folder that is read again later. */
async function begin(files: Record<string, string>): Promise<void> {
  await put(files);
  await intake.addFolder({ id: 'f', kind: 'folder', name: 'Live', added: 0, handle: folder });
  await index();
  await look();
}

/** The names of the photos in view; those that play have a star. */
const names = async () => (await allCards()).map(({ name, live }) => (live ? `${name} *` : name)).sort();
const numberOf = async (name: string) => (await allCards()).find((card) => card.name === name)?.no ?? 0;
/** The files of the library; those with a clip have its path behind them. */
const files = async () =>
  (await originsOf('f')).map(({ path, clip, missing }) =>
    [path, ...(clip ? [clip.path] : []), ...(missing === undefined ? [] : ['missing'])].join(' '),
  );

const CLIP = clipText(2.5);

describe('a still and a short video of one name', () => {
  test('are one photo that plays, and neither a failure nor new at a later look', async () => {
    await put({ 'a.HEIC': 'heic', 'a.MOV': CLIP, 'trip/b.jpg': 'blue', 'trip/B.mov': clipText(3) });
    await intake.addFolder({ id: 'f', kind: 'folder', name: 'Live', added: 0, handle: folder });
    const parts = runParts();
    const video = vi.spyOn(parts.decoders, 'video');
    await index(parts);
    await look();
    expect(await names()).toEqual(['a.HEIC *', 'b.jpg *']);
    expect(await files()).toEqual(['a.HEIC a.MOV', 'trip/b.jpg trip/B.mov']);
    expect(await (await clipOf(await numberOf('a.HEIC'), picked))?.text()).toBe(CLIP);
    expect(video).not.toHaveBeenCalled();
  });

  test('are two photos if their identifiers differ, or the video is a whole film', async () => {
    await begin({
      'a.HEIC': 'red of Live Photo A',
      'a.MOV': clipText(2, 'B'),
      'b.jpg': 'blue',
      'b.mov': clipText(60),
      'c.HEIC': 'green of Live Photo C',
      'c.MOV': clipText(60, 'C'),
    });
    expect(await names()).toEqual(['a.HEIC', 'a.MOV', 'b.jpg', 'b.mov', 'c.HEIC *']);
    // Neither is read again.
    expect(await lookAgain(intake)).toEqual({ found: 0, unread: [] });
  });

  test('are a failure and a photo if the still is none', async () => {
    await begin({ 'a.HEIC': 'damaged', 'a.MOV': CLIP });
    expect(await names()).toEqual(['a.MOV']);
    await write(folder, 'a.HEIC', 'whole');
    await look();
    expect([await names(), await failedFiles()]).toEqual([['a.HEIC *'], []]);
  });

  test('stay one photo where either is edited', async () => {
    await begin({ 'a.HEIC': 'red', 'a.MOV': CLIP });
    await write(folder, 'a.HEIC', 'another red');
    expect(await look()).toEqual([]);
    expect(await names()).toEqual(['a.HEIC *']);
    await write(folder, 'a.MOV', clipText(3));
    expect(await look()).toEqual([]);
    expect(await (await clipOf(await numberOf('a.HEIC'), picked))?.text()).toBe(clipText(3));
    // It is a film now.
    await write(folder, 'a.MOV', clipText(90));
    await look();
    expect(await names()).toEqual(['a.HEIC', 'a.MOV']);
  });
});

describe('of a folder that arrives piece by piece', () => {
  test('a photo gets its clip when that comes', async () => {
    await begin({ 'a.HEIC': 'red' });
    await markPhotos([1], { favourite: true });
    await write(folder, 'a.MOV', CLIP);
    expect(await look()).toEqual([]);
    expect(await names()).toEqual(['a.HEIC *']);
    expect((await photosOf([1]))[0]).toMatchObject({ favourite: true, live: true });
  });

  test('a video that was a photo becomes the clip of its still, with what the user made of it', async () => {
    await begin({ 'a.MOV': CLIP });
    await markPhotos([1], { addTags: ['kyoto'] });
    await write(folder, 'a.HEIC', 'red');
    expect((await look()).length).toBe(1);
    expect(await names()).toEqual(['a.HEIC *']);
    expect((await photosOf([await numberOf('a.HEIC')]))[0]?.tags).toEqual(['kyoto']);
    expect([await photosOf([1]), await files()]).toEqual([[], ['a.HEIC a.MOV']]);
  });

  test('a video that failed is one no longer', async () => {
    await begin({ 'a.MOV': 'damaged' });
    expect((await failedFiles()).length).toBe(1);
    await put({ 'a.HEIC': 'red', 'a.MOV': CLIP });
    await look();
    expect([await names(), await failedFiles()]).toEqual([['a.HEIC *'], []]);
  });
});

describe('over time', () => {
  beforeEach(() => begin({ 'a.HEIC': 'red', 'a.MOV': CLIP }));

  test('a photo whose video is deleted stays, and plays nothing', async () => {
    await remove('a.MOV');
    await look();
    expect(await names()).toEqual(['a.HEIC']);
    expect(await clipOf(1, picked)).toBeNull();
  });

  test('a video whose still is deleted becomes a photo, and its clip again when that is back', async () => {
    await remove('a.HEIC');
    expect(await look()).toEqual([]);
    expect([await names(), (await awayPhotos()).missing()]).toEqual([['a.MOV'], [1]]);
    await write(folder, 'a.HEIC', 'red');
    await look();
    expect([await names(), await files()]).toEqual([['a.HEIC *'], ['a.HEIC a.MOV']]);
  });

  test('both stay together if they are moved, or gone and back', async () => {
    await put({ 'trip/b.HEIC': 'red', 'trip/b.MOV': CLIP });
    await remove('a.HEIC', 'a.MOV');
    expect(await look()).toEqual([]);
    expect([await names(), await files()]).toEqual([['b.HEIC *'], ['trip/b.HEIC trip/b.MOV']]);
    await remove('trip/b.HEIC', 'trip/b.MOV');
    await look();
    expect(await names()).toEqual([]);
    await put({ 'trip/b.HEIC': 'red', 'trip/b.MOV': CLIP });
    expect(await look()).toEqual([]);
    expect(await names()).toEqual(['b.HEIC *']);
  });

  test('a still that is renamed alone leaves its video behind', async () => {
    await put({ 'b.HEIC': 'red' });
    await remove('a.HEIC');
    await look();
    expect(await names()).toEqual(['a.MOV', 'b.HEIC']);
  });

  test('a photo that is removed by hand stays out with its video', async () => {
    await photos().removePhotos([1]);
    await look();
    expect([await names(), await files()]).toEqual([[], []]);
  });

  test('a photo that is deleted for good takes its video along, unless that has changed', async () => {
    await put({ 'b.HEIC': 'blue', 'b.MOV': clipText(3) });
    await look();
    const verbs = photos();
    const plan = await verbs.filesOf([1, await numberOf('b.HEIC')]);
    expect(plan.map(({ path }) => path)).toEqual(['a.HEIC', 'a.MOV', 'b.HEIC', 'b.MOV']);
    await write(folder, 'b.MOV', clipText(4));
    const outcome = await verbs.deleteFiles(plan);
    expect(outcome.map(({ problem }) => problem)).toEqual([null, null, null, 'file-changed']);
    expect(await Array.fromAsync(folder.keys())).toEqual(['b.MOV']);
  });

  test('a video stays if its still could not be deleted', async () => {
    const verbs = photos();
    const plan = await verbs.filesOf([1]);
    await write(folder, 'a.HEIC', 'another');
    expect((await verbs.deleteFiles(plan)).map(({ problem }) => problem)).toEqual([
      'file-changed',
      'file-changed',
    ]);
    expect((await Array.fromAsync(folder.keys())).sort()).toEqual(['a.HEIC', 'a.MOV']);
  });

  test('a copy has both files, of one name', async () => {
    const { file, clip } = (await takeOut(1, picked)) ?? {};
    expect([file?.name, clip?.name, await clip?.text()]).toEqual(['a.HEIC', 'a.MOV', CLIP]);
  });
});

describe('files that cannot be read again', () => {
  const given = (files: Record<string, string>) =>
    partsOf(
      Object.entries(files).map(([path, text]) => ({
        path,
        file: fileOf(path.split('/').at(-1) ?? '', text),
      })),
    );

  test('are paired in each pick, and play as long as the tab lives', async () => {
    await sources().addFiles(
      given({ 'a.MOV': CLIP, 'a.HEIC': 'red', 'b.mp4': clipText(30), 'b.jpg': 'blue' }),
    );
    await index();
    expect([await names(), await allQueued()]).toEqual([['a.HEIC *', 'b.jpg', 'b.mp4'], []]);
    const no = await numberOf('a.HEIC');
    expect(await (await clipOf(no, picked))?.text()).toBe(CLIP);
    expect(await clipOf(no, new PickedBytes())).toBeNull();
  });

  test('are paired in their own folder', async () => {
    await sources().addFolderFiles(
      'Trip',
      given({ 'x/a.MOV': CLIP, 'y/a.HEIC': 'red', 'y/a.mov': clipText(3) }),
    );
    await index();
    expect(await names()).toEqual(['a.HEIC *', 'a.MOV']);
  });

  test('that wait as copies after a reload are paired all the same', async () => {
    await sources().addFiles(given({ 'a.MOV': CLIP, 'a.HEIC': 'red' }));
    expect((await allQueued()).map(({ path, kept }) => [path, kept])).toEqual([
      ['a.HEIC', true],
      ['a.MOV', true],
    ]);
    picked = new PickedBytes();
    await index();
    expect(await names()).toEqual(['a.HEIC *']);
  });
});
