/** Storage that the browser grants the app. */

import type { StorageUse } from './contract';

/** Requests persistent storage. Some browsers ask the user, some decide alone. Never rejects. */
export async function keepStorage(): Promise<void> {
  try {
    if (!(await navigator.storage?.persisted?.())) await navigator.storage?.persist?.();
  } catch (error) {
    console.warn('Not asked to keep the library:', error);
  }
}

/** Returns null if the browser does not report it. */
export async function storageUse(): Promise<StorageUse | null> {
  if (!navigator.storage?.estimate) return null;
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return { bytes: usage, quota, persisted: (await navigator.storage.persisted?.()) ?? false };
}
