/** Model files: the parts of downloads in progress, and complete files. */

import { Problem } from '#core/errors';
import { readPreprocessor } from '#core/preprocess';
import { fileKey, type Home, type ImageEntry, type ModelFile, type Preprocessing } from '#core/space';
import { database } from './database';
import { keysUnder } from './ranges';
import type { StoredModelFile } from './schema';

/** Returns the record of a complete file; undefined if it is incomplete or absent. */
export async function storedFile(key: string): Promise<StoredModelFile | undefined> {
  return (await database()).get('modelFiles', key);
}

/** Returns the keys of all files that may be used. */
export async function confirmedFiles(): Promise<Set<string>> {
  const files = await (await database()).getAll('modelFiles');
  return new Set(files.filter(({ confirmed }) => confirmed).map(({ key }) => key));
}

/**
 * Returns the bytes of a file that may be used.
 * @throws Problem `model-missing`
 */
export async function readModelFile(home: Home, file: ModelFile): Promise<Blob> {
  const key = fileKey(home, file);
  const stored = await storedFile(key);
  if (!stored?.confirmed) throw new Problem('model-missing', `${file.path} is not here.`);
  return partsBlob(key);
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
  return readPreprocessor(JSON.parse(await (await readModelFile(home, file)).text()));
}

/** Returns the parts of a file that have arrived, concatenated in order. */
export async function partsBlob(key: string): Promise<Blob> {
  return new Blob(await (await database()).getAll('modelParts', keysUnder(key)));
}

/** Returns how much of a file has arrived: number of parts and bytes. */
export async function partsOf(key: string): Promise<{ count: number; bytes: number }> {
  const parts = await (await database()).getAll('modelParts', keysUnder(key));
  return { count: parts.length, bytes: parts.reduce((sum, part) => sum + part.size, 0) };
}

/** @throws DOMException `QuotaExceededError` */
export async function addPart(key: string, part: number, bytes: Blob): Promise<void> {
  await (await database()).put('modelParts', bytes, [key, part]);
}

/** Commits a file whose parts are all stored: readers see it complete from now on, and not at all before. */
export async function commitFile(file: StoredModelFile): Promise<void> {
  await (await database()).put('modelFiles', file);
}

/** Stores a whole file at once, bytes and record in one transaction, replacing whatever was there. */
export async function keepFile(file: StoredModelFile, bytes: Blob | null): Promise<void> {
  const tx = (await database()).transaction(['modelFiles', 'modelParts'], 'readwrite');
  const parts = tx.objectStore('modelParts');
  await parts.delete(keysUnder(file.key));
  if (bytes) await parts.put(bytes, [file.key, 0]);
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
