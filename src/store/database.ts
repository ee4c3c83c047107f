/** This worker's only connection to the library's database. */

import { deleteDB, openDB, unwrap, wrap } from 'idb';
import { Problem, type ProblemCode } from '#core/errors';
import { askToLetGo, whenAskedToLetGo } from './letting-go';
import { answerQuestions } from './memory/answering';
import type { StoreName } from './memory/questions';
import { migrate } from './migrations/migrate';
import { DATABASE_NAME, DATABASE_VERSION, type MitsukeSchema, MODEL_STORES } from './schema';
import type { Database } from './stores';

/** What is held up: an upgrade or the deletion by another tab, the first reading by the browser. */
export type Blocked = Extract<ProblemCode, 'library-blocked' | 'read-blocked' | 'erase-blocked'>;

let connection: Promise<Database> | undefined;
let blockedTold: (why: Blocked | null) => void = () => undefined;
/** Whether an upgrade is waiting right now. It may start to wait before a listener is registered. */
let isBlocked = false;
let owns: ((store: StoreName) => boolean) | null = null;
let memoryTold: () => void = () => undefined;
let goneTold: () => void = () => undefined;
/** A library that was open here is not replaced by an empty one. */
let wasStored = false;

/** When the connection was last asked for, in milliseconds since 1970. */
let askedAt = 0;

/** One that rested longer may have ended without a word, as Safari's do while the page is suspended. */
const RESTED_MS = 1000;

/** A connection that is lost more often in one piece of work is told: the storage fails. */
const MOST_REOPENED = 3;

/** Opening a library takes seconds at most; on a slow phone that is busy, several. */
const HELD_MS = 20_000;

/** A deletion that takes longer waits for a tab that the browser has suspended, and so cannot say that it does. */
const LONG_MS = 3000;

/**
 * Registers the listener for a blocked upgrade or deletion.
 * @param told called if the database cannot be upgraded to this version or deleted yet, because another tab holds
 *   it open; or if a store does not answer (`answered`), and then with null once it does. The listener need not act:
 *   `database` or `eraseDatabase` resolves once that tab closes its connection
 */
export function whenBlocked(told: (why: Blocked | null) => void): void {
  blockedTold = told;
  if (isBlocked) told('library-blocked');
}

/**
 * Says what this worker writes, when it starts. If the browser stores nothing, these stores are in its memory, where the
 * other workers of the tab read them.
 */
export function ownStores(writer: 'library' | 'models'): void {
  owns = (store) => MODEL_STORES.includes(store) === (writer === 'models');
  answerQuestions(owns, database);
}

/**
 * Registers the listener for a library that somebody else deletes while it is open here: another tab, or the browser
 * at the user's wish. The next call of `database` waits for that and opens an empty one.
 */
export function whenGone(told: () => void): void {
  goneTold = told;
}

/** Registers the listener for a library that is in memory: called before `database` resolves. */
export function whenInMemory(told: () => void): void {
  memoryTold = told;
}

/**
 * Returns the open database, which is in memory if the browser refuses to store one. Safari may close the connection
 * of a suspended page; the next call opens a new one.
 * @throws Problem `newer-library` if a newer Mitsuke wrote it, `no-storage` if the browser's storage fails, whose
 *   library may be there
 */
export async function database(): Promise<Database> {
  const db = await connected();
  const now = Date.now();
  const hasRested = Math.abs(now - askedAt) > RESTED_MS;
  askedAt = now;
  return hasRested && !isAlive(db) ? connected() : db;
}

function connected(): Promise<Database> {
  connection ??= open().catch((error) => {
    connection = undefined;
    throw error;
  });
  return connection;
}

/** Whether transactions begin. If not, the connection is dropped (`noticeEnd`). */
function isAlive(db: Database): boolean {
  try {
    db.transaction('sources');
    return true;
  } catch {
    return false;
  }
}

async function open(): Promise<Database> {
  const enough = askToLetGo(DATABASE_VERSION);
  try {
    const db = await openDB<MitsukeSchema>(DATABASE_NAME, DATABASE_VERSION, {
      upgrade: (db, from, _to, tx) => migrate(db, from, tx),
      // Other tabs close at once (see `blocking`), unless the browser has suspended them.
      blocked: () => {
        isBlocked = true;
        blockedTold('library-blocked');
      },
      // Another tab wants to upgrade the database, or to delete it.
      blocking: (_, version) => letGo(db, version),
      terminated: () => {
        connection = undefined;
        void isGone().then((gone) => gone && goneTold());
      },
    });
    wasStored = true;
    noticeEnd(unwrap(db));
    const opened = { connection, at: Date.now() };
    whenAskedToLetGo((version, at) => {
      const isMeant = connection === opened.connection && opened.at < at;
      if (isMeant && (version === null || db.version < version)) letGo(db, version);
    });
    return db;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'VersionError') {
      throw new Problem('newer-library', `The library is newer than version ${DATABASE_VERSION}.`, {
        cause: error,
      });
    }
    if (!wasStored && isRefused(error)) {
      console.warn('The browser stores nothing here, so the library is in memory:', error);
      const { openMemory } = await import('./memory/memory');
      const db = await openMemory(owns);
      memoryTold();
      return db;
    }
    throw new Problem('no-storage', `IndexedDB cannot be opened: ${error}`, { cause: error });
  } finally {
    isBlocked = false;
    enough();
  }
}

/** @param version of the upgrade that another tab waits for; null if it deletes the library */
function letGo(db: Database, version: number | null): void {
  db.close();
  connection = undefined;
  if (version === null) goneTold();
}

/**
 * A connection that ended without a word fails whatever it is asked for. The next call of `database` opens another. Who
 * only reads hears of an abort from what is read, and awaits no end: idb's promise of that is taken care of here.
 */
function noticeEnd(db: IDBDatabase): void {
  const opened = connection;
  db.transaction = (...asked) => {
    try {
      const tx = IDBDatabase.prototype.transaction.apply(db, asked);
      wrap(tx).done.catch(() => undefined);
      return tx;
    } catch (error) {
      const ended = error instanceof DOMException && error.name === 'InvalidStateError';
      if (ended && connection === opened) connection = undefined;
      throw error;
    }
  };
}

/**
 * Whether there is no storage at all, as opposed to one that fails: IndexedDB is absent, or refused in a private window
 * (Firefox: InvalidStateError) or by the user's or an administrator's setting (SecurityError; Chromium has no own name).
 */
function isRefused(error: unknown): boolean {
  if (!(error instanceof DOMException)) return !('indexedDB' in globalThis && indexedDB);
  const { name, message } = error;
  return (
    /^(Security|InvalidState|NotSupported|NotAllowed)Error$/.test(name) || /denied permission/.test(message)
  );
}

/** Whether the browser has deleted the database. One that cannot list them, such as an old Firefox, is believed to have it still. */
async function isGone(): Promise<boolean> {
  const all = await indexedDB.databases?.().catch(() => null);
  return all ? all.every(({ name }) => name !== DATABASE_NAME) : false;
}

/**
 * Whether work failed because the connection was lost in the middle of it: Safari closes those of suspended pages and,
 * when its storage process ends, says so to none. A connection that is ended aborts its transactions. Then the next call
 * of `database` opens a new one, and the work can be done again.
 */
export function lostConnection(error: unknown): boolean {
  const lost =
    error instanceof DOMException &&
    (/^(InvalidState|Abort)Error$/.test(error.name) || /connection (to|is)/i.test(error.message));
  if (lost) {
    void connection?.then((db) => db.close()).catch(() => undefined);
    connection = undefined;
  }
  return lost;
}

/**
 * Does work that may be done twice, as what only reads, and does it again if the connection was lost in the middle.
 * @throws what the work throws: the second time, if it is that again
 */
export async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!lostConnection(error)) throw error;
    return work();
  }
}

/**
 * Counts how often one long piece of work has lost its connection.
 * @returns whether it is to go on after this error, from what it has stored: the connection was lost, and not too often
 */
export function reconnecting(): (error: unknown) => boolean {
  let times = 0;
  return (error) => lostConnection(error) && times++ < MOST_REOPENED;
}

/**
 * Does the first work of a page, as `reading` does, and tells the listener of `whenBlocked` if the browser does not
 * answer: WebKit may hold stores for a page that is gone (README). Then each store is asked, because what is held may be
 * another's than this work's: a search would wait without end. The listener is told null once all have answered.
 */
export async function answered<T>(work: () => Promise<T>): Promise<T> {
  await database();
  let told = false;
  const late = setTimeout(() => {
    told = true;
    blockedTold('read-blocked');
  }, HELD_MS);
  const done = reading(work);
  void done
    .then(() => reading(touchAll).catch(() => undefined))
    .then(() => told && blockedTold(null))
    // What the work throws is its caller's to tell.
    .catch(() => undefined)
    .finally(() => clearTimeout(late));
  return done;
}

/** Resolves once every store can be read. A transaction each: one of all would make writes wait that nothing holds. */
async function touchAll(): Promise<void> {
  const db = await database();
  // A library in memory has no list of its stores, and nobody holds it.
  await Promise.all([...(db.objectStoreNames ?? [])].map((store) => db.getAllKeys(store, undefined, 1)));
}

/**
 * Deletes the whole library. Other tabs' connections close by themselves, unless the browser has suspended them: then
 * the listener of `whenBlocked` is told, and the deletion goes on once they are closed.
 */
export async function eraseDatabase(): Promise<void> {
  (await connection?.catch(() => undefined))?.close();
  connection = undefined;
  const late = setTimeout(() => blockedTold('erase-blocked'), LONG_MS);
  const enough = askToLetGo(null);
  try {
    await deleteDB(DATABASE_NAME, { blocked: () => blockedTold('erase-blocked') });
  } finally {
    clearTimeout(late);
    enough();
  }
}
