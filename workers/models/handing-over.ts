/** Files of the catalogue's models that the user brings along: from another device, or a folder. */

import { sha256 } from '#core/hash';
import type { PickedFile } from '#core/picked-file';
import { fileKey, type Home, type ModelFile } from '#core/space';
import { keepFile, storedFile } from '#store/model-files';
import { withLock } from '#workers/shared/locks';
import type { Handed } from './contract';
import type { AnyEncoder } from './presence';

/**
 * Stores the files that belong to these encoders. A file with a published hash is recognised by it. One without is
 * recognised by its place in a folder with the repository's name, and waits for the user's confirmation.
 * @returns the outcome, and the keys of the stored files
 * @throws DOMException `QuotaExceededError`
 */
export async function handOver(
  picked: readonly PickedFile[],
  encoders: readonly AnyEncoder[],
): Promise<{ handed: Handed; keys: ReadonlySet<string> }> {
  const files = encoders.flatMap(({ home, files }) => files.map((file) => ({ home, file })));
  const handed: Handed = { stored: [], unknown: [] };
  const keys = new Set<string>();
  // One at a time: each is read into memory as a whole.
  for (const { path: name, file } of picked) {
    const bytes = await file.arrayBuffer();
    const hash = await sha256(bytes);
    const found =
      files.find(({ file }) => file.sha256 === hash) ??
      files.find((each) => each.file.sha256 === null && isPlaced(name, each));
    if (!found) {
      handed.unknown.push(name);
      continue;
    }
    const key = fileKey(found.home, found.file);
    handed.stored.push(name);
    keys.add(key);
    // Waits for a download of the same file, in any tab.
    await withLock(`mitsuke-model-file-${key}`, async () => {
      if ((await storedFile(key))?.confirmed) return;
      const confirmed = found.file.sha256 !== null;
      const record = { key, path: found.file.path, bytes: bytes.byteLength, sha256: hash, confirmed };
      await keepFile(record, new Uint8Array(bytes));
    });
  }
  return { handed, keys };
}

/**
 * Returns whether a picked file is where `hf download` or git would have put this one: in a folder with the name of
 * the repository, or in the hub's own cache.
 * @param picked path with the name of the picked folder
 */
function isPlaced(picked: string, { home, file }: { home: Home; file: ModelFile }): boolean {
  const at = file.home ?? home;
  if (at.kind !== 'hub') return false;
  const [owner, name] = at.repository.split('/');
  return [`/${name}/${file.path}`, `/models--${owner}--${name}/snapshots/${at.revision}/${file.path}`].some(
    (place) => `/${picked}`.endsWith(place),
  );
}
