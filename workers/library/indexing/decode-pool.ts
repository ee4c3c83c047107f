/** A pool of decode workers. */

import { type Remote, transfer } from 'comlink';
import { problemCode } from '#core/errors';
import type { ClipFacts } from '#core/live-photo';
import type { Geometry } from '#core/preprocess';
import type { Sidecars } from '#core/sidecars';
import type { DecodeOutcome, DecodeWorker, Reduced, VideoOutcome } from '#workers/decode/contract';
import { type RunningWorker, run } from '#workers/shared/running';

const MOST_DECODERS = 4;

/** One decoder a core, four at most: measured faster than one fewer, although the encoder competes. */
export function decodersHere(cores = navigator.hardwareConcurrency || 2): number {
  return Math.max(1, Math.min(MOST_DECODERS, cores));
}

/** Watchdog: a decoder that takes longer hangs, or has died without an error event. */
const PATIENCE_MS = 60_000;
/** A video has sixteen pictures, and from a slow disk each may take seconds. */
const VIDEO_PATIENCE_MS = 180_000;

export class DecodePool {
  private readonly idle: RunningWorker<DecodeWorker>[] = [];

  constructor(
    /** May be changed between two runs. */
    public size: number,
    private readonly start = startDecoder,
  ) {}

  /**
   * Decodes one original. Callers keep at most `size` calls in flight: each has a worker of its own.
   * A picture is damaged if it costs two workers.
   * @param again reads the bytes anew: those that a worker died over are gone
   */
  async decode(
    bytes: ArrayBuffer,
    geometry: Geometry,
    previewEdge: number,
    sidecars?: Sidecars<string>,
    again?: () => Promise<ArrayBuffer>,
  ): Promise<DecodeOutcome> {
    const decode = (bytes: ArrayBuffer) =>
      this.lend<DecodeOutcome>(async (remote) =>
        remote.decode(transfer(bytes, [bytes]), geometry, previewEdge, sidecars),
      );
    try {
      return await decode(bytes).catch(async (error) => {
        if (!again || !mayHaveOtherCause(error)) throw error;
        this.dismiss();
        return decode(await again());
      });
    } catch (error) {
      return { ok: false, reason: 'damaged', detail: `The decoder died over it: ${error}` };
    }
  }

  /**
   * Decodes pictures of a video. The same limit applies.
   * @param port makes the port of a player that has the video open, as `DecodeWorker.video` takes it
   */
  async video(
    file: Blob,
    type: string,
    geometry: Geometry,
    previewEdge: number,
    sidecars?: Sidecars<string>,
    port?: () => Promise<MessagePort>,
  ): Promise<VideoOutcome> {
    const decode = async () => {
      const player = await port?.();
      return this.lend<VideoOutcome>(
        async (remote) =>
          remote.video(file, type, geometry, previewEdge, sidecars, player && transfer(player, [player])),
        VIDEO_PATIENCE_MS,
      );
    };
    try {
      return await decode().catch((error) => {
        if (!mayHaveOtherCause(error)) throw error;
        this.dismiss();
        return decode();
      });
    } catch (error) {
      const reason = problemCode(error) === 'decoder-missing' ? 'decoder-missing' : 'damaged';
      return { ok: false, reason, detail: `The decoder died over it: ${error}` };
    }
  }

  /** Reads what tells the clip of a Live Photo; null if the video does not say it. The same limit applies. */
  async clipFacts(video: Blob): Promise<ClipFacts | null> {
    return this.lend((remote) => remote.clipFacts(video)).catch(() => null);
  }

  /** Decodes a known photo to the encoder's input only; null if that fails. The same limit applies. */
  async pixels(bytes: ArrayBuffer, geometry: Geometry): Promise<Uint8Array | null> {
    return this.lend((remote) => remote.pixels(transfer(bytes, [bytes]), geometry)).catch(() => null);
  }

  /** The encoder's input of each tile, as `DecodeWorker.tiles` says; null if that fails. The same limit applies. */
  async tiles(bytes: ArrayBuffer, geometry: Geometry): Promise<Uint8Array[] | null> {
    return this.lend((remote) => remote.tiles(transfer(bytes, [bytes]), geometry)).catch(() => null);
  }

  /** A copy for the viewer; null if that fails. The same limit applies. */
  async view(bytes: ArrayBuffer): Promise<Blob | null> {
    return this.lend((remote) => remote.view(transfer(bytes, [bytes]))).catch(() => null);
  }

  /** A copy to give away, as `DecodeWorker.reduced` says; null if that fails. The same limit applies. */
  async reduced(bytes: ArrayBuffer, edge: number): Promise<Reduced | null> {
    return this.lend((remote) => remote.reduced(transfer(bytes, [bytes]), edge)).catch(() => null);
  }

  /**
   * A video without its metadata, as `DecodeWorker.bareVideo` says. The same limit applies.
   * @throws if that fails: then what is in it is unknown
   */
  async bareVideo(video: Blob): Promise<Blob> {
    return this.lend((remote) => remote.bareVideo(video), VIDEO_PATIENCE_MS);
  }

  private async lend<T>(
    work: (remote: Remote<DecodeWorker>) => Promise<T>,
    patience = PATIENCE_MS,
  ): Promise<T> {
    const decoder = this.idle.pop() ?? this.start();
    try {
      const result = await decoder.within(patience, work(decoder.remote));
      this.idle.push(decoder);
      return result;
    } catch (error) {
      decoder.end();
      throw error;
    }
  }

  /** Ends the idle workers; the next call starts new ones. After a death too: what killed one may have killed these. */
  dismiss(): void {
    for (const decoder of this.idle.splice(0)) decoder.end();
  }
}

/**
 * A worker may die over a picture of what it did before, or of little memory. One that hangs may do so over any picture:
 * in WebKitGTK on a busy processor three in 1,848 files did, each of which takes half a second.
 */
function mayHaveOtherCause(error: unknown): boolean {
  return problemCode(error) === 'unknown';
}

function startDecoder(): RunningWorker<DecodeWorker> {
  return run(new Worker(new URL('../../decode/worker.ts', import.meta.url), { type: 'module' }));
}
