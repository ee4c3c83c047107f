/** What is told of model files that are damaged in the store: whoever reads them finds it, their writer mends it. */

import type { EncoderId } from './space';

/** This encoder has a damaged file. */
export interface DamageEvent {
  encoder: EncoderId;
}

export const DAMAGE_EVENTS = { name: 'mitsuke-damage', version: 1 } as const;
