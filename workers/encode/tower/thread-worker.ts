/** Entry of a thread of a tower: a worker on the tower's memory. It is blocked from its first run on, and is ended. */

import { instantiate } from './kernels';
import { type Crew, follow } from './shared-run';

addEventListener('message', async ({ data: crew }: MessageEvent<Crew>) => {
  const kernels = await instantiate(crew.memory, crew);
  postMessage('ready');
  follow(crew, kernels);
});
