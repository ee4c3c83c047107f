/** Vectors of the background queries, so that each text encoder calculates them once and not in every session. */

import type { EncoderId } from '#core/space';
import { setting, updateSetting } from './settings';

/** Null if nothing was kept of this encoder, or under another print. */
export async function backgroundOf(
  encoder: EncoderId,
  print: string,
): Promise<Float32Array<ArrayBuffer> | null> {
  const kept = (await setting('backgrounds'))?.[encoder];
  return kept?.print === print ? kept.vectors : null;
}

/** Replaces what was kept of this encoder. */
export async function keepBackground(
  encoder: EncoderId,
  print: string,
  vectors: Float32Array<ArrayBuffer>,
): Promise<void> {
  await updateSetting('backgrounds', (all) => ({ ...all, [encoder]: { print, vectors } }));
}
