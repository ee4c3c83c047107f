/** The presence of each encoder according to the store; `installing.ts` posts downloads in progress. */

import { bytesOf, fileKey, type ImageEntry, type TextEntry } from '#core/space';
import { type StoredFiles, storedFiles } from '#store/model-files';
import { openChannel } from '#workers/shared/channel';
import { MODELS_EVENTS, type Presence } from './contract';

export type AnyEncoder = ImageEntry | TextEntry;

/** `tell` posts to this tab's page and workers and to all other tabs; `hear` receives from other tabs. */
export const { tell, hear } = openChannel(MODELS_EVENTS);

export async function presenceOf(encoder: AnyEncoder): Promise<Presence> {
  return presenceIn(await storedFiles(), encoder);
}

/** Posts what the store says of each. */
export async function tellPresences(encoders: readonly AnyEncoder[]): Promise<void> {
  const stored = await storedFiles();
  for (const encoder of encoders)
    tell({ type: 'presence', encoder: encoder.id, presence: presenceIn(stored, encoder) });
}

/** Returns the presence of an encoder whose files are stored like this. */
export function presenceIn(stored: StoredFiles, encoder: AnyEncoder): Presence {
  return encoder.home.kind === 'made' ? presenceOfMade(stored, encoder) : presenceOfBrought(stored, encoder);
}

/** Returns the presence of a build made on the device. Its source need not be installed any more. */
function presenceOfMade({ whole }: StoredFiles, { home, files, graph }: AnyEncoder): Presence {
  const stored = files.map((file) => whole.get(fileKey(home, file)));
  const made = stored[files.findIndex(({ path }) => path === graph)];
  if (made?.agreement !== undefined && !made.confirmed) {
    const detail = `Its embeddings agree by ${made.agreement.toFixed(4)} in the median.`;
    return { state: 'failed', problem: 'build-differs', detail };
  }
  if (!made || stored.some((file) => file?.confirmed !== true)) return { state: 'absent' };
  return { state: 'ready', agreement: made.agreement ?? 1 };
}

function presenceOfBrought({ whole, arrived }: StoredFiles, { home, files }: AnyEncoder): Presence {
  const keys = files.map((file) => fileKey(home, file));
  const stored = keys.flatMap((key) => whole.get(key) ?? []);
  if (stored.length < files.length) {
    const loaded = keys.reduce((sum, key) => sum + (arrived.get(key) ?? 0), 0);
    return loaded > 0 ? { state: 'begun', loaded } : { state: 'absent' };
  }
  const pins = stored.flatMap(({ path, bytes, sha256, confirmed }) =>
    confirmed ? [] : [{ path, bytes, sha256 }],
  );
  return pins.length > 0 ? { state: 'unconfirmed', pins } : { state: 'ready' };
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
  const stored = await storedFiles();
  if (presenceIn(stored, encoder).state === 'ready') return 0;
  return encoder.files.reduce((missing, file) => {
    const bytes = file.bytes ?? announced.get(file.path) ?? 0;
    const here = stored.arrived.get(fileKey(encoder.home, file)) ?? 0;
    return missing + Math.max(0, bytes - here);
  }, 0);
}
