/** Entry of the search worker. It reads the store and follows the library; it writes nothing. */

import { expose, transfer } from 'comlink';
import { LIBRARY_CHANNEL, type LibraryEvent } from '../library/contract';
import type { Ranking, SearchWorker } from './contract';
import { Follower } from './follower';

let follower: Follower | undefined;

const channel = new BroadcastChannel(LIBRARY_CHANNEL);
channel.onmessage = ({ data }: MessageEvent<LibraryEvent>) => follower?.follow(data);

const worker: SearchWorker = {
  async open(space, dimension) {
    // Another space may be in use: it goes on answering until this one is loaded.
    const opened = await Follower.open(space, dimension);
    follower = opened;
    // What was committed between the first read and the first event.
    await opened.catchUp();
    return opened.index.size;
  },

  async byVector(query) {
    // A query that was on its way while the space changed has no answer in the new one.
    return send(query.length === follower?.dimension ? follower.index.rank(query) : undefined);
  },

  async byPhoto(photo) {
    return send(follower?.index.like(photo));
  },
};

function send(ranking: Ranking = { photos: new Uint32Array(), scores: new Float32Array() }): Ranking {
  return transfer(ranking, [ranking.photos.buffer, ranking.scores.buffer]);
}

expose(worker);
