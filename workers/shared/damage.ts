/** Tells the models worker of a damaged file: it has the file downloaded again. */

import { DAMAGE_EVENTS, type DamageEvent } from '#core/damage';
import type { EncoderId } from '#core/space';
import { openChannel } from './channel';

export function tellDamage(encoder: EncoderId): void {
  const channel = openChannel<DamageEvent>(DAMAGE_EVENTS);
  channel.tell({ encoder });
  channel.close();
}
