/**
 * Upgrades a database of any older version to the present one, with one file per step. A step is frozen once
 * its version was released. It has its own copies of types and formats, and imports no present code, so that
 * a change of that code cannot change what an old library becomes.
 */

import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { MitsukeSchema } from '#store/schema';
import type { OldDatabase, Upgrade } from './step';
import { toVersion1 } from './v1';
import { toVersion2 } from './v2';
import { toVersion3 } from './v3';
import { toVersion4 } from './v4';
import { toVersion5 } from './v5';
import { toVersion6 } from './v6';
import { toVersion7 } from './v7';
import { toVersion8 } from './v8';
import { toVersion9 } from './v9';
import { toVersion10 } from './v10';
import { toVersion11 } from './v11';
import { toVersion12 } from './v12';
import { toVersion13 } from './v13';

/** The step at index n upgrades version n to n + 1. */
const STEPS: readonly ((db: OldDatabase, tx: Upgrade) => void | Promise<void>)[] = [
  toVersion1,
  toVersion2,
  toVersion3,
  toVersion4,
  toVersion5,
  toVersion6,
  toVersion7,
  toVersion8,
  toVersion9,
  toVersion10,
  toVersion11,
  toVersion12,
  toVersion13,
];

/**
 * Runs every step after version `from`, inside the version change transaction.
 * @param from 0 if there was no database
 */
export async function migrate(
  db: IDBPDatabase<MitsukeSchema>,
  from: number,
  tx: IDBPTransaction<MitsukeSchema, StoreNames<MitsukeSchema>[], 'versionchange'>,
): Promise<void> {
  for (const step of STEPS.slice(from)) {
    // A step sees the stores of its own version, which the type of the present schema does not describe.
    await step(db as unknown as OldDatabase, tx as unknown as Upgrade);
  }
}
