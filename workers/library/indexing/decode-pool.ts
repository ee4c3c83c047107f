/** Several decode workers behind one function. */

import { type Remote, transfer, wrap } from 'comlink';
import type { Geometry } from '#core/preprocess';
import type { DecodeOutcome, DecodeWorker } from '#workers/decode/contract';

/** A decoder that takes longer than this hangs, or is dead without having said so. */
const PATIENCE_MS = 60_000;

interface Member {
  worker: Worker;
  remote: Remote<DecodeWorker>;
}

export class DecodePool {
  private readonly idle: Member[] = [];

  constructor(readonly size: number) {}

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

  /** What the encoder sees of a known photo; null where it cannot be decoded. The same limits apply. */
  async pixels(bytes: ArrayBuffer, geometry: Geometry): Promise<Uint8Array | null> {
    return this.lend((remote) => remote.pixels(transfer(bytes, [bytes]), geometry)).catch(() => null);
  }

  private async lend<T>(work: (remote: Remote<DecodeWorker>) => Promise<T>): Promise<T> {
    const member = this.idle.pop() ?? hire();
    const death = watch(member.worker);
    try {
      const result = await Promise.race([work(member.remote), death.reported]);
      this.idle.push(member);
      return result;
    } catch (error) {
      member.worker.terminate();
      throw error;
    } finally {
      death.forget();
    }
  }

  /** Lets the workers go; the next call hires new ones. */
  dismiss(): void {
    for (const { worker } of this.idle.splice(0)) worker.terminate();
  }
}

function hire(): Member {
  const worker = new Worker(new URL('../../decode/worker.ts', import.meta.url), { type: 'module' });
  return { worker, remote: wrap<DecodeWorker>(worker) };
}

/** Rejects when the worker reports an error of its own, or says nothing for too long. */
function watch(worker: Worker) {
  const { promise: reported, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('It did not answer.')), PATIENCE_MS);
  worker.onerror = (event) => reject(new Error(event.message));
  return { reported, forget: () => clearTimeout(timer) };
}
