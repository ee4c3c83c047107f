/** Catalogue of the vector spaces, as data, roughly from the smallest to the largest. */

import type { EncoderId, ImageEntry, Space, SpaceId, TextEntry } from '#core/space';
import { CHINESE_CLIP_B16 } from './spaces/chinese-clip';
import { CLIP_B32 } from './spaces/clip-b32';
import { JAPANESE_CLIP_BASE } from './spaces/japanese-clip';
import { OPENCLIP_B32_256 } from './spaces/openclip-b32';
import { SIGLIP2_BASE } from './spaces/siglip2';
import { STARTER } from './spaces/starter';
import { TINYCLIP_8M } from './spaces/tinyclip';
import { UFORM3_MULTILINGUAL, UFORM3_SMALL } from './spaces/uform';

export const SPACES: readonly Space[] = [
  STARTER,
  TINYCLIP_8M,
  UFORM3_SMALL,
  CLIP_B32,
  JAPANESE_CLIP_BASE,
  CHINESE_CLIP_B16,
  UFORM3_MULTILINGUAL,
  SIGLIP2_BASE,
  OPENCLIP_B32_256,
];

/** Finds a space, also among those that the user added. */
export function findSpace(id: SpaceId, own: readonly Space[] = []): Space | undefined {
  return [...SPACES, ...own].find((space) => space.id === id);
}

/** Finds an encoder with its space, also among those that the user added. */
export function findEncoder(
  id: EncoderId,
  own: readonly Space[] = [],
): { space: Space; encoder: ImageEntry | TextEntry } | undefined {
  for (const space of [...SPACES, ...own]) {
    const encoder = [...space.images, ...space.texts].find((each) => each.id === id);
    if (encoder) return { space, encoder };
  }
  return undefined;
}
