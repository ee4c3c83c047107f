/**
 * The second half of the step to version 8: turns Blobs into buffers while the library is in use. Frozen like the
 * step itself. Each batch is one transaction, which notes how far it is as well, so that a killed tab goes on there.
 */

import type { OldDatabase } from './step';

/** What one worker writes, and converts therefore. */
export type Side = 'library' | 'models';

const SIDES: Record<Side, { settings: string; mark: string; stores: string[] }> = {
  library: { settings: 'librarySettings', mark: 'unconverted', stores: ['thumbnails', 'previews', 'inbox'] },
  models: { settings: 'modelSettings', mark: 'unconvertedParts', stores: ['modelParts'] },
};

interface Mark {
  store: string;
  after: IDBValidKey | null;
}

/** Rows of a batch at most, and the bytes after which it is full. */
const MOST_ROWS = 64;
const MOST_BYTES = 8_000_000;
/** Size of the parts of what may be larger. */
const PART_BYTES = 8_000_000;

type Row = { key: IDBValidKey; blob: Blob; sidecars?: unknown };

/** Converts the next rows. @returns whether there are more */
export async function convertBatch(db: OldDatabase, side: Side): Promise<boolean> {
  const { settings, mark, stores } = SIDES[side];
  const at: Mark | undefined = await db.get(settings, mark);
  if (!at) return false;
  const { rows, last } = await nextRows(db, at);
  // No transaction waits for this.
  const read = await Promise.all(rows.map((row) => pieces(row.blob, at.store)));

  const tx = db.transaction([at.store, 'inboxParts', settings], 'readwrite', { durability: 'relaxed' });
  const now: Mark | undefined = await tx.objectStore(settings).get(mark);
  // Another tab converts as well: this one goes on from there.
  if (JSON.stringify(now) !== JSON.stringify(at)) {
    await tx.done;
    return now !== undefined;
  }
  const store = tx.objectStore(at.store);
  for (const [i, { key, blob, sidecars }] of rows.entries()) {
    const buffers = read[i];
    // It cannot be read, and stays; or it was removed or written anew meanwhile.
    if (!buffers || !blobIn(await store.get(key))) continue;
    if (at.store === 'modelParts') {
      const [file, part] = key as [string, number];
      await store.delete(key);
      for (const [nth, bytes] of buffers.entries()) {
        // Between this part and the next.
        await store.put(bytes, [file, part + nth / buffers.length, bytes.byteLength]);
      }
    } else if (at.store === 'inbox') {
      for (const [nth, bytes] of buffers.entries()) await tx.objectStore('inboxParts').put(bytes, [key, nth]);
      await store.put({ type: blob.type, parts: buffers.length, ...(sidecars ? { sidecars } : {}) }, key);
    } else {
      await store.put({ type: blob.type, bytes: buffers[0] }, key);
    }
  }
  const next = stores[stores.indexOf(at.store) + 1];
  if (last !== undefined) await tx.objectStore(settings).put({ store: at.store, after: last }, mark);
  else if (next) await tx.objectStore(settings).put({ store: next, after: null }, mark);
  else await tx.objectStore(settings).delete(mark);
  await tx.done;
  return last !== undefined || next !== undefined;
}

/** Returns the next rows that hold Blobs, and the key up to which they are looked at; none at the store's end. */
async function nextRows(
  db: OldDatabase,
  { store, after }: Mark,
): Promise<{ rows: Row[]; last: IDBValidKey | undefined }> {
  const range = after === null ? undefined : IDBKeyRange.lowerBound(after, true);
  const tx = db.transaction(store);
  const keys = await tx.store.getAllKeys(range, MOST_ROWS);
  const rows: Row[] = [];
  let bytes = 0;
  for (const key of keys) {
    // A part of a model file with its size: written by version 8.
    if (Array.isArray(key) && key.length === 3) continue;
    const value: unknown = await tx.store.get(key);
    const blob = blobIn(value);
    if (!blob) continue;
    // A larger Blob is in a batch of its own: it is read as a whole, as whoever uses it does.
    if (rows.length > 0 && bytes + blob.size > MOST_BYTES) return { rows, last: rows.at(-1)?.key };
    bytes += blob.size;
    const sidecars = value instanceof Blob ? undefined : (value as { sidecars: unknown }).sidecars;
    rows.push({ key, blob, sidecars });
  }
  return { rows, last: keys.at(-1) };
}

function blobIn(value: unknown): Blob | undefined {
  if (value instanceof Blob) return value;
  const file = typeof value === 'object' && value !== null && 'file' in value ? value.file : undefined;
  return file instanceof Blob ? file : undefined;
}

/** Reads a Blob as the buffers that version 8 stores; null if the browser has lost its bytes. */
async function pieces(blob: Blob, store: string): Promise<ArrayBuffer[] | null> {
  const most = store === 'modelParts' || store === 'inbox' ? PART_BYTES : blob.size;
  const buffers: ArrayBuffer[] = [];
  try {
    do {
      const from = buffers.length * most;
      buffers.push(await blob.slice(from, from + most).arrayBuffer());
    } while (buffers.length * most < blob.size);
    return buffers;
  } catch (error) {
    console.warn(`A Blob in ${store} cannot be read:`, error);
    return null;
  }
}
