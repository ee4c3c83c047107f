import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Problem } from '#core/errors';
import type { PhotoNo } from '#core/photo';
import { dotCoded } from '#core/quantise';
import type { Choice, SpaceId } from '#core/space';
import { findSpace } from '#models/catalogue';
import { DEFAULT_CHOICE } from '#models/default-choice';
import { noteFiles } from '#store/away';
import { readChoices, takeOver, updateChoices } from '#store/choices';
import { database, eraseDatabase } from '#store/database';
import { allPhotoNos, removePhotos } from '#store/photos';
import { allQueued } from '#store/queue';
import { setting } from '#store/settings';
import { originsOf } from '#store/sources';
import { tilesOf } from '#store/tiles';
import { addVectors } from '#store/vectors';
import { type BackgroundState, LIBRARY_EVENTS, type LibraryEvent } from '#workers/library/contract';
import { runPipeline } from '#workers/library/indexing/pipeline';
import { Intake } from '#workers/library/sources/intake';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import type { Tiler } from '#workers/library/tiles/tiler';
import { Tiling } from '#workers/library/tiles/tiling';
import { tilesVerbs } from '#workers/library/tiles/verbs';
import { openChannel } from '#workers/shared/channel';
import { newFolder, removeFolder, runParts, write } from '../library-doubles';

const FIRST = DEFAULT_CHOICE;
const SECOND = choiceOf('clip-b32');

/** Returns the first build of a space of the catalogue. */
function choiceOf(id: SpaceId): Choice {
  const image = findSpace(id, [])?.images[0] ?? expect.fail(`There is no ${id}.`);
  return { space: id, image: image.id };
}

/** Photos are 2 x 1 pixels here: with an input of half a pixel they are large enough. */
let size = 0.5;
let space = FIRST.space;

const tiler = {
  aim: vi.fn(async () => ({ space, size })),
  tiles: vi.fn(async (_: Blob): Promise<Float32Array[] | null> => []),
  end: vi.fn(),
} satisfies Tiler;

const start = vi.fn(async (): Promise<Tiler> => tiler);
let isFree = true;
let tiling: Tiling;
let verbs: ReturnType<typeof tilesVerbs>;
let events: LibraryEvent[];
let folder: FileSystemDirectoryHandle;
openChannel(LIBRARY_EVENTS).hear((event) => events.push(event));

const NAMES = ['red', 'blue', 'sea'];

beforeEach(async () => {
  await eraseDatabase();
  vi.clearAllMocks();
  tiler.tiles.mockReset().mockImplementation(async () => [Float32Array.of(1, 0), Float32Array.of(0.6, 0.8)]);
  [isFree, size, space] = [true, 0.5, FIRST.space];
  events = [];
  tiling = new Tiling({ start, isFree: async () => isFree });
  verbs = tilesVerbs(tiling);
  folder = await newFolder('Photos');
  for (const text of NAMES) await write(folder, `${text}.jpg`, text);
  await index(folder);
});

afterEach(async () => {
  await tiling.stopped();
  await removeFolder('Photos');
  await eraseDatabase();
});

async function index(folder: FileSystemDirectoryHandle): Promise<void> {
  const picked = new PickedBytes();
  const intake = new Intake(picked, () => undefined);
  await intake.addFolder({ id: 'f', kind: 'folder', name: 'Photos', added: 0, handle: folder });
  const told = async () => undefined;
  const parts = runParts();
  const target = { ...parts.target, space: { ...parts.target.space, id: FIRST.space } };
  await runPipeline(await allQueued(), { ...parts, target, picked, committed: told, failed: told });
}

const until = (state: BackgroundState['state']) =>
  expect.poll(async () => (await verbs.tiles()).state).toBe(state);

const rowsIn = async (space: string, photos?: PhotoNo[]) =>
  (await tilesOf(space, photos ?? (await allPhotoNos()))).filter((row) => row !== undefined);

test('nothing is encoded until the user wants it', async () => {
  tiling.wake();
  await tiling.stopped();
  expect(await verbs.tiles()).toEqual({ state: 'off', read: 0, total: 3, problem: null });
  expect(start).not.toHaveBeenCalled();
  expect(events.map(({ type }) => type)).not.toContain('tiles');
});

test('each photo is divided once, from its original, the newest first; its vectors are kept in 8 bits', async () => {
  await verbs.makeTiles(true);
  await until('done');
  const [first, ...others] = await rowsIn(FIRST.space);
  expect(others).toHaveLength(2);
  expect(first?.scales).toHaveLength(2);
  const [codes, scale] = [first?.codes.subarray(2) ?? new Int8Array(), first?.scales[1] ?? 0];
  expect(dotCoded(Float32Array.of(0.6, 0.8), codes, scale)).toBeCloseTo(1, 2);
  const pictures = await Promise.all(tiler.tiles.mock.calls.map(([picture]) => picture.text()));
  expect(pictures.sort()).toEqual([...NAMES].sort());
  tiling.wake();
  await until('done');
  expect(tiler.tiles).toHaveBeenCalledTimes(3);
  const told = events.flatMap((event) => (event.type === 'tiled' ? event.photos : []));
  await expect.poll(() => told).toEqual((await allPhotoNos()).toReversed());
});

test('photos that are too small for tiles are not decoded, and are done', async () => {
  size = 0.51;
  await verbs.makeTiles(true);
  await until('done');
  expect(tiler.tiles).not.toHaveBeenCalled();
  expect((await rowsIn(FIRST.space)).map(({ scales }) => scales.length)).toEqual([0, 0, 0]);
  expect(events.map(({ type }) => type)).not.toContain('tiled');
});

test('a small copy does not stand for an original that is out of reach now', async () => {
  await folder.removeEntry('red.jpg');
  tiler.tiles.mockImplementation(async (picture) =>
    (await picture.text()).startsWith('preview') ? [] : [Float32Array.of(1, 0)],
  );
  await verbs.makeTiles(true);
  await until('done');
  expect(await rowsIn(FIRST.space)).toHaveLength(2);
  await write(folder, 'red.jpg', 'red');
  const later = new Tiling({ start, isFree: async () => true });
  later.wake();
  await expect.poll(async () => (await rowsIn(FIRST.space)).length).toBe(3);
});

test('waits while photos are indexed, and goes on when that is done', async () => {
  isFree = false;
  await verbs.makeTiles(true);
  await tiling.stopped();
  expect(await verbs.tiles()).toEqual({ state: 'waiting', read: 0, total: 3, problem: null });
  isFree = true;
  tiling.wake();
  await until('done');
});

test('a pause lets the photo in hand finish, and survives a new session, which does not do it again', async () => {
  const held = Promise.withResolvers<Float32Array[]>();
  tiler.tiles.mockImplementationOnce(() => held.promise);
  await verbs.makeTiles(true);
  await expect.poll(() => tiler.tiles.mock.calls.length).toBe(1);
  await verbs.pauseTiles(true);
  held.resolve([Float32Array.of(1, 0)]);
  await tiling.stopped();
  expect(await verbs.tiles()).toMatchObject({ state: 'paused', read: 1 });
  const later = new Tiling({ start, isFree: async () => true });
  later.wake();
  await later.stopped();
  expect(await later.state()).toMatchObject({ state: 'paused', read: 1 });
  await verbs.pauseTiles(false);
  await until('done');
  expect(tiler.tiles).toHaveBeenCalledTimes(3);
});

test('turning it off deletes everything, also what is being encoded', async () => {
  const held = Promise.withResolvers<Float32Array[]>();
  await verbs.makeTiles(true);
  await until('done');
  await (await database()).delete('tiles', [FIRST.space, (await allPhotoNos())[0] ?? 0]);
  tiler.tiles.mockImplementationOnce(() => held.promise);
  tiling.wake();
  await expect.poll(() => tiler.tiles.mock.calls.length).toBe(4);
  const off = verbs.makeTiles(false);
  await expect.poll(() => setting('makesTiles')).toBeUndefined();
  held.resolve([Float32Array.of(1, 0)]);
  await off;
  expect(await (await database()).count('tiles')).toBe(0);
  expect(await verbs.tiles()).toMatchObject({ state: 'off', read: 0 });
  await expect.poll(() => events).toContainEqual({ type: 'tiled', space: null, photos: [] });
});

test('another model has tiles of its own; the old ones leave with the old vectors', async () => {
  await verbs.makeTiles(true);
  await until('done');
  await updateChoices(FIRST, ({ active }) => ({ active, next: SECOND }));
  const nos = await allPhotoNos();
  await addVectors(
    nos.map((photo) => ({ space: SECOND.space, photo, build: 'b', vector: Float32Array.of(0, 1) })),
    2,
  );
  expect(await rowsIn(FIRST.space)).toHaveLength(3);
  expect(await takeOver(SECOND)).toBe(true);
  expect((await readChoices(FIRST)).active).toEqual(SECOND);
  expect(await (await database()).count('tiles')).toBe(0);
  expect(await verbs.tiles()).toMatchObject({ read: 0, total: 3 });
  // One that was in hand for the old model is not kept.
  tiling.wake();
  await tiling.stopped();
  expect(await (await database()).count('tiles')).toBe(0);
  space = SECOND.space;
  tiling.forgive();
  tiling.wake();
  await until('done');
  expect(await rowsIn(SECOND.space)).toHaveLength(3);
});

test('without the model it says why, and goes on when the model has come', async () => {
  start.mockRejectedValueOnce(new Problem('model-missing', 'Not here.'));
  await verbs.makeTiles(true);
  await until('unable');
  expect(await verbs.tiles()).toEqual({ state: 'unable', read: 0, total: 3, problem: 'model-missing' });
  tiling.modelCame();
  await until('done');
});

test('an encoder that dies is started anew, and the photo in hand does not hold the others up', async () => {
  tiler.tiles.mockRejectedValueOnce(new Problem('encoder-failed', 'It died.'));
  await verbs.makeTiles(true);
  await until('done');
  expect(start).toHaveBeenCalledTimes(2);
  expect(tiler.end).toHaveBeenCalled();
  expect(await rowsIn(FIRST.space)).toHaveLength(2);
});

test('the tiles of a photo leave with it, and stay while it is away', async () => {
  await verbs.makeTiles(true);
  await until('done');
  const [origin] = await originsOf('f');
  if (!origin) throw new Error('No file.');
  await noteFiles([origin], [], new Set());
  expect(await rowsIn(FIRST.space)).toHaveLength(3);
  expect(await verbs.tiles()).toMatchObject({ state: 'done', read: 2, total: 2 });
  const nos = await allPhotoNos();
  await removePhotos(nos);
  expect(await rowsIn(FIRST.space, nos)).toEqual([]);
  expect(await (await database()).count('tiles')).toBe(0);
});
