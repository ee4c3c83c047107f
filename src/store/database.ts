/** The one connection of this worker to the library's database. */

import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { Problem } from '#core/errors';
import { migrate } from './migrations/migrate';
import { DATABASE_NAME, DATABASE_VERSION, type MitsukeSchema } from './schema';

export type Database = IDBPDatabase<MitsukeSchema>;

let connection: Promise<Database> | undefined;
let blockedTold: () => void = () => undefined;
/** An upgrade waits right now. It may wait before anyone has asked to be told. */
let isBlocked = false;

/**
 * @param told called if the library cannot be brought up to this version yet, because another tab holds it
 *   open with an older one. Nothing has to be done: `database` goes on once that tab has let go
 */
export function whenBlocked(told: () => void): void {
  blockedTold = told;
  if (isBlocked) told();
}

/**
 * The open database. Safari may cut the connection of a page that slept; the next call opens it anew.
 * @throws Problem `newer-library` if a newer Mitsuke wrote it, `no-storage` if the browser keeps nothing
 */
export function database(): Promise<Database> {
  connection ??= open().catch((error) => {
    connection = undefined;
    throw error;
  });
  return connection;
}

async function open(): Promise<Database> {
  try {
    const db = await openDB<MitsukeSchema>(DATABASE_NAME, DATABASE_VERSION, {
      upgrade: (db, from, _to, tx) => migrate(db, from, tx),
      // Ours let go at once (see `blocking`), but for one that the browser has put to sleep.
      blocked: () => {
        isBlocked = true;
        blockedTold();
      },
      // Another tab runs a newer version, or erases the library: make way for it.
      blocking: () => {
        db.close();
        connection = undefined;
      },
      terminated: () => {
        connection = undefined;
      },
    });
    return db;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'VersionError') {
      throw new Problem('newer-library', `The library is newer than version ${DATABASE_VERSION}.`, {
        cause: error,
      });
    }
    throw new Problem('no-storage', `IndexedDB cannot be opened: ${error}`, { cause: error });
  } finally {
    isBlocked = false;
  }
}

/** Deletes the whole library. Other tabs' connections close by themselves. */
export async function eraseDatabase(): Promise<void> {
  (await connection?.catch(() => undefined))?.close();
  connection = undefined;
  await deleteDB(DATABASE_NAME);
}
