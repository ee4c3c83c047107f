/** Fetches a model file and hands it out only if it is the one that the catalogue names. */

import { Problem } from '#core/errors';
import { sha256 } from '#core/hash';
import type { ModelFile } from '#core/space';
import { fetchOwn } from './fetching';

/**
 * @param onBytes told with the number of bytes that came since the last time
 * @throws Problem `network`; `model-damaged` where size or SHA-256 differ (a cut download,
 *   or an error page in place of the file)
 */
export async function downloadModelFile(
  base: string,
  file: ModelFile,
  onBytes: (bytes: number) => void,
): Promise<Blob> {
  const response = await fetchOwn(base + file.path);
  const bytes = new Uint8Array(file.bytes);
  let filled = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    if (filled + part.value.length > file.bytes) {
      await reader?.cancel();
      throw new Problem('model-damaged', `${file.path} is longer than ${file.bytes} bytes.`);
    }
    bytes.set(part.value, filled);
    filled += part.value.length;
    onBytes(part.value.length);
  }
  if (filled !== file.bytes) {
    throw new Problem('model-damaged', `${file.path} has ${filled} bytes instead of ${file.bytes}.`);
  }
  const found = await sha256(bytes);
  if (found !== file.sha256) {
    throw new Problem('model-damaged', `${file.path} has the SHA-256 ${found} instead of ${file.sha256}.`);
  }
  return new Blob([bytes]);
}
