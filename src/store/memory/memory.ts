/**
 * The library where the browser stores nothing: a private window, storage that is blocked. It is in the memory of the
 * workers that write it, and gone with the tab. Loaded only then.
 */

import { openDB } from 'idb';
import { migrate } from '#store/migrations/migrate';
import { DATABASE_NAME, DATABASE_VERSION, type MitsukeSchema } from '#store/schema';
import type { Database } from '#store/stores';
import { Asking } from './asking';
import type { StoreName } from './questions';
import { substituteIndexedDb } from './substitute';

/**
 * Opens the library of this tab.
 * @param owns stores that this worker writes; null for a worker that only reads
 */
export async function openMemory(owns: ((store: StoreName) => boolean) | null): Promise<Database> {
  await substituteIndexedDb();
  const own =
    owns &&
    (await openDB<MitsukeSchema>(DATABASE_NAME, DATABASE_VERSION, {
      upgrade: (db, from, _to, tx) => migrate(db, from, tx),
    }));
  return joined(own, (store) => owns?.(store) === true);
}

/** Methods of a database whose first argument is a store. */
const OF_STORE = ['get', 'getKey', 'getAll', 'getAllKeys', 'count'] as const;
const OF_INDEX = { getFromIndex: 'get', getKeyFromIndex: 'getKey', getAllFromIndex: 'getAll' } as const;

/** Returns a database with the stores of this worker and, to be read, those of the others. */
function joined(own: Database | null, owns: (store: StoreName) => boolean): Database {
  const asking = new Asking();
  type Verb = (...args: unknown[]) => unknown;
  const afar: Record<string, Verb> = {
    transaction: (stores) => asking.transaction(stores as StoreName),
    close: () => undefined,
  };
  for (const name of OF_STORE) {
    afar[name] = (store, ...rest) => (asking.store(store as StoreName)[name] as Verb)(...rest);
  }
  for (const [name, method] of Object.entries(OF_INDEX)) {
    afar[name] = (store, index, ...rest) =>
      (asking.store(store as StoreName).index(index as string)[method] as Verb)(...rest);
  }
  const verb = (name: string): Verb | undefined => {
    const here = own && (Reflect.get(own, name) as unknown);
    const there = afar[name];
    if (typeof here !== 'function') return there;
    return (...args) => {
      const [store] = [args[0]].flat() as [StoreName];
      const isHere = !there || store === undefined || owns(store);
      return isHere ? (here as Verb).apply(own, args) : there(...args);
    };
  };
  return new Proxy({} as Database, { get: (_, name) => (name === 'then' ? undefined : verb(String(name))) });
}
