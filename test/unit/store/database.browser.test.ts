import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { database, eraseDatabase, whenBlocked } from '#store/database';
import { cardsAfter } from '#store/photos';
import { DATABASE_NAME, DATABASE_VERSION } from '#store/schema';
import { leaveVersion1 } from '../../fixtures/libraries/v1';

beforeEach(() => eraseDatabase());
afterEach(async () => {
  whenBlocked(() => undefined);
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
  const blocked = new Promise<void>((resolve) => whenBlocked(resolve));
  const opening = database().then(opened);
  await blocked;
  expect(opened).not.toHaveBeenCalled();
  other.close();
  await opening;
  expect((await database()).version).toBe(DATABASE_VERSION);
  expect((await cardsAfter(0)).length).toBe(3);
});

test('a callback that is registered while an upgrade is blocked is called at once', async () => {
  await leaveVersion1();
  const other = await hold(1);
  const waits = new Promise<void>((resolve) => whenBlocked(resolve));
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
