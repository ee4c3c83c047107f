/** Entry of the search worker. It reads the store and follows the library; it writes nothing. */

import { expose, transfer } from 'comlink';
import { LIBRARY_CHANNEL, type LibraryEvent } from '../library/contract';
import type { Ranking, SearchWorker } from './contract';
import { Follower } from './follower';

let follower: Follower | undefined;

const worker: SearchWorker = {
  async open(space, dimension) {
    follower = await Follower.open(space, dimension);
    const channel = new BroadcastChannel(LIBRARY_CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<LibraryEvent>) => follower?.follow(data);
    // What was committed between the first read and the first event.
    await follower.catchUp();
    return follower.index.size;
  },

  async byVector(query) {
    return send(follower?.index.rank(query));
  },

  async byPhoto(photo) {
    return send(follower?.index.like(photo));
  },
};

function send(ranking: Ranking = { photos: new Uint32Array(), scores: new Float32Array() }): Ranking {
  return transfer(ranking, [ranking.photos.buffer, ranking.scores.buffer]);
}

expose(worker);
