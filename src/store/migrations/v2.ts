/** Version 2: model files in parts, so that a download can resume; more than one model. */

import type { OldDatabase, Upgrade } from './step';

/** Version 1 stored each model file in one record, under its hash. */
interface ModelFileOfVersion1 {
  sha256: string;
  path: string;
  blob: Blob;
}

export async function toVersion2(db: OldDatabase, tx: Upgrade): Promise<void> {
  const old: ModelFileOfVersion1[] = await tx.objectStore('modelFiles').getAll();
  db.deleteObjectStore('modelFiles');
  const files = db.createObjectStore('modelFiles', { keyPath: 'key' });
  const parts = db.createObjectStore('modelParts');
  for (const { sha256, path, blob } of old) {
    await files.add({ key: sha256, path, bytes: blob.size, sha256, confirmed: true });
    await parts.add(blob, [sha256, 0]);
  }
  db.createObjectStore('ownSpaces', { keyPath: 'id' });
  db.createObjectStore('backends', { keyPath: 'encoder' });
  db.createObjectStore('settings');
}
