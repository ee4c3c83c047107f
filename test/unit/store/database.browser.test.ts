import { deleteDB, unwrap } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { allCards } from '#store/card-packs';
import {
  answered,
  database,
  eraseDatabase,
  lostConnection,
  reading,
  whenBlocked,
  whenGone,
} from '#store/database';
import { DATABASE_NAME, DATABASE_VERSION } from '#store/schema';
import { leaveVersion1 } from '../../fixtures/libraries/v1';

beforeEach(() => eraseDatabase());
afterEach(async () => {
  vi.useRealTimers();
  whenBlocked(() => undefined);
  whenGone(() => undefined);
  await eraseDatabase();
});

/** Opens a connection that does not close for an upgrade. */
function hold(version: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE_NAME, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

test('an upgrade that a tab blocks is reported, and goes on once that tab is closed', async () => {
  await leaveVersion1();
  const other = await hold(1);
  const opened = vi.fn();
  const blocked = new Promise<string | null>((resolve) => whenBlocked(resolve));
  const opening = database().then(opened);
  await blocked;
  expect(opened).not.toHaveBeenCalled();
  other.close();
  await opening;
  expect((await database()).version).toBe(DATABASE_VERSION);
  expect((await allCards()).length).toBe(3);
});

test('a callback that is registered while an upgrade is blocked is called at once', async () => {
  await leaveVersion1();
  const other = await hold(1);
  const waits = new Promise<string | null>((resolve) => whenBlocked(resolve));
  const opening = database();
  await waits;
  const told = vi.fn();
  whenBlocked(told);
  expect(told).toHaveBeenCalledOnce();
  other.close();
  await opening;
  const late = vi.fn();
  whenBlocked(late);
  expect(late).not.toHaveBeenCalled();
});

test('a tab closes its connection for a newer version, and then refuses the newer library', async () => {
  await database();
  const newer = await hold(DATABASE_VERSION + 1);
  expect(newer.version).toBe(DATABASE_VERSION + 1);
  newer.close();
  await expect(database()).rejects.toMatchObject({ code: 'newer-library' });
});

test('erasing says that it waits for a tab that does not let go, and erases once that is closed', async () => {
  await database();
  await (await database()).put('sources', { id: 'a', kind: 'files', name: '', added: 1 });
  const other = await hold(DATABASE_VERSION);
  const told = new Promise<string | null>((resolve) => whenBlocked(resolve));
  const erased = vi.fn();
  const erasing = eraseDatabase().then(erased);
  expect(await told).toBe('erase-blocked');
  expect(erased).not.toHaveBeenCalled();
  other.close();
  await erasing;
  expect(await (await database()).count('sources')).toBe(0);
});

/** Holds a store as WebKit does for a page that is gone. @returns what lets it go */
async function holdStore(store: string): Promise<() => void> {
  const other = await hold(DATABASE_VERSION);
  const writing = other.transaction(store, 'readwrite').objectStore(store);
  let held = true;
  const keep = () => {
    if (held) writing.count().onsuccess = keep;
    else other.close();
  };
  keep();
  return () => {
    held = false;
  };
}

test.each([
  ['that the first work reads', 'photos'],
  ['that only a search reads', 'modelParts'],
])('a store %s and the browser holds for somebody else is told, also when it is let go', async (_, store) => {
  await database();
  const letGo = await holdStore(store);
  const told: (string | null)[] = [];
  whenBlocked((why) => told.push(why));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const read = vi.fn();
  const reading = answered(allCards).then(read);
  await vi.waitUntil(() => vi.getTimerCount() > 0);
  // What is not held is not waited for.
  if (store === 'photos') expect(read).not.toHaveBeenCalled();
  else await reading;
  vi.runAllTimers();
  expect(told).toEqual(['read-blocked']);
  letGo();
  await reading;
  expect(read).toHaveBeenCalledWith([]);
  await vi.waitUntil(() => told.length > 1);
  expect(told).toEqual(['read-blocked', null]);
});

test('work that fails after it was held up is told by its failure alone', async () => {
  await database();
  const letGo = await holdStore('photos');
  const told: (string | null)[] = [];
  whenBlocked((why) => told.push(why));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const working = answered(async () => {
    await allCards();
    throw new Error('Damaged.');
  });
  await vi.waitUntil(() => vi.getTimerCount() > 0);
  vi.runAllTimers();
  letGo();
  await expect(working).rejects.toThrow('Damaged.');
  await (await database()).count('photos');
  expect(told).toEqual(['read-blocked']);
});

test('a library that another tab deletes lets go at once, is told, and an empty one is opened', async () => {
  await (await database()).put('sources', { id: 'a', kind: 'files', name: '', added: 1 });
  const gone = new Promise<void>((resolve) => whenGone(resolve));
  await deleteDB(DATABASE_NAME);
  await gone;
  expect(await (await database()).count('sources')).toBe(0);
});

/** Opens the library in another worker. @returns what it says, in order, and its end */
function elsewhere() {
  const worker = new Worker(new URL('./deaf-worker.ts', import.meta.url), { type: 'module' });
  const said: string[] = [];
  worker.onmessage = ({ data }) => void said.push(data);
  return { said, end: () => worker.terminate() };
}

test('a worker to which the browser never tells the deletion lets go all the same, and hears it once', async () => {
  await (await database()).put('sources', { id: 'a', kind: 'files', name: '', added: 1 });
  const { said, end } = elsewhere();
  await expect.poll(() => said).toEqual(['open']);
  await eraseDatabase();
  await expect.poll(() => said).toEqual(['open', 'gone']);
  const told = vi.fn();
  whenGone(told);
  // What is opened since is not meant by an ask of before.
  expect(await (await database()).count('sources')).toBe(0);
  const channel = new BroadcastChannel('mitsuke-letting-go');
  channel.postMessage({ version: null, at: 1 });
  expect(await (await database()).count('sources')).toBe(0);
  expect(told).not.toHaveBeenCalled();
  channel.close();
  end();
});

test('a worker to which the browser never tells an upgrade lets go all the same', async () => {
  const { said, end } = elsewhere();
  await expect.poll(() => said).toEqual(['open']);
  const waiting = hold(DATABASE_VERSION + 1);
  const channel = new BroadcastChannel('mitsuke-letting-go');
  // An upgrade to the version that it has is none.
  channel.postMessage({ version: DATABASE_VERSION, at: Date.now() + 1 });
  expect(await Promise.race([waiting, Promise.resolve('waits')])).toBe('waits');
  channel.postMessage({ version: DATABASE_VERSION + 1, at: Date.now() + 1 });
  (await waiting).close();
  channel.close();
  expect(said).toEqual(['open']);
  end();
});

test('a connection that the browser ends is opened again, with what was stored; nothing is told', async () => {
  const db = await database();
  await db.put('sources', { id: 'a', kind: 'files', name: '', added: 1 });
  const told = vi.fn();
  whenGone(told);
  const raw = unwrap(db);
  raw.close();
  raw.dispatchEvent(new Event('close'));
  expect(await (await database()).count('sources')).toBe(1);
  expect(told).not.toHaveBeenCalled();
});

test('a connection that ends without a word is recognised by what fails, and opened again', async () => {
  const db = await database();
  await db.put('sources', { id: 'a', kind: 'files', name: '', added: 1 });
  db.close();
  const error = await db.count('sources').catch((error: unknown) => error);
  expect(lostConnection(error)).toBe(true);
  expect(lostConnection(new DOMException('Full.', 'QuotaExceededError'))).toBe(false);
  expect(await (await database()).count('sources')).toBe(1);
});

test('what a connection that ended without a word is asked for at once fails; what is asked next does not', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const db = await database();
  await db.put('sources', { id: 'a', kind: 'files', name: '', added: 1 });
  db.close();
  await expect((async () => (await database()).count('sources'))()).rejects.toThrow();
  expect(await (await database()).count('sources')).toBe(1);
});

test('a connection that ended without a word while it rested is tried first, so that nothing fails', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const db = await database();
  await db.put('sources', { id: 'a', kind: 'files', name: '', added: 1 });
  db.close();
  vi.setSystemTime(Date.now() + 60_000);
  expect(await (await database()).count('sources')).toBe(1);
  // A clock that was set back counts as a rest.
  (await database()).close();
  vi.setSystemTime(Date.now() - 3_600_000);
  expect(await (await database()).count('sources')).toBe(1);
});

test('what reads is done again on a new connection if the present one is lost, once, and only then', async () => {
  const lost = vi.fn(async () => {
    const db = await database();
    if (lost.mock.calls.length === 1) db.close();
    return db.count('sources');
  });
  expect(await reading(lost)).toBe(0);
  expect(lost).toHaveBeenCalledTimes(2);
  const always = vi.fn(async () => {
    const db = await database();
    db.close();
    return db.count('sources');
  });
  await expect(reading(always)).rejects.toThrow();
  expect(always).toHaveBeenCalledTimes(2);
  const failing = vi.fn(() => Promise.reject(new Error('Something else.')));
  await expect(reading(failing)).rejects.toThrow('Something else.');
  expect(failing).toHaveBeenCalledTimes(1);
});
