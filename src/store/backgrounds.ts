/** Cache of what search knows of background queries: a text encoder computes their vectors once, photos are scored once. */

import type { StoredBackground } from '#core/background';
import type { EncoderId } from '#core/space';
import { setting, updateSetting } from './settings';

/** Returns null if nothing is stored for this encoder, or only under another print. */
export async function backgroundOf(encoder: EncoderId, print: string): Promise<StoredBackground | null> {
  const kept = (await setting('backgrounds'))?.[encoder];
  return kept?.print === print ? { vectors: kept.vectors, measured: kept.measured ?? {} } : null;
}

/** Replaces what is stored of this encoder by these vectors. */
export async function keepBackground(
  encoder: EncoderId,
  print: string,
  vectors: Float32Array<ArrayBuffer>,
): Promise<void> {
  await updateSetting('backgrounds', (all) => ({ ...all, [encoder]: { print, vectors } }));
}

/** Adds to vectors that are stored under this print; without them nothing is stored. */
export async function keepMeasured(
  encoder: EncoderId,
  print: string,
  measured: StoredBackground['measured'],
): Promise<void> {
  await updateSetting('backgrounds', (all = {}) => {
    const kept = all[encoder];
    if (kept?.print !== print) return all;
    return { ...all, [encoder]: { ...kept, measured: { ...kept.measured, ...measured } } };
  });
}
