/** Several decode workers behind one function. */

import { type Remote, transfer, wrap } from 'comlink';
import type { DecodeOutcome, DecodeWorker } from '../decode/contract';

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
  async decode(bytes: ArrayBuffer, previewEdge: number): Promise<DecodeOutcome> {
    const member = this.idle.pop() ?? hire();
    const death = watch(member.worker);
    try {
      const outcome = await Promise.race([
        member.remote.decode(transfer(bytes, [bytes]), previewEdge),
        death.reported,
      ]);
      this.idle.push(member);
      return outcome;
    } catch (error) {
      member.worker.terminate();
      return { ok: false, reason: 'damaged', detail: `The decoder died over it: ${error}` };
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
  const worker = new Worker(new URL('../decode/worker.ts', import.meta.url), { type: 'module' });
  return { worker, remote: wrap<DecodeWorker>(worker) };
}

/** Rejects when the worker reports an error of its own, or says nothing for too long. */
function watch(worker: Worker) {
  const { promise: reported, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('It did not answer.')), PATIENCE_MS);
  worker.onerror = (event) => reject(new Error(event.message));
  return { reported, forget: () => clearTimeout(timer) };
}
