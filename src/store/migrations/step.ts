/** What a step of the migrations is given: stores of any shape, since today's schema says nothing about them. */

import type { IDBPDatabase, IDBPTransaction } from 'idb';

export type OldDatabase = IDBPDatabase<unknown>;
export type Upgrade = IDBPTransaction<unknown, string[], 'versionchange'>;
