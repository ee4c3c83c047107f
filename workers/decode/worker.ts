/** Entry of a decode worker. The library worker runs a pool of these. */

import { expose, transfer, wrap } from 'comlink';
import { Problem } from '#core/errors';
import { onRequest } from '#net/ledger';
import { keepScript } from '#net/verified-file';
import { tellRequests } from '#workers/shared/ledger';
import { trustOwnScripts } from '#workers/shared/trusted-scripts';
import { bareVideo } from './bare-video';
import { clipFacts } from './clip-facts';
import type { DecodeWorker, VideoPlayer } from './contract';
import { decode, decodeReduced, decodeSquare, decodeTiles, decodeView } from './decode';

// Of transparent videos MediaBunny merges the two pictures in workers that it builds in memory.
trustOwnScripts(true);

const worker: DecodeWorker = {
  async decode(bytes, geometry, previewEdge, sidecars) {
    const outcome = await decode(bytes, geometry, previewEdge, sidecars);
    return outcome.ok ? transfer(outcome, [outcome.picture.pixels.buffer]) : outcome;
  },

  async video(file, type, geometry, previewEdge, sidecars, port) {
    const { decodeVideo, script } = await import('./video').catch((error) => {
      throw new Problem('decoder-missing', `The code for videos cannot be fetched: ${error}`, {
        cause: error,
      });
    });
    void keepScript(script);
    const player = port && wrap<VideoPlayer>(port);
    const outcome = await decodeVideo({ file, type, player }, geometry, previewEdge, sidecars);
    port?.close();
    if (!outcome.ok) return outcome;
    const { picture, frames } = outcome;
    return transfer(
      outcome,
      [picture, ...frames].map(({ pixels }) => pixels.buffer),
    );
  },

  async pixels(bytes, geometry) {
    const pixels = await decodeSquare(bytes, geometry);
    return pixels && transfer(pixels, [pixels.buffer]);
  },

  async tiles(bytes, geometry) {
    const tiles = await decodeTiles(bytes, geometry);
    return (
      tiles &&
      transfer(
        tiles,
        tiles.map(({ buffer }) => buffer),
      )
    );
  },

  clipFacts,
  view: decodeView,
  reduced: decodeReduced,
  bareVideo,
};

tellRequests(onRequest);
expose(worker);
