/**
 * Spaces that earlier builds had and this one replaces. A library of such a space is re-encoded for the starter,
 * and then its old vectors are deleted. Vectors of a space that is neither here nor in the catalogue are kept,
 * because another build may know it.
 */

import type { SpaceId } from '#core/space';

const RETIRED: readonly SpaceId[] = ['starter-1'];

/** Keys (`fileKey` in core/space) of their files, which nothing uses any more. */
export const RETIRED_FILES: readonly string[] = [
  // starter-1: both graphs and the tokenizer.
  '760445a17b27f217ce4880fe06719cd02ccd62b606dd983a49bfc60a38ef45b2',
  '81aa8b57c3bb36c5aaf16553456c74ef96f499e48a650ae9da2ffe0b052dd285',
  'f0f262234f769299cb635d8466ed93dfe5a53772ee5c4fe354533f8b5479b658',
];

/** Returns whether no build will know this space again: a retired one, or one of the user's own that was forgotten. */
export function isRetired(space: SpaceId, own: readonly { id: SpaceId }[]): boolean {
  return RETIRED.includes(space) || (space.startsWith('own-') && own.every(({ id }) => id !== space));
}
