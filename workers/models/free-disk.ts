/** Checks the free disk space that the browser grants. */

import { Problem } from '#core/errors';

/** Bytes that must be free beyond the files themselves, because the library goes on growing. */
const SPARE_BYTES = 20_000_000;

/** @throws Problem `disk-full` before anything is downloaded or made that could not be stored */
export async function assertFreeDisk(needed: number): Promise<void> {
  const estimate = await estimated();
  if (!estimate?.quota) return;
  const free = estimate.quota - (estimate.usage ?? 0);
  if (needed + SPARE_BYTES > free) {
    throw new Problem('disk-full', `${needed} bytes are needed, the browser grants ${free} more.`);
  }
}

/** Undefined where the browser does not tell, or refuses to. */
async function estimated(): Promise<StorageEstimate | undefined> {
  try {
    return await navigator.storage?.estimate?.();
  } catch (error) {
    console.warn('The free disk space is unknown:', error);
    return undefined;
  }
}
