/** What a new library starts with. Apart from the catalogue, because the first screen needs no more of it. */

import type { Choice } from '#core/space';

export const DEFAULT_CHOICE: Choice = { space: 'starter-1', image: 'starter/image/fp32' };
