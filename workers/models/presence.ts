/** The presence of each encoder according to the store; `installing.ts` posts downloads in progress. */

import { bytesOf, fileKey, type ImageEntry, type TextEntry } from '#core/space';
import { partsOf, storedFile } from '#store/model-files';
import { openChannel } from '#workers/shared/channel';
import { MODELS_EVENTS, type Presence } from './contract';

export type AnyEncoder = ImageEntry | TextEntry;

/** `tell` posts to this tab's page and workers and to all other tabs; `hear` receives from other tabs. */
export const { tell, hear } = openChannel(MODELS_EVENTS);

export async function presenceOf(encoder: AnyEncoder): Promise<Presence> {
  return encoder.home.kind === 'made' ? presenceOfMade(encoder) : presenceOfBrought(encoder);
}

/** Returns the presence of a build made on the device. Its source need not be installed any more. */
async function presenceOfMade({ home, files, graph }: AnyEncoder): Promise<Presence> {
  const stored = await Promise.all(files.map((file) => storedFile(fileKey(home, file))));
  const made = stored[files.findIndex(({ path }) => path === graph)];
  if (made?.agreement !== undefined && !made.confirmed) {
    const detail = `Its embeddings agree by ${made.agreement.toFixed(4)} in the median.`;
    return { state: 'failed', problem: 'build-differs', detail };
  }
  if (!made || stored.some((file) => file?.confirmed !== true)) return { state: 'absent' };
  return { state: 'ready', agreement: made.agreement ?? 1 };
}

async function presenceOfBrought(encoder: AnyEncoder): Promise<Presence> {
  const pins = [];
  let loaded = 0;
  let whole = 0;
  for (const file of encoder.files) {
    const key = fileKey(encoder.home, file);
    const stored = await storedFile(key);
    if (stored && !stored.confirmed)
      pins.push({ path: file.path, bytes: stored.bytes, sha256: stored.sha256 });
    if (stored) whole++;
    loaded += await bytesHere(key);
  }
  if (whole < encoder.files.length) return loaded > 0 ? { state: 'begun', loaded } : { state: 'absent' };
  return pins.length > 0 ? { state: 'unconfirmed', pins } : { state: 'ready' };
}

/** Returns how many bytes of a file are stored, complete or not. */
async function bytesHere(key: string): Promise<number> {
  return (await storedFile(key))?.bytes ?? (await partsOf(key)).bytes;
}

/**
 * Sums the sizes of an encoder's files.
 * @param announced sizes by path, from servers, for files whose size the catalogue does not have
 * @returns the bytes of files with a known size, and whether that is all files
 */
export function sizeOf(
  encoder: AnyEncoder,
  announced: ReadonlyMap<string, number> = new Map(),
): { bytes: number; whole: boolean } {
  const files = encoder.files.map((file) => ({
    ...file,
    bytes: file.bytes ?? announced.get(file.path) ?? null,
  }));
  return {
    bytes: bytesOf([{ home: encoder.home, files }]),
    whole: files.every(({ bytes }) => bytes !== null),
  };
}

/**
 * Returns the bytes still to be downloaded, as far as sizes are known.
 * @param announced as in `sizeOf`
 */
export async function missingBytes(
  encoder: AnyEncoder,
  announced: ReadonlyMap<string, number> = new Map(),
): Promise<number> {
  if ((await presenceOf(encoder)).state === 'ready') return 0;
  let missing = 0;
  for (const file of encoder.files) {
    const bytes = file.bytes ?? announced.get(file.path) ?? 0;
    missing += Math.max(0, bytes - (await bytesHere(fileKey(encoder.home, file))));
  }
  return missing;
}
