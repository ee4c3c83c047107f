import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PhotoNo } from '#core/photo';
import { type Moment, momentAt, wallTime } from '#core/wall-clock';
import { DEFAULT_CHOICE } from '#models/default-choice';
import { updateChoices } from '#store/choices';
import { eraseDatabase } from '#store/database';
import { cardsAfter, markPhotos, photosOf, removePhotos } from '#store/photos';
import { allQueued } from '#store/queue';
import type { QueuedFile } from '#store/schema';
import { photosIn } from '#store/vectors';
import { SpaceChange } from '#workers/library/indexing/changing';
import { runPipeline } from '#workers/library/indexing/pipeline';
import { reencode } from '#workers/library/indexing/reencode';
import { detailsOf, takeOut } from '#workers/library/photos/taking-out';
import { Intake } from '#workers/library/sources/intake';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { fileOf, newFolder, removeFolder, runParts, SPACE, write } from '../library-doubles';

let picked: PickedBytes;
let folder: FileSystemDirectoryHandle;

beforeEach(async () => {
  await eraseDatabase();
  picked = new PickedBytes();
  folder = await newFolder('Pipeline');
});

afterEach(async () => {
  vi.restoreAllMocks();
  await removeFolder('Pipeline');
  await eraseDatabase();
});

async function addFiles(source: string, files: Record<string, string>): Promise<void> {
  const all = Object.entries(files).map(([path, text]) => ({ path, file: fileOf(path, text) }));
  await new Intake(picked, () => undefined).addFiles('files', source, '', all);
}

async function addFolder(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) await write(folder, path, text);
  const source = { id: 'folder', kind: 'folder' as const, name: 'Pipeline', added: 0, handle: folder };
  await new Intake(picked, () => undefined).addFolder(source);
}

/** Indexes the files in the queue. */
async function index(parts = runParts()) {
  const failed: string[] = [];
  const removed: PhotoNo[] = [];
  await runPipeline(await allQueued(), {
    ...parts,
    picked,
    committed: async (files: QueuedFile[], changes) => {
      for (const { key } of files) picked.forget(key);
      removed.push(...changes.removed);
    },
    failed: async ({ path }, reason, detail) => void failed.push(`${path}: ${reason}, ${detail}`),
  });
  return { failed, removed };
}

const names = async () => (await cardsAfter(0)).map(({ name }) => name).sort();

describe('a run over waiting files', () => {
  test('makes photos of them in the space of the target', async () => {
    await addFiles('a', { 'x.jpg': 'red', 'y.jpg': 'blue' });
    expect(await index()).toEqual({ failed: [], removed: [] });
    expect(await names()).toEqual(['x.jpg', 'y.jpg']);
    expect((await photosIn(SPACE.id)).size).toBe(2);
    expect(await allQueued()).toEqual([]);
  });

  test('makes one photo of files with the same bytes, with an origin for each', async () => {
    await addFiles('a', { 'x.jpg': 'red' });
    await index();
    await addFiles('b', { 'copy.jpg': 'red' });
    const decode = vi.fn();
    const parts = runParts();
    await index({ ...parts, decoders: { ...parts.decoders, decode } });
    expect(decode).not.toHaveBeenCalled();
    const [card] = await cardsAfter(0);
    const [details] = await detailsOf([card?.no ?? 0]);
    expect(details?.origins.map(({ path }) => path)).toEqual(['x.jpg', 'copy.jpg']);
  });

  const CAMERA: Moment = { taken: wallTime(2024, 1, 1, 8), offset: 540 };

  test('dates a photo by its metadata, else its name, else its file', async () => {
    await addFiles('a', {
      'IMG_20190704_123456.jpg': 'red',
      'x.jpg': 'blue',
      'IMG_20190704_000000.jpg': 'camera',
    });
    const parts = runParts();
    await index({
      ...parts,
      decoders: {
        ...parts.decoders,
        decode: async (bytes, ...rest) => {
          const isOfCamera = bytes.byteLength === 'camera'.length;
          const outcome = await parts.decoders.decode(bytes, ...rest);
          if (outcome.ok && isOfCamera) outcome.picture.moment = CAMERA;
          return outcome;
        },
      },
    });
    const photos = await photosOf((await cardsAfter(0)).map(({ no }) => no));
    const moments = photos.map(({ takenFrom, taken, offset }) => ({ takenFrom, taken, offset }));
    expect(moments.sort((a, b) => a.takenFrom.localeCompare(b.takenFrom))).toEqual([
      { takenFrom: 'camera', ...CAMERA },
      // A file's own time is an instant.
      { takenFrom: 'file', ...momentAt(5) },
      { takenFrom: 'name', taken: wallTime(2019, 7, 4, 12, 34, 56) },
    ]);
  });

  test('dates a photo by Google’s record after its name, and before its file', async () => {
    await addFiles('a', { 'IMG_20190704_123456.jpg': 'red', 'x.jpg': 'blue' });
    const parts = runParts();
    const decode: typeof parts.decoders.decode = async (...args) => {
      const outcome = await parts.decoders.decode(...args);
      if (outcome.ok) outcome.picture.recorded = CAMERA;
      return outcome;
    };
    await index({ ...parts, decoders: { ...parts.decoders, decode } });
    const photos = await photosOf((await cardsAfter(0)).map(({ no }) => no));
    expect(photos.map(({ takenFrom, taken }) => [takenFrom, taken]).sort()).toEqual([
      ['camera', CAMERA.taken],
      ['name', wallTime(2019, 7, 4, 12, 34, 56)],
    ]);
    expect(photos.some((photo) => 'recorded' in photo)).toBe(false);
  });

  test('takes tags and a star from a file once: later the user’s own stay', async () => {
    const parts = runParts();
    const decode: typeof parts.decoders.decode = async (...args) => {
      const outcome = await parts.decoders.decode(...args);
      if (outcome.ok) Object.assign(outcome.picture, { tags: ['kyoto'], favourite: true });
      return outcome;
    };
    const marking = { ...parts, decoders: { ...parts.decoders, decode } };
    const marks = async () => {
      const [photo] = await photosOf((await cardsAfter(0)).map(({ no }) => no));
      return [photo?.tags, photo?.favourite];
    };
    await addFiles('a', { 'x.jpg': 'red' });
    await index(marking);
    expect(await marks()).toEqual([['kyoto'], true]);
    expect((await cardsAfter(0))[0]?.favourite).toBe(true);
    const [card] = await cardsAfter(0);
    await markPhotos([card?.no ?? 0], { favourite: false, removeTags: ['kyoto'], addTags: ['autumn'] });
    await addFiles('b', { 'copy.jpg': 'red' });
    await index(marking);
    expect(await marks()).toEqual([['autumn'], undefined]);
  });

  test('reports a file that cannot be decoded, or has no bytes any more, and goes on', async () => {
    await addFiles('a', { 'bad.jpg': 'damaged', 'x.jpg': 'red' });
    await addFolder({ 'gone.jpg': 'blue' });
    await folder.removeEntry('gone.jpg');
    const { failed } = await index();
    expect(failed.map((line) => line.replace(/,.*/, '')).sort()).toEqual([
      'bad.jpg: damaged',
      'gone.jpg: source-gone',
    ]);
    expect(await names()).toEqual(['x.jpg']);
  });

  test('reports a picture that no encoder accepts', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    await addFiles('a', { 'x.jpg': 'red' });
    const parts = runParts();
    const encode = () => Promise.reject(new Error('died'));
    expect((await index({ ...parts, encoder: { ...parts.encoder, encode } })).failed).toEqual([
      'x.jpg: encoder-failed, died',
    ]);
    expect(await names()).toEqual([]);
  });

  test('deletes a photo that has no file any more because its file has changed', async () => {
    await addFolder({ 'a.jpg': 'red' });
    await index();
    const [before] = await cardsAfter(0);
    await write(folder, 'a.jpg', 'another red');
    await addFolder({});
    expect((await index()).removed).toEqual([before?.no]);
  });
});

describe('photos encoded for another space', () => {
  const NEXT = { ...SPACE, id: 'test-2' };

  function partsOf(space: string) {
    const parts = runParts();
    return { ...parts, target: { ...parts.target, space: { ...SPACE, id: space } } };
  }

  async function reencodeAll() {
    const done: number[] = [];
    const skipped: PhotoNo[] = [];
    const seen: number[] = [];
    const parts = partsOf(NEXT.id);
    await reencode(
      (await cardsAfter(0)).map(({ no }) => no),
      {
        ...parts,
        encoder: {
          ...parts.encoder,
          encode: async (pictures) => {
            seen.push(...pictures.map(([first = 0]) => first));
            return parts.encoder.encode(pictures);
          },
        },
        done: async (photos) => void done.push(...photos),
        skipped: (photo) => void skipped.push(photo),
      },
    );
    return { done: done.length, skipped, seen };
  }

  test('come from the original, or from the preview if that cannot be read', async () => {
    await addFolder({ 'a.jpg': 'red' });
    await addFiles('a', { 'x.jpg': 'blue' });
    await index();
    const { done, seen } = await reencodeAll();
    expect(done).toBe(2);
    expect(seen.sort((a, b) => a - b)).toEqual(['red'.length, 'preview of blue'.length]);
    expect((await photosIn(NEXT.id)).size).toBe(2);
  });

  test('are skipped if neither can be decoded', async () => {
    await addFiles('a', { 'x.jpg': 'red', 'y.jpg': 'blue' });
    const parts = runParts();
    await index({
      ...parts,
      decoders: {
        ...parts.decoders,
        decode: async (bytes, ...rest) => {
          const outcome = await parts.decoders.decode(bytes, ...rest);
          if (outcome.ok && outcome.picture.pixels[0] === 3) outcome.picture.preview = new Blob(['damaged']);
          return outcome;
        },
      },
    });
    const { done, skipped } = await reencodeAll();
    expect(done).toBe(1);
    expect(skipped).toHaveLength(1);
  });

  test('are counted, and the space takes over when all are encoded', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    await addFiles('a', { 'x.jpg': 'red', 'y.jpg': 'blue' });
    await index(partsOf(DEFAULT_CHOICE.space));
    const next = { space: 'clip-b32', image: 'clip-b32/image/q8' };
    await updateChoices(DEFAULT_CHOICE, ({ active }) => ({ active, next }));
    const change = new SpaceChange();
    await change.look();
    expect(change.progress()).toEqual({ done: 0, total: 2 });
    const told = vi.fn(async () => undefined);
    await change.work(await change.missing(), partsOf(next.space), told);
    expect(told).toHaveBeenCalled();
    expect(change.progress()).toEqual({ done: 2, total: 2 });
    expect(await change.missing()).toEqual([]);
    expect(await change.finish()).toBe(true);
    expect(change.progress()).toBeNull();
    expect((await photosIn(DEFAULT_CHOICE.space)).size).toBe(0);
    expect(await change.finish()).toBe(false);
  });
});

describe('a photo taken out', () => {
  test('is the original, or the preview under a fitting name if that cannot be read', async () => {
    await addFolder({ 'a.png': 'red' });
    await addFiles('a', { 'x.png': 'blue' });
    await index();
    const cards = new Map((await cardsAfter(0)).map(({ name, no }) => [name, no]));
    const original = await takeOut(cards.get('a.png') ?? 0);
    expect([original?.original, original?.file.name, await original?.file.text()]).toEqual([
      true,
      'a.png',
      'red',
    ]);
    const preview = await takeOut(cards.get('x.png') ?? 0);
    expect([preview?.original, preview?.file.name, await preview?.file.text()]).toEqual([
      false,
      'x.jpg',
      'preview of blue',
    ]);
  });

  test('is null once it was removed', async () => {
    await addFiles('a', { 'x.jpg': 'red' });
    await index();
    const [card] = await cardsAfter(0);
    const no = card?.no ?? 0;
    await removePhotos([no]);
    expect(await takeOut(no)).toBeNull();
    expect(await detailsOf([no])).toEqual([]);
  });
});
