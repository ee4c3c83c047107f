/**
 * The order in which models are recommended, the best first. A model that does not understand all languages of a
 * person, or does not fit the device, is skipped. README.md, "Recommended", has the reasons and figures.
 */

import type { SpaceId } from '#core/space';

/** For a person who writes English alone. */
export const FOR_ENGLISH: readonly SpaceId[] = ['clip-b32', 'uform3-small', 'tinyclip-8m'];

/** For a person who also, or only, writes another language. */
export const FOR_MORE_LANGUAGES: readonly SpaceId[] = [
  'uform3-multilingual',
  'clip-b32',
  'japanese-clip-base',
  'chinese-clip-b16',
];
