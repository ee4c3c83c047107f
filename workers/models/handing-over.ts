/** Files of the catalogue's models that the user brings along: from another device, or a folder. */

import { sha256 } from '#core/hash';
import type { PickedFile } from '#core/picked-file';
import { fileKey } from '#core/space';
import { addPart, commitFile, dropFile, storedFile } from '#store/model-files';
import type { Handed } from './contract';
import type { AnyEncoder } from './presence';

/**
 * Stores the files whose hash belongs to one of these encoders.
 * @returns the outcome, and the keys of the stored files
 * @throws DOMException `QuotaExceededError`
 */
export async function handOver(
  picked: readonly PickedFile[],
  encoders: readonly AnyEncoder[],
): Promise<{ handed: Handed; keys: ReadonlySet<string> }> {
  const wanted = new Map(
    encoders.flatMap(({ home, files }) =>
      files.flatMap((file) => (file.sha256 === null ? [] : [[file.sha256, { home, file }] as const])),
    ),
  );
  const handed: Handed = { stored: [], unknown: [] };
  const keys = new Set<string>();
  // One at a time: each is read into memory as a whole.
  for (const { path, file: from } of picked) {
    const bytes = await from.arrayBuffer();
    const found = wanted.get(await sha256(bytes));
    if (!found) {
      handed.unknown.push(path);
      continue;
    }
    const { home, file } = found;
    const key = fileKey(home, file);
    handed.stored.push(path);
    keys.add(key);
    if ((await storedFile(key))?.confirmed) continue;
    await store(key, file.path, bytes);
  }
  return { handed, keys };
}

async function store(key: string, path: string, bytes: ArrayBuffer): Promise<void> {
  // A download of the same file in any tab ends first.
  await navigator.locks.request(`mitsuke-model-file-${key}`, async () => {
    await dropFile(key);
    try {
      await addPart(key, 0, new Blob([bytes]));
      await commitFile({ key, path, bytes: bytes.byteLength, sha256: await sha256(bytes), confirmed: true });
    } catch (error) {
      await dropFile(key);
      throw error;
    }
  });
}
