/** Tells everybody: this tab's page, its search worker, and the same parts of other tabs. */

import { MODELS_EVENTS } from '#workers/models/contract';
import { openChannel } from '#workers/shared/channel';
import { LIBRARY_EVENTS } from './contract';

const { tell, hear } = openChannel(LIBRARY_EVENTS);

/** `hearOthers`: what the library workers of other tabs tell; never its own words. */
export { hear as hearOthers, tell };

/** What the models workers tell, of this tab and of others. */
export const { hear: hearModels } = openChannel(MODELS_EVENTS);
