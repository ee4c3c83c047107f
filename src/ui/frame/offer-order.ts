/** Which cards are offered at the bottom, the most urgent first. */

import type { Upgrade } from '#session/models/contract';

export type OfferKind = 'upgrade' | 'missing' | 'found';

/** Most cards at once: more would cover the photos. */
const AT_MOST = 2;

export interface Offered {
  /** State of the way to a better model; null if there is nothing to say of it. */
  upgrade: Upgrade['state'] | null;
  /** Photos whose files are gone, and that wait for a decision. */
  missing: number;
  /** New photos of the folders. */
  found: number;
}

/** What the user has begun comes first; then what is lost, what is new, and last what can wait for any visit. */
export function offersInOrder({ upgrade, missing, found }: Offered): OfferKind[] {
  const offers: (OfferKind | false)[] = [
    upgrade !== null && upgrade !== 'offered' && 'upgrade',
    missing > 0 && 'missing',
    found > 0 && 'found',
    upgrade === 'offered' && 'upgrade',
  ];
  return offers.filter((offer) => offer !== false).slice(0, AT_MOST);
}
