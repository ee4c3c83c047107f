/** The user's control of the indexing, and embedding of pictures outside the library; see `IndexingVerbs`. */

import { setPaused } from '#store/queue';
import type { IndexingVerbs } from '../contract';
import { wantBackend } from '../encoding/backends';
import { choose } from '../encoding/target';
import { tell } from '../events';
import type { Indexer } from './indexer';
import { OutsidePhotos } from './outside-photos';

export function indexingVerbs(
  indexer: Pick<
    Indexer,
    'wake' | 'prepare' | 'stop' | 'renew' | 'rest' | 'forgive' | 'tellIndexing' | 'page'
  >,
): IndexingVerbs {
  const outside = new OutsidePhotos();
  return {
    async choose(choice) {
      await indexer.stop();
      try {
        await choose(choice);
      } finally {
        await indexer.renew();
      }
    },

    async chooseBackend(encoder, backend) {
      await wantBackend(encoder, backend);
      await indexer.renew();
    },

    playVideos: async (player) => indexer.page.give(player),
    expectFiles: () => indexer.prepare(),

    async pause() {
      await setPaused(true);
      tell({ type: 'paused' });
      await indexer.stop();
      await indexer.tellIndexing();
    },

    async resume() {
      await setPaused(false);
      indexer.forgive();
      await indexer.rest(null, true);
      indexer.wake();
      await indexer.tellIndexing();
    },

    rest: (why) => indexer.rest(why),
    embed: (file) => outside.embed(file),
  };
}
