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

  async rank({ vector, without, limit }) {
    // A query that was on its way while the space changed has no answer in the new one.
    const { photos, scores } =
      follower && vector?.length === follower.dimension ? follower.index.rank(vector, without) : NOTHING;
    const ranking: Ranking = {
      photos: photos.slice(0, limit),
      scores: scores.slice(0, limit),
      stacks: Uint32Array.from(photos.slice(0, limit), (_, i) => i),
      total: photos.length,
      spread: spreadOf(scores),
    };
    return transfer(ranking, [ranking.photos.buffer, ranking.scores.buffer, ranking.stacks.buffer]);
  },

  async vectorOf(photo) {
    return follower?.index.vectorOf(photo) ?? null;
  },

  async facets() {
    return { cameras: [], folders: [], kinds: [], tags: [], years: [], places: [], favourites: 0 };
  },
};

function spreadOf(scores: Float32Array) {
  const count = scores.length;
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, count);
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(1, count);
  return { count, mean, deviation: Math.sqrt(variance) };
}

const NOTHING = { photos: new Uint32Array(), scores: new Float32Array() };

expose(worker);
