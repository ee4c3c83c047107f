/** Choice of a new library, in a file of its own: the first screen needs nothing else of the catalogue. */

import type { Choice } from '#core/space';

export const DEFAULT_CHOICE: Choice = { space: 'starter-2', image: 'starter-2/image/fp32' };
