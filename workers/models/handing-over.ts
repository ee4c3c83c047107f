/** Files of the catalogue's models that the user brings along: from another device, or a folder. */

import { sha256 } from '#core/hash';
import type { PickedFile } from '#core/picked-file';
import { keepFile, storedFile } from '#store/model-files';
import { withLock } from '#workers/shared/locks';
import type { Handed } from './contract';
import type { AnyEncoder } from './presence';

/**
 * Stores the files whose hash belongs to one of these encoders.
 * @returns the outcome, and the hashes of the stored files, which are their keys as well
 * @throws DOMException `QuotaExceededError`
 */
export async function handOver(
  picked: readonly PickedFile[],
  encoders: readonly AnyEncoder[],
): Promise<{ handed: Handed; hashes: ReadonlySet<string> }> {
  const paths = new Map(
    encoders.flatMap(({ files }) => files.map(({ path, sha256 }) => [sha256, path] as const)),
  );
  const handed: Handed = { stored: [], unknown: [] };
  const hashes = new Set<string>();
  // One at a time: each is read into memory as a whole.
  for (const { path: name, file } of picked) {
    const bytes = await file.arrayBuffer();
    const hash = await sha256(bytes);
    const path = paths.get(hash);
    if (path === undefined) {
      handed.unknown.push(name);
      continue;
    }
    handed.stored.push(name);
    hashes.add(hash);
    // Waits for a download of the same file, in any tab.
    await withLock(`mitsuke-model-file-${hash}`, async () => {
      if ((await storedFile(hash))?.confirmed) return;
      const record = { key: hash, path, bytes: bytes.byteLength, sha256: hash, confirmed: true };
      await keepFile(record, new Uint8Array(bytes));
    });
  }
  return { handed, hashes };
}
