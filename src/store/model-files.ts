/** Model files: the parts of downloads in progress, and complete files. */

import { Problem } from '#core/errors';
import { sha256 } from '#core/hash';
import { readPreprocessor } from '#core/preprocess';
import { fileKey, type Home, type ImageEntry, type ModelFile, type Preprocessing } from '#core/space';
import { database } from './database';
import { keysUnder } from './ranges';
import type { PartKey, StoredModelFile } from './schema';

/** Size of the parts of a file that is stored at once, in bytes. */
const PART_BYTES = 4_000_000;

/** Returns the record of a complete file; undefined if it is incomplete or absent. */
export async function storedFile(key: string): Promise<StoredModelFile | undefined> {
  return (await database()).get('modelFiles', key);
}

/** What is stored of all model files, by their keys. */
export interface StoredFiles {
  /** Records of complete files. */
  whole: ReadonlyMap<string, StoredModelFile>;
  /** Bytes that have arrived, of complete and of incomplete files. */
  arrived: ReadonlyMap<string, number>;
}

/** Reads records and keys of parts at once: a catalogue has hundreds of files, and each request would wait its turn. */
export async function storedFiles(): Promise<StoredFiles> {
  const tx = (await database()).transaction(['modelFiles', 'modelParts']);
  const [records, parts] = await Promise.all([
    tx.objectStore('modelFiles').getAll(),
    tx.objectStore('modelParts').getAllKeys(),
  ]);
  const whole = new Map(records.map((record) => [record.key, record]));
  const arrived = new Map(records.map(({ key, bytes }) => [key, bytes]));
  const incomplete = parts.filter(([key]) => !whole.has(key));
  const sizes = await sizesOf(incomplete);
  incomplete.forEach(([key], i) => {
    arrived.set(key, (arrived.get(key) ?? 0) + (sizes[i] ?? 0));
  });
  return { whole, arrived };
}

/** Returns the keys of all files that may be used. */
export async function confirmedFiles(): Promise<Set<string>> {
  const files = await (await database()).getAll('modelFiles');
  return new Set(files.filter(({ confirmed }) => confirmed).map(({ key }) => key));
}

/**
 * Returns the bytes of a file that may be used. They are not hashed: see `damageOf`.
 * @throws Problem `model-missing`
 */
export async function readModelFile(home: Home, file: ModelFile): Promise<Uint8Array<ArrayBuffer>> {
  const key = fileKey(home, file);
  const stored = await storedFile(key);
  if (!stored?.confirmed) throw new Problem('model-missing', `${file.path} is not here.`);
  return readParts(key);
}

/**
 * Hashes the files of an encoder, which takes a fifth of the time of reading them: so after a failure, and once a week.
 * @returns Problem `model-damaged`, which names the first that is no longer what was stored; null if all are
 */
export async function damageOf({ home, files }: Pick<ImageEntry, 'home' | 'files'>): Promise<Problem | null> {
  for (const file of files) {
    const key = fileKey(home, file);
    const stored = await storedFile(key);
    if (!stored || (await isAsStored(stored))) continue;
    return new Problem('model-damaged', `${file.path} has been damaged in the store.`);
  }
  return null;
}

/** Whether the bytes of a complete file are still those that were stored. */
export async function isAsStored({ key, sha256: hash }: StoredModelFile): Promise<boolean> {
  return (await sha256(await readParts(key))) === hash;
}

/** Parses a JSON file that may be used. @throws Problem `model-missing`; SyntaxError */
export async function readModelJson(home: Home, file: ModelFile): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await readModelFile(home, file)));
}

/**
 * Returns the preprocessing of an image encoder, from its entry or its preprocessor file.
 * @throws Problem `model-missing`, `model-unsupported`
 */
export async function preprocessingOf(encoder: ImageEntry): Promise<Preprocessing> {
  const { home, files, preprocessing } = encoder;
  if (typeof preprocessing !== 'string') return preprocessing;
  const file = files.find(({ path }) => path === preprocessing);
  if (!file) throw new Problem('model-unsupported', `The catalogue names no ${preprocessing}.`);
  return readPreprocessor(await readModelJson(home, file));
}

/**
 * Returns the parts of a file that have arrived, concatenated in order. Each is copied into place before the next is
 * read, so that the file is in memory once: it may have 350 MB.
 */
export async function readParts(key: string): Promise<Uint8Array<ArrayBuffer>> {
  const db = await database();
  for (;;) {
    const parts = await db.getAllKeys('modelParts', keysUnder(key));
    const sizes = await sizesOf(parts);
    const whole = new Uint8Array(sizes.reduce((sum, bytes) => sum + bytes, 0));
    let at = 0;
    for (const [i, part] of parts.entries()) {
      const stored = await db.get('modelParts', part);
      if (!stored) break;
      whole.set(new Uint8Array(stored instanceof Blob ? await stored.arrayBuffer() : stored), at);
      at += sizes[i] ?? 0;
    }
    // Else a part was converted or deleted meanwhile.
    if (at === whole.length) return whole;
  }
}

/** Returns how much of a file has arrived: number of parts and bytes. */
export async function partsOf(key: string): Promise<{ count: number; bytes: number }> {
  const parts = await (await database()).getAllKeys('modelParts', keysUnder(key));
  const sizes = await sizesOf(parts);
  return { count: parts.length, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) };
}

async function sizesOf(parts: readonly PartKey[]): Promise<number[]> {
  const db = await database();
  return Promise.all(
    parts.map(async (part) => {
      if (part.length === 3) return part[2];
      const stored = await db.get('modelParts', part);
      return stored instanceof Blob ? stored.size : 0;
    }),
  );
}

/**
 * Stores a part of a file, in place of the one with its number.
 * @throws DOMException `QuotaExceededError`
 */
export async function addPart(key: string, part: number, bytes: ArrayBuffer): Promise<void> {
  const tx = (await database()).transaction('modelParts', 'readwrite');
  await tx.store.delete(IDBKeyRange.bound([key, part], [key, part, []]));
  await tx.store.put(bytes, [key, part, bytes.byteLength]);
  await tx.done;
}

/** Commits a file whose parts are all stored: readers see it complete from now on, and not at all before. */
export async function commitFile(file: StoredModelFile): Promise<void> {
  await (await database()).put('modelFiles', file);
}

/** Stores a whole file at once, bytes and record in one transaction, replacing whatever was there. */
export async function keepFile(file: StoredModelFile, bytes: Uint8Array | null): Promise<void> {
  const tx = (await database()).transaction(['modelFiles', 'modelParts'], 'readwrite');
  const parts = tx.objectStore('modelParts');
  await parts.delete(keysUnder(file.key));
  const size = bytes?.length ?? 0;
  for (let part = 0; bytes && part * PART_BYTES < size; part++) {
    const piece = bytes.slice(part * PART_BYTES, (part + 1) * PART_BYTES);
    await parts.put(piece.buffer, [file.key, part, piece.length]);
  }
  await tx.objectStore('modelFiles').put(file);
  await tx.done;
}

/** Records that the user has accepted a file of unknown hash. */
export async function confirmFile(key: string): Promise<void> {
  const tx = (await database()).transaction('modelFiles', 'readwrite');
  const file = await tx.store.get(key);
  if (file) await tx.store.put({ ...file, confirmed: true });
  await tx.done;
}

export async function dropFile(key: string): Promise<void> {
  const tx = (await database()).transaction(['modelFiles', 'modelParts'], 'readwrite');
  await tx.objectStore('modelFiles').delete(key);
  await tx.objectStore('modelParts').delete(keysUnder(key));
  await tx.done;
}
