/** Vectors of the background queries, so that each text encoder calculates them once and not in every session. */

import type { EncoderId } from '#core/space';
import { database } from './database';
import type { Settings } from './schema';
import { setting } from './settings';

/** Null where nothing was kept of it, or under another print. */
export async function backgroundOf(
  encoder: EncoderId,
  print: string,
): Promise<Float32Array<ArrayBuffer> | null> {
  const kept = (await setting('backgrounds'))?.[encoder];
  return kept?.print === print ? kept.vectors : null;
}

/** Takes the place of what was kept of this encoder. */
export async function keepBackground(
  encoder: EncoderId,
  print: string,
  vectors: Float32Array<ArrayBuffer>,
): Promise<void> {
  const tx = (await database()).transaction('settings', 'readwrite');
  const all = (await tx.store.get('backgrounds')) as Settings['backgrounds'] | undefined;
  await tx.store.put({ ...all, [encoder]: { print, vectors } }, 'backgrounds');
  await tx.done;
}
