/** This worker's only connection to the library's database. */

import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { Problem } from '#core/errors';
import { migrate } from './migrations/migrate';
import { DATABASE_NAME, DATABASE_VERSION, type MitsukeSchema } from './schema';

export type Database = IDBPDatabase<MitsukeSchema>;

let connection: Promise<Database> | undefined;
let blockedTold: () => void = () => undefined;
/** Whether an upgrade is waiting right now. It may start to wait before a listener is registered. */
let isBlocked = false;

/**
 * Registers the listener for a blocked upgrade.
 * @param told called if the database cannot be upgraded to this version yet, because another tab holds it
 *   open with an older one. The listener need not act: `database` resolves once that tab closes its
 *   connection
 */
export function whenBlocked(told: () => void): void {
  blockedTold = told;
  if (isBlocked) told();
}

/**
 * Returns the open database. Safari may close the connection of a suspended page; the next call opens a new
 * one.
 * @throws Problem `newer-library` if a newer Mitsuke wrote it, `no-storage` if the browser stores no data
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
      // Other tabs close at once (see `blocking`), unless the browser has suspended them.
      blocked: () => {
        isBlocked = true;
        blockedTold();
      },
      // Another tab wants to upgrade the database, or to delete it.
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
