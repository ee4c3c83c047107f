/** A worker with towers, because only a worker may wait for its threads. */

import { expose } from 'comlink';
import { readGraph } from '#workers/encode/tower/graph';
import { Tower } from '#workers/encode/tower/tower';
import { imageGraph } from '../../../../fixtures/standins/graphs';
import { Random } from '../../../../fixtures/standins/numbers';

const SIZE = { width: 64, layers: 3, heads: 4, mlp: 4, input: 48, patch: 16, dimension: 40 };
const DIMS = [1, 3, 48, 48];

const worker = {
  /**
   * Runs towers of these numbers of threads on random pictures.
   * @param pause milliseconds between runs: threads sleep meanwhile
   * @returns of each run the vector of each tower
   */
  async vectors(
    precision: 'fp32' | 'q8',
    threads: number[],
    runs: number,
    pause: number,
  ): Promise<Float32Array[][]> {
    const model = imageGraph(SIZE, precision, 'clip', { embedding: 'image_embeds' });
    const input = { name: 'pixel_values', type: 'float', dims: DIMS } as const;
    const towers = await Promise.all(
      threads.map((count) => Tower.open(readGraph(model), [input], 'image_embeds', count)),
    );
    const random = new Random(11);
    const vectors: Float32Array[][] = [];
    for (let run = 0; run < runs; run++) {
      const pixels = Float32Array.from({ length: 3 * 48 * 48 }, () => random.uniform() * 4 - 2);
      vectors.push(towers.map((tower) => tower.run(pixels)));
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    }
    for (const tower of towers) tower.close();
    return vectors;
  },
};

export type RunsWorker = typeof worker;

expose(worker);
