/**
 * Copies of picked files, kept until they are indexed, so that a killed tab loses nothing. A copy is a record and its
 * bytes in numbered parts, of which only one is in memory at a time: a video has as many bytes as a hundred photos.
 */

import type { Sidecars } from '#core/sidecars';
import { database } from './database';
import { keysUnder } from './ranges';
import type { Writable } from './stores';

/** Size of a part, and of the files that are copied in one transaction, in bytes. */
const PART_BYTES = 8_000_000;

/** The stores of copies, for transactions that delete them with their files. */
export const COPY_STORES = ['inbox', 'inboxParts'] as const;

interface Copied {
  /** In the queue. */
  key: number;
  file: Blob;
  sidecars?: Sidecars<string>;
}

/**
 * Stores copies of queued files. A file that cannot be read costs its own copy.
 * @throws DOMException `QuotaExceededError`; then the copies of the files before are stored
 */
export async function keepInbox(files: readonly Copied[]): Promise<void> {
  for (const group of together(files)) {
    const [first] = group;
    if (first && first.file.size > PART_BYTES) await keepLarge(first);
    else await keepSmall(group);
  }
}

/** Groups files that have one part's bytes in sum; a larger file is alone. */
function* together(files: readonly Copied[]): Generator<Copied[]> {
  let group: Copied[] = [];
  let bytes = 0;
  for (const one of files) {
    if (group.length > 0 && bytes + one.file.size > PART_BYTES) {
      yield group;
      [group, bytes] = [[], 0];
    }
    group.push(one);
    bytes += one.file.size;
  }
  if (group.length > 0) yield group;
}

async function keepSmall(files: readonly Copied[]): Promise<void> {
  const read = await Promise.all(files.map(({ file }) => readPart(file, 0)));
  const tx = (await database()).transaction(['queue', ...COPY_STORES], 'readwrite', {
    durability: 'relaxed',
  });
  for (const [i, copied] of files.entries()) {
    const bytes = read[i];
    if (bytes && (await note(tx.objectStore('queue'), tx.objectStore('inbox'), copied, 1))) {
      await tx.objectStore('inboxParts').put(bytes, [copied.key, 0]);
    }
  }
  await tx.done;
}

/** Writes the parts one by one, then the record. Parts without a record are deleted with their file, too. */
async function keepLarge(copied: Copied): Promise<void> {
  const { key, file } = copied;
  const parts = Math.ceil(file.size / PART_BYTES);
  const db = await database();
  for (let part = 0; part < parts; part++) {
    const bytes = await readPart(file, part);
    if (!bytes) return;
    const tx = db.transaction(['queue', 'inboxParts'], 'readwrite', { durability: 'relaxed' });
    const isQueued = (await tx.objectStore('queue').getKey(key)) !== undefined;
    if (isQueued) await tx.objectStore('inboxParts').put(bytes, [key, part]);
    await tx.done;
    if (!isQueued) return;
  }
  const tx = db.transaction(['queue', 'inbox'], 'readwrite', { durability: 'relaxed' });
  await note(tx.objectStore('queue'), tx.objectStore('inbox'), copied, parts);
  await tx.done;
}

/** Null if the file was changed or deleted since it was picked. */
async function readPart(file: Blob, part: number): Promise<ArrayBuffer | null> {
  try {
    return await file.slice(part * PART_BYTES, (part + 1) * PART_BYTES).arrayBuffer();
  } catch (error) {
    console.warn('No copy is kept of a file that cannot be read:', error);
    return null;
  }
}

/** Writes the record. @returns false if the file is already indexed or removed */
async function note(
  queue: Writable<'queue'>,
  inbox: Writable<'inbox'>,
  { key, file, sidecars }: Copied,
  parts: number,
): Promise<boolean> {
  const queued = await queue.get(key);
  if (!queued) return false;
  await inbox.put({ type: file.type, parts, ...(sidecars && { sidecars }) }, key);
  await queue.put({ ...queued, kept: true });
  return true;
}

/** Returns the copy of a file; its parts are read one after the other. */
export async function inboxFile(key: number): Promise<Blob | undefined> {
  const db = await database();
  const copy = await db.get('inbox', key);
  if (!copy || copy instanceof Blob) return copy;
  if ('file' in copy) return copy.file;
  const parts: Blob[] = [];
  for (let part = 0; part < copy.parts; part++) {
    const bytes = await db.get('inboxParts', [key, part]);
    // Its file has left the queue meanwhile.
    if (!bytes) return undefined;
    parts.push(new Blob([bytes]));
  }
  return new Blob(parts, { type: copy.type });
}

/** Returns the texts of the sidecars that were kept with a file. */
export async function inboxSidecars(key: number): Promise<Sidecars<string> | undefined> {
  const copy = await (await database()).get('inbox', key);
  return copy && 'sidecars' in copy ? copy.sidecars : undefined;
}

/** Deletes the copy of a file, inside the transaction that deletes the file or its failure. */
export async function dropCopy(
  inbox: Writable<'inbox'>,
  inboxParts: Writable<'inboxParts'>,
  key: number,
): Promise<void> {
  await inbox.delete(key);
  await inboxParts.delete(keysUnder(key));
}
