/** Arguments of a migration step: untyped stores, since the present schema does not describe older ones. */

import type { IDBPDatabase, IDBPTransaction } from 'idb';

export type OldDatabase = IDBPDatabase<unknown>;
export type Upgrade = IDBPTransaction<unknown, string[], 'versionchange'>;
