/** Converts the Blobs of libraries that versions up to 7 wrote. Each store is converted by the worker that writes it. */

import { database } from './database';
import { convertBatch, type Side } from './migrations/blobs';
import type { OldDatabase } from './migrations/step';

/**
 * Converts batch after batch until none is left; a library that is converted costs one read. If it fails, the rest
 * is converted after the next start, and can be read until then.
 */
export async function convertBlobs(side: Side): Promise<void> {
  try {
    while (await convertBatch((await database()) as unknown as OldDatabase, side));
  } catch (error) {
    console.warn('Not all Blobs are converted yet:', error);
  }
}
