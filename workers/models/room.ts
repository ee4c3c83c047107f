/** Room on the disk, as far as the browser grants it. */

import { Problem } from '#core/errors';

/** What must be free beyond what is asked for, for the library that goes on growing. */
const SPARE_BYTES = 20_000_000;

/** @throws Problem `disk-full` before anything is fetched or made that could not be kept */
export async function assertRoom(needed: number): Promise<void> {
  const estimate = await navigator.storage?.estimate?.();
  if (!estimate?.quota) return;
  const free = estimate.quota - (estimate.usage ?? 0);
  if (needed + SPARE_BYTES > free) {
    throw new Problem('disk-full', `${needed} bytes are needed, the browser grants ${free} more.`);
  }
}
