/** The few models that the settings show first; the others are behind "All models". */

import { type Choices, publishedBytes, type Space, type SpaceId } from '#core/space';

export type Reason = 'inUse' | 'recommended' | 'smaller' | 'manyLanguages';

export interface Listed {
  space: Space;
  reason: Reason;
}

/**
 * Returns the models in use first, then the recommended one, a smaller one, and one for more languages, as far as
 * these are others. Models of the user's own are in the rest, unless one is in use.
 * @param language of the interface; the smaller model must understand it
 */
export function shortList(
  spaces: readonly Space[],
  { active, next }: Choices,
  recommended: SpaceId | null,
  language: string,
): { short: readonly Listed[]; rest: readonly Space[] } {
  const short: Listed[] = [];
  const add = (space: Space | undefined, reason: Reason) => {
    if (space && !short.some((listed) => listed.space === space)) short.push({ space, reason });
  };
  const find = (id: SpaceId | undefined) => spaces.find((space) => space.id === id);
  add(find(active.space), 'inUse');
  add(find(next?.space), 'inUse');
  const known = spaces.filter(({ id }) => !id.startsWith('own-'));
  const found = find(recommended ?? undefined);
  add(found, 'recommended');
  const limit = found ? sizeOf(found) : 0;
  const smaller = known.filter(
    (space) =>
      !short.some((listed) => listed.space === space) &&
      understands(space, language) &&
      sizeOf(space) < limit,
  );
  add(smaller.sort((a, b) => sizeOf(a) - sizeOf(b))[0], 'smaller');
  add([...known].sort((a, b) => languagesOf(b) - languagesOf(a))[0], 'manyLanguages');
  return { short, rest: spaces.filter((space) => !short.some((listed) => listed.space === space)) };
}

/** Bytes of the first image encoder and the first text encoder. Infinite if unknown: then it is not smaller. */
function sizeOf(space: Space): number {
  const pair = [...space.images.slice(0, 1), ...space.texts.slice(0, 1)];
  return publishedBytes(space, pair) ?? Number.POSITIVE_INFINITY;
}

function understands({ texts }: Space, language: string): boolean {
  return texts.some(({ languages }) => languages.includes(language) || languages.includes('*'));
}

function languagesOf({ texts }: Space): number {
  return Math.max(...texts.map(({ languages }) => languages.length));
}
