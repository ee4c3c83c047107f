/** Entry of the search worker. It reads the store and follows the library; it writes nothing. */

import { expose, transfer } from 'comlink';
import { countVectors } from '#store/vectors';
import { LIBRARY_EVENTS } from '#workers/library/contract';
import { openChannel } from '#workers/shared/channel';
import type { SearchWorker } from './contract';
import { Facts } from './facts';
import { Follower } from './follower';
import { matrix } from './matrix';
import { newest, rank } from './ranking';
import { startScanner } from './start-scanner';

/** The one that answers, and the one that is being loaded to take its place. */
let follower: Follower | undefined;
let opening: Follower | undefined;
const facts = new Facts();

openChannel(LIBRARY_EVENTS).hear((event) => {
  for (const listener of [follower, opening, facts]) {
    listener?.follow(event).catch((error) => console.error('Search has missed something:', error));
  }
});

const worker: SearchWorker = {
  async open(space, dimension) {
    const scanner = await startScanner(dimension, await countVectors(space));
    const opened = new Follower(space, dimension, scanner);
    opening = opened;
    await opened.load();
    // Called again meanwhile, for another space, it is that one which takes over.
    if (opening === opened) {
      follower?.scanner.dismiss?.();
      follower = opened;
      opening = undefined;
    } else {
      scanner.dismiss?.();
    }
  },

  async rank(question) {
    const ranking = question.vector ? await rank(question, follower, facts) : await newest(question, facts);
    return transfer(ranking, [ranking.photos.buffer, ranking.scores.buffer, ranking.stacks.buffer]);
  },

  async vectorOf(photo) {
    const [vector] = follower ? await follower.full.of([photo]) : [];
    return vector ?? null;
  },

  async matrix(vectors, count, filter) {
    const result = await matrix(vectors, count, follower?.space, await facts.passing(filter));
    return transfer(
      result,
      [result.photos, result.scores, result.perPhoto, result.perText].map(({ buffer }) => buffer),
    );
  },

  facets: () => facts.facets(),
};

expose(worker);
