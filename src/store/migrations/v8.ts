/**
 * Version 8: bytes are stored as buffers, because some engines refuse Blobs. Reading a Blob would end the upgrade, so
 * the rows of earlier versions are only marked here, and converted once the library is open (`blobs.ts`).
 */

import type { OldDatabase, Upgrade } from './step';

export async function toVersion8(db: OldDatabase, tx: Upgrade): Promise<void> {
  db.createObjectStore('inboxParts');
  await mark(tx, 'librarySettings', 'unconverted', ['thumbnails', 'previews', 'inbox']);
  await mark(tx, 'modelSettings', 'unconvertedParts', ['modelParts']);
}

async function mark(tx: Upgrade, settings: string, name: string, stores: readonly string[]): Promise<void> {
  const counts = await Promise.all(stores.map((store) => tx.objectStore(store).count()));
  if (counts.every((count) => count === 0)) return;
  await tx.objectStore(settings).put({ store: stores[0], after: null }, name);
}
