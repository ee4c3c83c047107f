/** Types of stores inside a transaction, for functions that join the transaction of their caller. */

import type { IDBPObjectStore, StoreNames } from 'idb';
import type { MitsukeSchema } from './schema';

export type Writable<Name extends StoreNames<MitsukeSchema>> = IDBPObjectStore<
  MitsukeSchema,
  ArrayLike<StoreNames<MitsukeSchema>>,
  Name,
  'readwrite'
>;
