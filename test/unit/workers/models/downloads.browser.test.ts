/** Downloads of models, against a server with faults. */

import { afterAll, afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { fileKey, type ModelFile, type Plan } from '#core/space';
import { findEncoder } from '#models/catalogue';
import { RETIRED_FILES } from '#models/retired';
import { eraseDatabase } from '#store/database';
import { addPart, commitFile, damageOf, partsOf, readModelFile, storedFile } from '#store/model-files';
import { setting } from '#store/settings';
import { checkNowAndThen } from '#workers/models/checking';
import { MODELS_EVENTS, type Presence } from '#workers/models/contract';
import { Models } from '#workers/models/models';
import { presenceOf } from '#workers/models/presence';
import { openChannel } from '#workers/shared/channel';
import { tellDamage } from '#workers/shared/damage';
import { standIn } from '../encode/stand-ins';

/** Skips the pause between attempts. */
vi.mock('#workers/models/pause', () => ({ pause: async () => undefined }));
/** The models of earlier tests would check their files half a minute later, in the middle of another test. */
vi.mock('#workers/models/checking', async (actual) => {
  const { checkNowAndThen: check } = await actual<typeof import('#workers/models/checking')>();
  const checkNowAndThen: typeof check = async (encoders, mend, wait) => {
    if (wait !== undefined) await check(encoders, mend, wait);
  };
  return { checkNowAndThen };
});

const ENCODER = 'tinyclip-8m/image/q8';
/** An encoder without a published hash. */
const PINNED = 'uform3-small/image/q8';
/** An encoder whose hash is known and whose size is not. */
const UNSIZED = 'japanese-clip-base/image/q4f16';

let models: Models;
let token = 0;

beforeEach(async () => {
  await eraseDatabase();
  models = new Models();
  await models.open();
});
afterEach(async () => {
  vi.restoreAllMocks();
  // The models of all tests so far hear of damage, and mend it one after the other.
  await expect.poll(() => heldLocks('mitsuke-mend-')).toEqual([]);
});
afterAll(() => eraseDatabase());

/** Returns the names of locks with this beginning that are held or waited for. */
async function heldLocks(beginning: string): Promise<(string | undefined)[]> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return [...held, ...pending].map(({ name }) => name).filter((name) => name?.startsWith(beginning));
}

/** Installs an encoder from a mirror with this fault. */
async function install(fault: string, encoder = ENCODER): Promise<void> {
  token++;
  await models.useMirror(`http://localhost:${inject('mirrorPort')}/${fault}/${token}/`);
  await models.install(encoder);
}

function presence(encoder = ENCODER): Promise<Presence> {
  return presenceOf(entry(encoder));
}

async function graphHash(id = ENCODER): Promise<string> {
  const { home, files, graph } = entry(id);
  const file = files.find(({ path }) => path === graph);
  if (!file) throw new Error(`${id} has no graph.`);
  const bytes = await readModelFile(home, file);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function entry(id: string) {
  const found = findEncoder(id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found.encoder;
}

function graphSha(id = ENCODER): string | null | undefined {
  const { files, graph } = entry(id);
  return files.find(({ path }) => path === graph)?.sha256;
}

/** Records the presences of the encoder, until `stop`. */
function listen(encoder = ENCODER): { states: Presence[]; stop: () => void } {
  const channel = openChannel(MODELS_EVENTS);
  const states: Presence[] = [];
  channel.hear((event) => {
    if (event.type === 'presence' && event.encoder === encoder) states.push(event.presence);
  });
  return { states, stop: () => channel.close() };
}

describe('a download is complete, and what the catalogue names', () => {
  test.each(['good', 'redirect', 'busy', 'reset', 'reset-no-range', 'changed'])('over %s', async (fault) => {
    await install(fault);
    expect(await presence()).toEqual({ state: 'ready' });
    expect(await graphHash()).toBe(graphSha());
  });

  test('after a dropped connection, by fetching only the rest', async () => {
    const asked = vi.spyOn(globalThis, 'fetch');
    await install('reset');
    const ranges = asked.mock.calls
      .filter(([url]) => String(url).includes(entry(ENCODER).graph))
      .map(([, init]) => new Headers(init?.headers).get('range'));
    expect(ranges).toEqual([null, expect.stringMatching(/^bytes=[1-9]\d+-$/)]);
  });
});

test('a download goes on over a new connection to the database if the browser ends one in its middle', async () => {
  const { transaction } = IDBDatabase.prototype;
  let writes = 0;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    ...[stores, mode, options]
  ) {
    const isPart = mode === 'readwrite' && [stores].flat().includes('modelParts');
    if (isPart && ++writes === 2) this.close();
    return transaction.call(this, stores, mode, options);
  });
  const { states, stop } = listen();
  await install('good');
  stop();
  expect(writes).toBeGreaterThan(2);
  expect(await presence()).toEqual({ state: 'ready' });
  expect(await graphHash()).toBe(graphSha());
  expect(states.filter(({ state }) => state === 'failed')).toEqual([]);
});

test('two encoders that are requested at once are both resumed after a reload', async () => {
  await models.useMirror(`http://localhost:${inject('mirrorPort')}/missing/${++token}/`);
  const both = [ENCODER, PINNED];
  const installed = await Promise.allSettled(both.map((encoder) => models.install(encoder)));
  expect(installed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await setting('wanted'))?.toSorted()).toEqual(both.toSorted());
});

test('parts from before a reload are not fetched again', async () => {
  const { home, files, graph } = entry(ENCODER);
  const file = files.find(({ path }) => path === graph);
  if (!file) throw new Error('The encoder has no graph.');
  const whole = await standIn(home, graph);
  await addPart(fileKey(home, file), 0, await whole.slice(0, 100_000).arrayBuffer());
  const asked = vi.spyOn(globalThis, 'fetch');
  await install('good');
  const range = asked.mock.calls
    .filter(([url]) => String(url).includes(graph))
    .map(([, init]) => new Headers(init?.headers).get('range'));
  expect(range).toEqual(['bytes=100000-']);
  expect(await graphHash()).toBe(graphSha());
});

describe('a file of known hash and unknown size', () => {
  const file = () => entry(UNSIZED).files[0] as ModelFile;
  const rangesOf = (asked: { mock: { calls: Parameters<typeof fetch>[] } }) =>
    asked.mock.calls.map(([, init]) => new Headers(init?.headers).get('range'));

  test('is in the catalogue', () => {
    expect(file()).toMatchObject({ bytes: null, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test.each(['good', 'reset', 'reset-no-range', 'changed', 'ends-early', 'ends-early-no-range'])(
    'is complete after %s',
    async (fault) => {
      await install(fault, UNSIZED);
      expect(await presence(UNSIZED)).toEqual({ state: 'ready' });
      expect(await graphHash(UNSIZED)).toBe(graphSha(UNSIZED));
    },
  );

  test('is resumed where a response ended early', async () => {
    const asked = vi.spyOn(globalThis, 'fetch');
    await install('ends-early', UNSIZED);
    expect(rangesOf(asked)).toEqual([null, expect.stringMatching(/^bytes=[1-9]\d+-$/)]);
  });

  test('is taken if all of it was stored before a reload', async () => {
    const { home } = entry(UNSIZED);
    const whole = await standIn(home, file().path);
    await addPart(fileKey(home, file()), 0, await whole.arrayBuffer());
    const asked = vi.spyOn(globalThis, 'fetch');
    await install('good', UNSIZED);
    expect(rangesOf(asked)).toEqual([expect.stringMatching(/^bytes=[1-9]\d+-$/)]);
    expect(await graphHash(UNSIZED)).toBe(graphSha(UNSIZED));
  });

  test.each(['wrong', 'longer', 'truncated', 'html'])('is refused after %s', async (fault) => {
    await expect(install(fault, UNSIZED)).rejects.toMatchObject({ code: 'model-damaged' });
    expect((await presence(UNSIZED)).state).toMatch(/absent|begun/);
    await install('good', UNSIZED);
    expect(await graphHash(UNSIZED)).toBe(graphSha(UNSIZED));
  });

  test('has a total in its progress as soon as the server announces one', async () => {
    const { states, stop } = listen(UNSIZED);
    await install('good', UNSIZED);
    const { size } = await standIn(entry(UNSIZED).home, file().path);
    await expect
      .poll(() => states)
      .toContainEqual(expect.objectContaining({ state: 'loading', total: size }));
    stop();
  });

  test('is not downloaded if the announced size exceeds the free space', async () => {
    vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ quota: 20_000_500, usage: 0 });
    await expect(install('good', UNSIZED)).rejects.toMatchObject({ code: 'disk-full' });
    expect(await partsOf(fileKey(entry(UNSIZED).home, file()))).toEqual({ count: 0, bytes: 0 });
  });
});

describe('a bad download is refused, and leaves no usable model', () => {
  test.each([
    ['html', 'model-damaged'],
    ['wrong', 'model-damaged'],
    ['longer', 'model-damaged'],
    ['truncated', 'network'],
    ['always-reset', 'network'],
    ['missing', 'network'],
    ['forbidden', 'network'],
  ])(
    'from the mirror “%s”: %s',
    async (fault, code) => {
      await expect(install(fault)).rejects.toMatchObject({ code });
      expect((await presence()).state).toMatch(/absent|begun/);
      await expect(graphHash()).rejects.toMatchObject({ code: 'model-missing' });
      // A good server completes it afterwards.
      await install('good');
      expect(await graphHash()).toBe(graphSha());
    },
    30_000,
  );
});

test('a download without a network fails with its reason', async () => {
  await models.useMirror('http://localhost:9/');
  await expect(models.install(ENCODER)).rejects.toMatchObject({ code: 'network' });
});

test('a download fetches nothing if too little space is free', async () => {
  vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ quota: 1_000_000, usage: 999_000 });
  const asked = vi.spyOn(globalThis, 'fetch');
  await expect(install('good')).rejects.toMatchObject({ code: 'disk-full' });
  expect(asked).not.toHaveBeenCalled();
});

test('a download that fills the disk is reported and not used', async () => {
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args: Parameters<typeof put>
  ) {
    if (this.name === 'modelParts') throw new DOMException('full', 'QuotaExceededError');
    return put.apply(this, args);
  });
  await expect(install('good')).rejects.toMatchObject({ code: 'disk-full' });
  vi.restoreAllMocks();
  expect(await presence()).toEqual({ state: 'absent' });
});

test('a cancelled download deletes what has arrived', async () => {
  const { states, stop } = listen();
  const installing = install('slow');
  await expect.poll(() => states.some((each) => each.state === 'loading' && each.loaded > 0)).toBe(true);
  await models.cancel(ENCODER);
  await installing;
  stop();
  const { home, files, graph } = entry(ENCODER);
  const file = files.find(({ path }) => path === graph);
  expect(file && (await partsOf(fileKey(home, file)))).toEqual({ count: 0, bytes: 0 });
  // Its other files are deleted as well, though they were complete.
  expect(await presence()).toEqual({ state: 'absent' });
});

test('two concurrent requests share one download', async () => {
  const asked = vi.spyOn(globalThis, 'fetch');
  await Promise.all([install('good'), models.install(ENCODER)]);
  expect(asked.mock.calls.length).toBe(entry(ENCODER).files.length);
});

test('the other tower of a combined graph downloads only its own files', async () => {
  await install('good');
  const asked = vi.spyOn(globalThis, 'fetch');
  await install('good', 'tinyclip-8m/text/q8');
  expect(asked.mock.calls.map(([url]) => String(url).split('/').at(-1))).toEqual(['tokenizer.json']);
});

describe('a file of unknown hash', () => {
  test('is not used before the user confirms it', async () => {
    await install('good', PINNED);
    const found = await presence(PINNED);
    expect(found).toMatchObject({
      state: 'unconfirmed',
      pins: entry(PINNED).files.map(({ path }) => ({ path })),
    });
    await expect(graphHash(PINNED)).rejects.toMatchObject({ code: 'model-missing' });
    await models.confirm(PINNED, true);
    expect(await presence(PINNED)).toEqual({ state: 'ready' });
    const pins = found.state === 'unconfirmed' ? found.pins : [];
    const pin = pins.find(({ path }) => path === entry(PINNED).graph);
    expect(await graphHash(PINNED)).toBe(pin?.sha256);
  });

  test('is deleted when the user rejects it', async () => {
    await install('good', PINNED);
    await models.confirm(PINNED, false);
    expect((await presence(PINNED)).state).not.toBe('ready');
    await expect(graphHash(PINNED)).rejects.toMatchObject({ code: 'model-missing' });
  });
});

test('a repair finds a file that was damaged in the store, and downloads it again', async () => {
  await install('good');
  const { home, files, graph } = entry(ENCODER);
  const file = files.find(({ path }) => path === graph);
  if (file) await addPart(fileKey(home, file), 0, await new Blob(['damaged']).arrayBuffer());
  expect(await graphHash()).not.toBe(graphSha());
  await models.repair(ENCODER);
  expect(await graphHash()).toBe(graphSha());
});

describe('a file that was damaged in the store', () => {
  async function damage(): Promise<void> {
    const { home, files, graph } = entry(ENCODER);
    const file = files.find(({ path }) => path === graph);
    if (!file) throw new Error('No graph.');
    const part = (await readModelFile(home, file)).slice(0, 4_000_000);
    part[9] = ~(part[9] ?? 0);
    await addPart(fileKey(home, file), 0, part.buffer);
  }

  test('is named, and downloaded again once a reader tells of it', async () => {
    await install('good');
    expect(await damageOf(entry(ENCODER))).toBeNull();
    await damage();
    expect(await damageOf(entry(ENCODER))).toMatchObject({
      code: 'model-damaged',
      message: `${entry(ENCODER).graph} has been damaged in the store.`,
    });
    tellDamage(ENCODER);
    await expect.poll(() => graphHash().catch(String)).toBe(graphSha());
  });

  test('is found within a week, whatever the clock says, and not at each opening', async () => {
    await install('good');
    await damage();
    const found: string[] = [];
    const check = () =>
      checkNowAndThen(
        () => [entry(ENCODER)],
        async (id) => void found.push(id),
        0,
      );
    const clock = vi.spyOn(Date, 'now');
    const day = 24 * 3600 * 1000;
    for (const [at, times] of [
      [100, 0],
      [106, 0],
      [108, 1],
      [109, 1],
      [50, 2],
      [51, 2],
    ] as const) {
      clock.mockReturnValue(at * day);
      await check();
      expect(found.length, `day ${at}`).toBe(times);
    }
  });
});

test('an address that is neither https nor this device is refused', async () => {
  await expect(models.useMirror('http://example.com/')).rejects.toMatchObject({ code: 'bad-address' });
});

test('files of a model that the app has no more go when it is opened, and no others', async () => {
  await install('good');
  const [key = ''] = RETIRED_FILES;
  await addPart(key, 0, await new Blob(['old']).arrayBuffer());
  await commitFile({ key, path: 'onnx/vision_model.onnx', bytes: 3, sha256: key, confirmed: true });
  await new Models().open();
  expect(await storedFile(key)).toBeUndefined();
  expect((await partsOf(key)).bytes).toBe(0);
  expect(await presence()).toEqual({ state: 'ready' });
});

test('a connection that is lost while they are opened costs nothing', async () => {
  await install('good');
  const { get } = IDBObjectStore.prototype;
  let gets = 0;
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
    // As Safari ends it: without a word.
    if (++gets === 1) this.transaction.db.close();
    return get.call(this, key);
  });
  const { presences } = await new Models().open();
  expect(gets).toBeGreaterThan(1);
  expect(presences[ENCODER]).toEqual({ state: 'ready' });
});

describe('the answer to an offered model', () => {
  const PLAN: Plan = { state: 'accepted', choice: { space: 'tinyclip-8m', image: ENCODER }, texts: [] };

  test('is stored for the next visit', async () => {
    await models.plan(PLAN);
    expect((await new Models().open()).plan).toEqual(PLAN);
  });

  test.each(['cancel', 'remove'] as const)('is withdrawn by %s of one of its encoders', async (verb) => {
    await models.plan(PLAN);
    await models[verb]('clip-b32/image/q8');
    expect(await setting('plan')).toEqual(PLAN);
    await models[verb](ENCODER);
    expect(await setting('plan')).toBeUndefined();
  });

  test('stays if it was declined', async () => {
    await models.plan({ state: 'declined' });
    await models.cancel(ENCODER);
    expect(await setting('plan')).toEqual({ state: 'declined' });
  });
});
