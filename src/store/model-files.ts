/** Model files that were verified. What is here is whole and is what the catalogue names. */

import type { ModelFile } from '#core/space';
import { database } from './database';

export async function modelFile(file: ModelFile): Promise<Blob | undefined> {
  return (await (await database()).get('modelFiles', file.sha256))?.blob;
}

/** @throws DOMException `QuotaExceededError` */
export async function putModelFile(file: ModelFile, blob: Blob): Promise<void> {
  await (await database()).put('modelFiles', { sha256: file.sha256, path: file.path, blob });
}
