import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PhotoNo } from '#core/photo';
import { type Moment, momentAt, wallTime } from '#core/wall-clock';
import { DEFAULT_CHOICE } from '#models/default-choice';
import { allCards } from '#store/card-packs';
import { updateChoices } from '#store/choices';
import { eraseDatabase } from '#store/database';
import { allFrames, allRowNos } from '#store/frames';
import { allPhotoNos, markPhotos, photosOf, previewOf, removePhotos } from '#store/photos';
import { allQueued } from '#store/queue';
import type { QueuedFile } from '#store/schema';
import { updateSetting } from '#store/settings';
import { originsOf } from '#store/sources';
import { photosIn, vectorsOf } from '#store/vectors';
import { SpaceChange } from '#workers/library/indexing/changing';
import { runPipeline } from '#workers/library/indexing/pipeline';
import { reencode } from '#workers/library/indexing/reencode';
import { Showing } from '#workers/library/photos/showing';
import { clipOf, detailsOf, takeOut } from '#workers/library/photos/taking-out';
import { Intake } from '#workers/library/sources/intake';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { fileOf, newFolder, removeFolder, runParts, SPACE, videoOf, write } from '../library-doubles';

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

const names = async () => (await allCards()).map(({ name }) => name).sort();

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
    const [card] = await allCards();
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
    const photos = await photosOf((await allCards()).map(({ no }) => no));
    const moments = photos.map(({ takenFrom, taken, offset }) => ({ takenFrom, taken, offset }));
    expect(moments.sort((a, b) => a.takenFrom.localeCompare(b.takenFrom))).toEqual([
      { takenFrom: 'camera', ...CAMERA },
      // A file's own time is an instant.
      { takenFrom: 'file', ...momentAt(5) },
      { takenFrom: 'name', taken: wallTime(2019, 7, 4, 12, 34, 56) },
    ]);
  });

  test('dates a photo by Google’s record or its last change after its name, and before its file', async () => {
    await addFiles('a', { 'IMG_20190704_123456.jpg': 'red', 'x.jpg': 'blue' });
    const parts = runParts();
    const decode: typeof parts.decoders.decode = async (...args) => {
      const outcome = await parts.decoders.decode(...args);
      if (outcome.ok) outcome.picture.recorded = CAMERA;
      return outcome;
    };
    await index({ ...parts, decoders: { ...parts.decoders, decode } });
    const photos = await photosOf((await allCards()).map(({ no }) => no));
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
      const [photo] = await photosOf((await allCards()).map(({ no }) => no));
      return [photo?.tags, photo?.favourite];
    };
    await addFiles('a', { 'x.jpg': 'red' });
    await index(marking);
    expect(await marks()).toEqual([['kyoto'], true]);
    expect((await allCards())[0]?.favourite).toBe(true);
    const [card] = await allCards();
    await markPhotos([card?.no ?? 0], { favourite: false, removeTags: ['kyoto'], addTags: ['autumn'] });
    await addFiles('b', { 'copy.jpg': 'red' });
    await index(marking);
    expect(await marks()).toEqual([['autumn'], undefined]);
  });

  test('makes one photo of a video, with its further pictures', async () => {
    const trip = videoOf('trip.mp4', 'red green ocean_');
    await new Intake(picked, () => undefined).addFiles('files', 'a', '', [{ path: 'trip.mp4', file: trip }]);
    expect(await index()).toEqual({ failed: [], removed: [] });
    const [card, ...others] = await allCards();
    expect([card?.name, card?.video, others]).toEqual(['trip.mp4', { seconds: 30, poster: 1 }, []]);
    const no = card?.no ?? 0;
    const frames = await allFrames();
    expect(frames.map(({ photo, seconds }) => [photo, seconds])).toEqual([
      [no, 10],
      [no, 20],
    ]);
    const rows = [no, ...frames.map((frame) => frame.no)];
    expect([...(await photosIn(SPACE.id))]).toEqual(rows);
    expect((await vectorsOf(SPACE.id, rows)).map((vector) => vector?.[0])).toEqual(
      ['red', 'green', 'ocean_'].map(({ length }) => Math.fround(Math.sin(length))),
    );
    const showing = new Showing();
    expect(await (await showing.picture(frames[1]?.no ?? 0))?.text()).toBe('preview of ocean_');
    expect(await (await showing.picture(no))?.text()).toBe('preview of red');
    // Picked in this tab, so it can be played here alone.
    expect(await (await clipOf(no, picked))?.text()).toBe(await trip.text());
    expect(await clipOf(no, new PickedBytes())).toBeNull();

    await addFiles('b', { 'x.jpg': 'sea' });
    await index();
    expect(new Set([...rows, ...(await allPhotoNos())]).size).toBe(4);
    await removePhotos([no]);
    expect(await allFrames()).toEqual([]);
    expect((await photosIn(SPACE.id)).size).toBe(1);
    expect(await previewOf(rows[2] ?? 0)).toBeUndefined();
  });

  test('deletes a video that was edited with all its pictures, and keeps its marks', async () => {
    const film = (words: string) => videoOf('trip.mp4', words).text();
    await addFolder({ 'trip.mp4': await film('red green') });
    await index();
    const [before] = await allCards();
    await markPhotos([before?.no ?? 0], { favourite: true });
    await addFolder({ 'trip.mp4': await film('blue ocean_ sea') });
    expect((await index()).removed).toEqual([before?.no]);
    const [after, ...others] = await allCards();
    expect([after?.favourite, others]).toEqual([true, []]);
    expect((await allFrames()).map(({ photo }) => photo)).toEqual([after?.no, after?.no]);
    expect((await photosIn(SPACE.id)).size).toBe(3);
  });

  test('reads a video again that changes while it is being decoded', async () => {
    const film = (words: string) => videoOf('trip.mp4', words).text();
    await addFolder({ 'trip.mp4': await film('half') });
    const parts = runParts();
    let grown = false;
    const video: typeof parts.decoders.video = async (...args) => {
      if (grown) return parts.decoders.video(...args);
      grown = true;
      await write(folder, 'trip.mp4', await film('red green ocean_'));
      return { ok: false, reason: 'damaged', detail: 'Cut off.' };
    };
    expect(await index({ ...parts, decoders: { ...parts.decoders, video } })).toEqual({
      failed: [],
      removed: [],
    });
    expect((await allFrames()).length).toBe(2);
    const [origin] = await originsOf('folder');
    expect(origin?.bytes).toBe((await film('red green ocean_')).length);
  });

  test('leaves out a recording of the screen like a screenshot', async () => {
    await updateSetting('leaveOut', () => ({ screenshots: true }));
    const path = 'Screenrecord_1.mp4';
    const file = videoOf(path, 'red green');
    await new Intake(picked, () => undefined).addFiles('files', 'a', '', [{ path, file }]);
    expect((await index()).failed).toEqual([]);
    expect(await allCards()).toEqual([]);
    expect((await allFrames()).length).toBe(1);
  });

  test('keeps a video of which some pictures cannot be encoded', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const file = videoOf('trip.mp4', 'red green ocean_');
    await new Intake(picked, () => undefined).addFiles('files', 'a', '', [{ path: 'trip.mp4', file }]);
    const parts = runParts();
    const encode = async (pictures: readonly Uint8Array[]) => {
      if (pictures.some(([first]) => first === 'green'.length)) throw new Error('died');
      return parts.encoder.encode(pictures);
    };
    expect((await index({ ...parts, encoder: { ...parts.encoder, encode } })).failed).toEqual([]);
    expect(await names()).toEqual(['trip.mp4']);
    expect((await allFrames()).map(({ seconds }) => seconds)).toEqual([20]);
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
    const [before] = await allCards();
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
      (await allCards()).map(({ no }) => no),
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

  test('include every picture of a video, which is not decoded again', async () => {
    await write(folder, 'trip.mp4', await videoOf('trip.mp4', 'red green').text());
    await addFolder({});
    await index();
    await reencode(await allRowNos(), {
      ...partsOf(NEXT.id),
      done: async () => undefined,
      skipped: (photo) => expect.fail(`${photo} was skipped`),
    });
    const vectors = await vectorsOf(NEXT.id, await allRowNos());
    expect(vectors.map((vector) => vector?.[0])).toEqual(
      ['preview of red', 'preview of green'].map(({ length }) => Math.fround(Math.sin(length))),
    );
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
    const cards = new Map((await allCards()).map(({ name, no }) => [name, no]));
    const original = await takeOut(cards.get('a.png') ?? 0, picked);
    expect([original?.original, original?.file.name, await original?.file.text()]).toEqual([
      true,
      'a.png',
      'red',
    ]);
    const preview = await takeOut(cards.get('x.png') ?? 0, picked);
    expect([preview?.original, preview?.file.name, await preview?.file.text()]).toEqual([
      false,
      'x.jpg',
      'preview of blue',
    ]);
  });

  test('is null once it was removed', async () => {
    await addFiles('a', { 'x.jpg': 'red' });
    await index();
    const [card] = await allCards();
    const no = card?.no ?? 0;
    await removePhotos([no]);
    expect(await takeOut(no, picked)).toBeNull();
    expect(await detailsOf([no])).toEqual([]);
  });
});
