/** Several decode workers behind one function. */

import { type Remote, transfer } from 'comlink';
import type { Geometry } from '#core/preprocess';
import type { DecodeOutcome, DecodeWorker } from '#workers/decode/contract';
import { type RunningWorker, run } from '#workers/shared/running';

const MOST_DECODERS = 4;

/** As many as cores, although the encoder wants them too: measured faster than one fewer. */
export function decodersHere(cores = navigator.hardwareConcurrency || 2): number {
  return Math.max(1, Math.min(MOST_DECODERS, cores));
}

/** A decoder that takes longer than this hangs, or is dead without having said so. */
const PATIENCE_MS = 60_000;

export class DecodePool {
  private readonly idle: RunningWorker<DecodeWorker>[] = [];

  constructor(
    readonly size: number,
    private readonly start = startDecoder,
  ) {}

  /**
   * One original. No more than `size` calls may be under way at a time.
   * A worker that dies over a picture takes only that picture with it.
   */
  async decode(bytes: ArrayBuffer, geometry: Geometry, previewEdge: number): Promise<DecodeOutcome> {
    try {
      return await this.lend<DecodeOutcome>(async (remote) =>
        remote.decode(transfer(bytes, [bytes]), geometry, previewEdge),
      );
    } catch (error) {
      return { ok: false, reason: 'damaged', detail: `The decoder died over it: ${error}` };
    }
  }

  /** What the encoder sees of a known photo; null if it cannot be decoded. The same limits apply. */
  async pixels(bytes: ArrayBuffer, geometry: Geometry): Promise<Uint8Array | null> {
    return this.lend((remote) => remote.pixels(transfer(bytes, [bytes]), geometry)).catch(() => null);
  }

  private async lend<T>(work: (remote: Remote<DecodeWorker>) => Promise<T>): Promise<T> {
    const decoder = this.idle.pop() ?? this.start();
    try {
      const result = await decoder.within(PATIENCE_MS, work(decoder.remote));
      this.idle.push(decoder);
      return result;
    } catch (error) {
      decoder.end();
      throw error;
    }
  }

  /** Lets the workers go; the next call starts new ones. */
  dismiss(): void {
    for (const decoder of this.idle.splice(0)) decoder.end();
  }
}

function startDecoder(): RunningWorker<DecodeWorker> {
  return run(new Worker(new URL('../../decode/worker.ts', import.meta.url), { type: 'module' }));
}
