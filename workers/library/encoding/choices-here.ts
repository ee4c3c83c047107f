/**
 * What stored choices come to in this build of the app. A library may have been made by a newer build, with
 * a model that this one does not have, or with a model that has been replaced since.
 */

import type { Choice, Choices, ChoicesHere, Space, SpaceId } from '#core/space';
import { findSpace } from '#models/catalogue';
import { DEFAULT_CHOICE } from '#models/default-choice';
import { isRetired } from '#models/retired';

/**
 * The starter stands in for an active space that is not here. A next space that is not here is not filled.
 * @param own spaces of the user's own
 */
export function choicesHere({ active, next }: Choices, own: readonly Space[]): ChoicesHere {
  const activeHere = choiceHere(active, own) ?? DEFAULT_CHOICE;
  const nextHere = next && choiceHere(next, own);
  const isStrange = isUnknown(own);
  const strange = [active, next].find((choice) => choice !== null && isStrange(choice.space));
  return {
    active: activeHere,
    next: nextHere?.space === activeHere.space ? null : nextHere,
    unknown: strange?.space ?? null,
  };
}

/** Tells whether another build may know a space that this one does not. */
export function isUnknown(own: readonly Space[]): (space: SpaceId) => boolean {
  return (space) => !findSpace(space, own) && !isRetired(space, own);
}

/** Null if the space is not here. Of a build that is not here, another one of the space takes the place. */
function choiceHere({ space: id, image }: Choice, own: readonly Space[]): Choice | null {
  const space = findSpace(id, own);
  const build = space?.images.find((each) => each.id === image) ?? space?.images[0];
  return build ? { space: id, image: build.id } : null;
}
