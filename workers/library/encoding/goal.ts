/** What a box has to do as well as this device. */

import { targetFromStore } from './choices';
import { cores } from './cores';
import { preprocessingOf, type Target } from './target';

export interface Goal {
  target: Target;
  /** Edge of the encoder's input in pixels. */
  size: number;
  /** Threads of this device's own encoder, where that has to be asked. */
  threads: number;
}

/**
 * What photos are encoded for right now.
 * @throws Problem `model-missing`, `model-unsupported`
 */
export async function goalNow(): Promise<Goal> {
  const target = await targetFromStore();
  const { size } = await preprocessingOf(target.encoder);
  return { target, size, threads: cores().threads };
}
