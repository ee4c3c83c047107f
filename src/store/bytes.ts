/**
 * The stored form of bytes. They are buffers, because some engines refuse Blobs in IndexedDB: WebKit's do in private
 * windows and automated sessions. Callers see Blobs, or the buffers of model files.
 */

import type { Sidecars } from '#core/sidecars';

/** Bytes with their MIME type. */
export interface StoredBytes {
  type: string;
  bytes: ArrayBuffer;
}

/** What versions up to 7 stored: rows have it until they are converted (`migrations/blobs.ts`). */
export type OldBlob = Blob;

/** A copy of a picked file as versions up to 7 stored it. */
export type OldCopy = OldBlob | { file: OldBlob; sidecars: Sidecars<string> };

/** Reads a Blob, before the transaction that stores it: no transaction waits for that. */
export async function toStored(blob: Blob): Promise<StoredBytes> {
  return { type: blob.type, bytes: await blob.arrayBuffer() };
}

export function toBlob(stored: StoredBytes | OldBlob): Blob {
  return stored instanceof Blob ? stored : new Blob([stored.bytes], { type: stored.type });
}
