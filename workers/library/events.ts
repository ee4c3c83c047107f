/** Event channels: to this tab's page and search worker and to all other tabs, and from other workers. */

import { MODELS_EVENTS } from '#workers/models/contract';
import { openChannel } from '#workers/shared/channel';
import { LIBRARY_EVENTS } from './contract';
import { paced } from './pacing';

const { tell: tellNow, hear } = openChannel(LIBRARY_EVENTS);
const tell = paced(tellNow);

/** `hearOthers` receives the events of other tabs' library workers, never this worker's own. */
export { hear as hearOthers, tell };

/** Receives the events of the models workers of this tab and of others. */
export const { hear: hearModels } = openChannel(MODELS_EVENTS);
