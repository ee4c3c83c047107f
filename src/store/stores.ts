/** The database, and stores inside a transaction, for functions that join the transaction of their caller. */

import type { IDBPDatabase, IDBPObjectStore, StoreNames } from 'idb';
import type { MitsukeSchema } from './schema';

export type Database = IDBPDatabase<MitsukeSchema>;

export type Writable<Name extends StoreNames<MitsukeSchema>> = IDBPObjectStore<
  MitsukeSchema,
  ArrayLike<StoreNames<MitsukeSchema>>,
  Name,
  'readwrite'
>;
