/** Cache of the background queries' vectors, so that a text encoder computes them only once. */

import type { EncoderId } from '#core/space';
import { setting, updateSetting } from './settings';

/** Returns null if nothing is stored for this encoder, or only under another print. */
export async function backgroundOf(
  encoder: EncoderId,
  print: string,
): Promise<Float32Array<ArrayBuffer> | null> {
  const kept = (await setting('backgrounds'))?.[encoder];
  return kept?.print === print ? kept.vectors : null;
}

/** Replaces the stored vectors of this encoder. */
export async function keepBackground(
  encoder: EncoderId,
  print: string,
  vectors: Float32Array<ArrayBuffer>,
): Promise<void> {
  await updateSetting('backgrounds', (all) => ({ ...all, [encoder]: { print, vectors } }));
}
