/** What can go wrong on the way of a model, against a server that does it. */

import { afterAll, afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { fileKey } from '#core/space';
import { findEncoder } from '#models/catalogue';
import { eraseDatabase } from '#store/database';
import { addPart, partsOf, readModelFile } from '#store/model-files';
import { setting } from '#store/settings';
import { MODELS_EVENTS, type Presence } from '#workers/models/contract';
import { Models } from '#workers/models/models';
import { presenceOf } from '#workers/models/presence';
import { openChannel } from '#workers/shared/channel';
import { standIn } from '../encode/stand-ins';

/** Between attempts; here nobody waits. */
vi.mock('#workers/models/pause', () => ({ pause: async () => undefined }));

const ENCODER = 'tinyclip-8m/image/q8';
/** Of this one, nobody has published the hash. */
const PINNED = 'clip-b32/image/q4f16';

let models: Models;
let token = 0;

beforeEach(async () => {
  await eraseDatabase();
  models = new Models();
  await models.open();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => eraseDatabase());

/** Brings an encoder in over a mirror with this fault. */
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
  const bytes = await (await readModelFile(home, file)).arrayBuffer();
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

/** Loading states as they are told, until `stop`. */
function listen(): { states: Presence[]; stop: () => void } {
  const channel = openChannel(MODELS_EVENTS);
  const states: Presence[] = [];
  channel.hear((event) => {
    if (event.type === 'presence' && event.encoder === ENCODER) states.push(event.presence);
  });
  return { states, stop: () => channel.close() };
}

describe('comes in whole, and is what the catalogue names', () => {
  test.each(['good', 'redirect', 'busy', 'reset', 'reset-no-range', 'changed'])('%s', async (fault) => {
    await install(fault);
    expect(await presence()).toEqual({ state: 'ready' });
    expect(await graphHash()).toBe(graphSha());
  });

  test('after a dropped connection, only the rest is fetched', async () => {
    const asked = vi.spyOn(globalThis, 'fetch');
    await install('reset');
    const ranges = asked.mock.calls
      .filter(([url]) => String(url).includes(entry(ENCODER).graph))
      .map(([, init]) => new Headers(init?.headers).get('range'));
    expect(ranges).toEqual([null, expect.stringMatching(/^bytes=[1-9]\d+-$/)]);
  });
});

test('two that are asked for at once are both gone on with after a reload', async () => {
  await models.useMirror(`http://localhost:${inject('mirrorPort')}/missing/${++token}/`);
  const both = [ENCODER, PINNED];
  const installed = await Promise.allSettled(both.map((encoder) => models.install(encoder)));
  expect(installed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await setting('wanted'))?.toSorted()).toEqual(both.toSorted());
});

test('what came before a reload is not fetched again', async () => {
  const { home, files, graph } = entry(ENCODER);
  const file = files.find(({ path }) => path === graph);
  if (!file) throw new Error('The encoder has no graph.');
  const whole = await standIn(home, graph);
  await addPart(fileKey(home, file), 0, whole.slice(0, 100_000));
  const asked = vi.spyOn(globalThis, 'fetch');
  await install('good');
  const range = asked.mock.calls
    .filter(([url]) => String(url).includes(graph))
    .map(([, init]) => new Headers(init?.headers).get('range'));
  expect(range).toEqual(['bytes=100000-']);
  expect(await graphHash()).toBe(graphSha());
});

describe('is refused, with nothing left that could be taken for a model', () => {
  test.each([
    ['html', 'model-damaged'],
    ['wrong', 'model-damaged'],
    ['longer', 'model-damaged'],
    ['truncated', 'network'],
    ['always-reset', 'network'],
    ['missing', 'network'],
    ['forbidden', 'network'],
  ])(
    '%s: %s',
    async (fault, code) => {
      await expect(install(fault)).rejects.toMatchObject({ code });
      expect((await presence()).state).toMatch(/absent|begun/);
      await expect(graphHash()).rejects.toMatchObject({ code: 'model-missing' });
      // Afterwards a sound server makes it whole.
      await install('good');
      expect(await graphHash()).toBe(graphSha());
    },
    30_000,
  );
});

test('without a network it says so', async () => {
  await models.useMirror('http://localhost:9/');
  await expect(models.install(ENCODER)).rejects.toMatchObject({ code: 'network' });
});

test('where too little is free, nothing is fetched', async () => {
  vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ quota: 1_000_000, usage: 999_000 });
  const asked = vi.spyOn(globalThis, 'fetch');
  await expect(install('good')).rejects.toMatchObject({ code: 'disk-full' });
  expect(asked).not.toHaveBeenCalled();
});

test('where the disk is full after all, it says so and is not used', async () => {
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

test('cancelled in the middle, what came is dropped', async () => {
  const { states, stop } = listen();
  const installing = install('slow');
  await expect.poll(() => states.some((each) => each.state === 'loading' && each.loaded > 0)).toBe(true);
  await models.cancel(ENCODER);
  await installing;
  stop();
  const { home, files, graph } = entry(ENCODER);
  const file = files.find(({ path }) => path === graph);
  expect(file && (await partsOf(fileKey(home, file)))).toEqual({ count: 0, bytes: 0 });
  // Its other files as well, though they were whole.
  expect(await presence()).toEqual({ state: 'absent' });
});

test('two that ask at once share one download', async () => {
  const asked = vi.spyOn(globalThis, 'fetch');
  await Promise.all([install('good'), models.install(ENCODER)]);
  expect(asked.mock.calls.length).toBe(entry(ENCODER).files.length);
});

test('the other tower of a combined graph brings in only its own files', async () => {
  await install('good');
  const asked = vi.spyOn(globalThis, 'fetch');
  await install('good', 'tinyclip-8m/text/q8');
  expect(asked.mock.calls.map(([url]) => String(url).split('/').at(-1))).toEqual(['tokenizer.json']);
});

describe('a file of unknown hash', () => {
  test('is not used before a person confirms it', async () => {
    await install('good', PINNED);
    const found = await presence(PINNED);
    expect(found).toMatchObject({ state: 'unconfirmed', pins: [{ path: entry(PINNED).graph }] });
    await expect(graphHash(PINNED)).rejects.toMatchObject({ code: 'model-missing' });
    await models.confirm(PINNED, true);
    expect(await presence(PINNED)).toEqual({ state: 'ready' });
    const [pin] = found.state === 'unconfirmed' ? found.pins : [];
    expect(await graphHash(PINNED)).toBe(pin?.sha256);
  });

  test('is dropped when the person says no', async () => {
    await install('good', PINNED);
    await models.confirm(PINNED, false);
    expect((await presence(PINNED)).state).not.toBe('ready');
    await expect(graphHash(PINNED)).rejects.toMatchObject({ code: 'model-missing' });
  });
});

test('repair finds a file that was damaged in the store, and brings it in anew', async () => {
  await install('good');
  const { home, files, graph } = entry(ENCODER);
  const file = files.find(({ path }) => path === graph);
  if (file) await addPart(fileKey(home, file), 0, new Blob(['damaged']));
  expect(await graphHash()).not.toBe(graphSha());
  await models.repair(ENCODER);
  expect(await graphHash()).toBe(graphSha());
});

test('an address that is neither https nor this device is refused', async () => {
  await expect(models.useMirror('http://example.com/')).rejects.toMatchObject({ code: 'bad-address' });
});
