/** Builds that the device makes: against a mirror, with the workers that make and test them. */

import { afterAll, afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { fileKey, type ImageEntry } from '#core/space';
import { wallTime } from '#core/wall-clock';
import { findEncoder } from '#models/catalogue';
import { eraseDatabase } from '#store/database';
import { addPart, keepFile, partsOf, readModelFile, storedFile } from '#store/model-files';
import { commitArrivals } from '#store/photos';
import { enqueue } from '#store/queue';
import { setting } from '#store/settings';
import { ImageEmbedder } from '#workers/encode/image-encoder';
import { agreementOf } from '#workers/models/comparing';
import { MODELS_EVENTS, type Presence } from '#workers/models/contract';
import { Models } from '#workers/models/models';
import { presenceOf } from '#workers/models/presence';
import { openChannel } from '#workers/shared/channel';
import { withLock } from '#workers/shared/locks';

/** Between attempts; here nobody waits. */
vi.mock('#workers/models/pause', () => ({ pause: async () => undefined }));

/** Set, the source sees every other number of each vector turned around. */
const differing = vi.hoisted(() => ({ now: false }));
vi.mock('#workers/models/comparing', async (original) => {
  const real = await original<typeof import('#workers/models/comparing')>();
  const turned = (vector: Float32Array) => vector.map((value, i) => (i % 2 ? value : -value));
  return {
    ...real,
    agreementOf: (full: Float32Array[], small: Float32Array[]) =>
      real.agreementOf(differing.now ? full.map(turned) : full, small),
  };
});

const BUILD = 'clip-b32/image/made-q8';
const SOURCE = 'clip-b32/image/fp16';

let models: Models;
let token = 0;

beforeEach(async () => {
  await eraseDatabase();
  models = await opened();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => eraseDatabase());

/** A models worker as it is after the page was loaded. */
async function opened(): Promise<Models> {
  const fresh = new Models();
  await fresh.open();
  return fresh;
}

async function useMirror(fault: string): Promise<void> {
  await models.useMirror(`http://localhost:${inject('mirrorPort')}/${fault}/making-${++token}/`);
}

function entry(id: string): ImageEntry {
  const found = findEncoder(id);
  const image = found?.space.images.find((each) => each.id === id);
  if (!image) throw new Error(`There is no ${id}.`);
  return image;
}

function graphFile(id: string) {
  const { home, files, graph } = entry(id);
  const file = files.find(({ path }) => path === graph);
  if (!file) throw new Error(`${id} has no graph.`);
  return { home, file, key: fileKey(home, file) };
}

const presence = (id: string) => presenceOf(entry(id));

/** What is told of an encoder, until `stop`. */
function listen(id: string): { told: Presence[]; stop: () => void } {
  const channel = openChannel(MODELS_EVENTS);
  const told: Presence[] = [];
  channel.hear((event) => {
    if (event.type === 'presence' && event.encoder === id) told.push(event.presence);
  });
  return { told, stop: () => channel.close() };
}

test('its source is fetched, it is made of it, tested, and ready with what the test gave', async () => {
  const { told, stop } = listen(BUILD);
  await useMirror('good');
  await models.install(BUILD);
  await expect.poll(() => told.at(-1)?.state).toBe('ready');
  stop();
  const ready = await presence(BUILD);
  expect(ready).toEqual({ state: 'ready', agreement: expect.any(Number) });
  expect(ready.state === 'ready' && ready.agreement).toBeGreaterThan(0.98);
  expect(await presence(SOURCE)).toEqual({ state: 'ready' });
  const shares = told.flatMap((each) => (each.state === 'making' ? each.share : []));
  expect(shares.length).toBeGreaterThan(6);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(await setting('wanted')).toEqual([]);
  // It is an encoder like any other.
  const encoder = await ImageEmbedder.open(entry(BUILD), 512, 'wasm', 1);
  expect(await encoder.encode(new Uint8Array(224 * 224 * 3), 1)).toHaveLength(512);
});

test('photos of the library are part of the test', async () => {
  await addPhoto('panda.jpg');
  const { told, stop } = listen(BUILD);
  await useMirror('good');
  await models.install(BUILD);
  await expect.poll(() => told.at(-1)?.state).toBe('ready');
  stop();
  const before = told.flatMap((each) => (each.state === 'making' && each.share < 0.49 ? each.share : []));
  // Of four pictures, the golden ones and this, the last but one is at three quarters of the source's share.
  expect(before).toContainEqual(expect.closeTo(0.375));
});

/** A photo of the library, with a picture of the album as its preview. */
async function addPhoto(name: string): Promise<void> {
  const preview = await (await fetch(`/album/${name}`)).blob();
  const [file] = await enqueue([{ source: 'a', path: name, name, bytes: 1, modified: 5, tab: 'this' }]);
  if (!file) throw new Error('It was not queued.');
  const photo = { id: name, name, type: 'image/jpeg', bytes: 1, width: 2, height: 1, color: 0, added: 5 };
  const fresh = {
    photo: { ...photo, taken: wallTime(2024), takenFrom: 'file' as const },
    thumbnail: preview,
    preview,
    embedding: Float32Array.of(1, 0),
  };
  await commitArrivals([{ file, id: name, fresh }], { id: 'two', dimension: 2, build: 'two' });
}

test('what it is made of can be let go of, and it stays', async () => {
  await useMirror('good');
  await models.install(BUILD);
  await models.remove(SOURCE);
  expect((await presence(SOURCE)).state).not.toBe('ready');
  expect((await storedFile(graphFile(SOURCE).key))?.bytes).toBeUndefined();
  expect((await presence(BUILD)).state).toBe('ready');
  const asked = vi.spyOn(globalThis, 'fetch');
  await models.repair(BUILD);
  await models.install(BUILD);
  expect(asked).not.toHaveBeenCalled();
  await ImageEmbedder.open(entry(BUILD), 512, 'wasm', 1);
});

test('damaged in the store without its source, it is made anew of one that is fetched again', async () => {
  await useMirror('good');
  await models.install(BUILD);
  await models.remove(SOURCE);
  const { home, file, key } = graphFile(BUILD);
  const whole = await readModelFile(home, file);
  await addPart(key, 0, await new Blob(['damaged']).arrayBuffer());
  await models.repair(BUILD);
  expect(await readModelFile(home, file)).toEqual(whole);
  expect((await presence(SOURCE)).state).toBe('ready');
});

test('of a source that is damaged in the store nothing is made, and it is fetched again', async () => {
  await useMirror('good');
  await models.install(SOURCE);
  const { key } = graphFile(SOURCE);
  const whole = await readModelFile(entry(SOURCE).home, graphFile(SOURCE).file);
  const flipped = whole.slice();
  // A weight, not the structure: it still is a graph that runs.
  const at = flipped.length >> 1;
  flipped[at] = (flipped[at] ?? 0) ^ 1;
  await addPart(key, 0, flipped.buffer);
  await expect(models.install(BUILD)).rejects.toMatchObject({ code: 'model-damaged' });
  expect((await presence(BUILD)).state).toBe('absent');
  await expect
    .poll(() => readModelFile(entry(SOURCE).home, graphFile(SOURCE).file).catch(String))
    .toEqual(whole);
  // The models of the tests before hear of it too, and each has its turn.
  await withLock(`mitsuke-mend-${SOURCE}`, async () => undefined);
});

describe('nothing of it is left', () => {
  const expectNothing = async () => {
    const { key } = graphFile(BUILD);
    expect(await storedFile(key)).toBeUndefined();
    expect(await partsOf(key)).toEqual({ count: 0, bytes: 0 });
    expect(await presence(BUILD)).toEqual({ state: 'absent' });
  };

  test('where it is cancelled while its source comes: nor of that', async () => {
    const { told, stop } = listen(BUILD);
    await useMirror('slow');
    const installing = models.install(BUILD);
    await expect.poll(() => told.some((each) => each.state === 'loading' && each.loaded > 20_000)).toBe(true);
    await models.cancel(BUILD);
    await installing;
    stop();
    await expectNothing();
    await expect.poll(() => presence(SOURCE)).toEqual({ state: 'absent' });
    await expect.poll(() => setting('wanted')).toEqual([]);
  });

  test('where it is cancelled while it is made; its source is whole and stays', async () => {
    const { told, stop } = listen(BUILD);
    await useMirror('good');
    const installing = models.install(BUILD);
    await expect.poll(() => told.some(({ state }) => state === 'making')).toBe(true);
    await models.cancel(BUILD);
    await installing;
    stop();
    await expectNothing();
    expect(await presence(SOURCE)).toEqual({ state: 'ready' });
    expect(await setting('wanted')).toEqual([]);
  });

  test('where the disk is full', async () => {
    await useMirror('good');
    await models.install(SOURCE);
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args: Parameters<typeof put>
    ) {
      if (this.name === 'modelParts') throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, args);
    });
    await expect(models.install(BUILD)).rejects.toMatchObject({ code: 'disk-full' });
    vi.restoreAllMocks();
    await expectNothing();
  });

  test('where its source cannot be fetched', async () => {
    await useMirror('missing');
    await expect(models.install(BUILD)).rejects.toMatchObject({ code: 'network' });
    await expectNothing();
  });
});

test('where too little is free for source and build together, nothing is fetched', async () => {
  const bytes = graphFile(SOURCE).file.bytes ?? 0;
  vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ quota: 20_000_000 + bytes * 1.5, usage: 0 });
  const asked = vi.spyOn(globalThis, 'fetch');
  await useMirror('good');
  await expect(models.install(BUILD)).rejects.toMatchObject({ code: 'disk-full' });
  expect(asked).not.toHaveBeenCalled();
});

test('a reload in the middle begins it again by itself', async () => {
  await useMirror('missing');
  await models.install(BUILD).catch(() => undefined);
  expect(await setting('wanted')).toContain(BUILD);
  await useMirror('good');
  const { told, stop } = listen(BUILD);
  models = await opened();
  await expect.poll(() => told.at(-1)?.state).toBe('ready');
  stop();
  expect((await presence(BUILD)).state).toBe('ready');
});

describe('one that differs from its source', () => {
  /** As it is kept when the test was not passed. */
  const keepVerdict = () => {
    const { key, file } = graphFile(BUILD);
    const record = { key, path: file.path, bytes: 0, sha256: '', confirmed: false, agreement: 0.9312 };
    return keepFile(record, null);
  };

  test('is not used, says so after a reload too, and nobody’s word changes that', async () => {
    await keepVerdict();
    const verdict = { state: 'failed', problem: 'build-differs', detail: expect.stringContaining('0.9312') };
    expect(await presence(BUILD)).toEqual(verdict);
    await models.confirm(BUILD, true);
    expect(await presence(BUILD)).toEqual(verdict);
    const { home, file } = graphFile(BUILD);
    await expect(readModelFile(home, file)).rejects.toMatchObject({ code: 'model-missing' });
  });

  test('is made again if the user asks for it', async () => {
    await keepVerdict();
    await useMirror('good');
    await models.install(BUILD);
    expect((await presence(BUILD)).state).toBe('ready');
  });

  test('is dropped, is not made again by itself, and its source stays', async () => {
    await useMirror('good');
    await models.install(SOURCE);
    differing.now = true;
    await expect(models.install(BUILD)).rejects.toMatchObject({ code: 'build-differs' });
    differing.now = false;
    expect(await presence(BUILD)).toMatchObject({ state: 'failed', problem: 'build-differs' });
    expect(await partsOf(graphFile(BUILD).key)).toEqual({ count: 0, bytes: 0 });
    expect(await presence(SOURCE)).toEqual({ state: 'ready' });
    expect(await setting('wanted')).toEqual([]);
  });
});

test('one by an older recipe goes when the new one is made', async () => {
  const { key } = graphFile(BUILD);
  const older = key.replace('/1/', '/0/');
  await keepFile({ key: older, path: 'x', bytes: 1, sha256: '', confirmed: true }, Uint8Array.of(1));
  await useMirror('good');
  await models.install(BUILD);
  expect(await storedFile(older)).toBeUndefined();
  expect((await presence(BUILD)).state).toBe('ready');
});

test('two that ask at once make it once', async () => {
  await useMirror('good');
  await models.install(SOURCE);
  const other = await opened();
  const { told, stop } = listen(BUILD);
  await Promise.all([models.install(BUILD), models.install(BUILD), other.install(BUILD)]);
  await expect.poll(() => told.filter(({ state }) => state === 'ready').length).toBeGreaterThan(1);
  stop();
  expect(told.filter((each) => each.state === 'making' && each.share === 0)).toHaveLength(1);
});

describe('agreement', () => {
  const at = (cosine: number) => Float32Array.of(cosine, Math.sqrt(1 - cosine ** 2));
  const of = (...cosines: number[]) =>
    agreementOf(
      cosines.map(() => at(1)),
      cosines.map(at),
    );

  test('is the median', () => {
    expect(of(1, 0.99, 0.95, 0.97).median).toBeCloseTo(0.98, 6);
    expect(of(0.99, 0.999, 0.95).median).toBeCloseTo(0.99, 6);
  });

  test('must be 0.98, and no golden picture may go wrong altogether', () => {
    expect(of(0.99, 0.99, 0.99, 0.5).enough).toBe(true);
    expect(of(0.979, 0.979, 0.979, 0.979).enough).toBe(false);
    expect(of(0.99, 0.8, 0.99, 0.99).enough).toBe(false);
    expect(of(Number.NaN, 0.99, 0.99, 0.99).enough).toBe(false);
  });
});
