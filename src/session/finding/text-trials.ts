/**
 * Chooses what runs a text encoder. The first time it is onnxruntime, as everywhere. Then, while the page is idle, our
 * runtime of towers is tried beside it; from the next opening on the faster one is used, if they agree.
 */

import type { ReadonlySignal } from '@preact/signals';
import { asProblem, Problem } from '#core/errors';
import { GOLDEN_TEXTS } from '#core/golden';
import type { EncoderId, TextBackend, TextEntry, Timing } from '#core/space';
import { dot } from '#core/vector';
import { type EncodeWorker, textBackends } from '#workers/encode/contract';
import type { BackendChoice, LibraryWorker } from '#workers/library/contract';
import { whenIdle } from '../idle';

/** Methods of an opened text encoder that callers use. */
export type Encoder = Pick<EncodeWorker, 'texts'>;

/** Spawns a worker for one encoder. */
export type Spawn = () => { encoder: Encoder & Pick<EncodeWorker, 'openText' | 'warm'>; dismiss(): void };

/** Largest cosine distance between the vectors of a text. */
const TOLERANCE = 0.035;
/** How often each golden text is encoded by both, in turns. */
const ROUNDS = 4;

export class TextTrials {
  /** Tried, or failed, since the page was opened. */
  private readonly done = new Set<EncoderId>();

  /**
   * @param choices what is known of encoders on this device
   * @param library keeps what is found
   */
  constructor(
    private readonly choices: ReadonlySignal<readonly BackendChoice[]>,
    private readonly library: Pick<LibraryWorker, 'noteTextBackends'>,
    private readonly spawn: Spawn,
    private readonly atRest: typeof whenIdle = whenIdle,
  ) {}

  /** Returns the backend to open an encoder with. */
  backendOf(entry: TextEntry): TextBackend {
    const isTower = this.known(entry)?.backend === 'tower' && !this.done.has(entry.id);
    return isTower && textBackends(entry).includes('tower') ? 'tower' : 'wasm';
  }

  /** Tries our runtime beside onnxruntime, in which the encoder has just been opened, unless that was done before. */
  begin(entry: TextEntry, dimension: number, wasm: Encoder): void {
    if (this.known(entry) || this.done.has(entry.id) || !textBackends(entry).includes('tower')) return;
    this.done.add(entry.id);
    this.atRest(() => this.tried(entry, dimension, wasm));
  }

  /** Our runtime could not open an encoder that it had opened before: it is not asked again. */
  failed({ id }: TextEntry, error: unknown): void {
    this.done.add(id);
    const { code, message } = asProblem(error);
    // Other problems have nothing to do with the runtime.
    if (code === 'encoder-failed' || code === 'model-unsupported') this.note(id, {}, { tower: message });
    else console.warn('Our runtime of towers was not used:', error);
  }

  private known({ id }: TextEntry): BackendChoice | undefined {
    return this.choices.peek().find(({ encoder }) => encoder === id);
  }

  private async tried(entry: TextEntry, dimension: number, wasm: Encoder): Promise<void> {
    const { encoder: tower, dismiss } = this.spawn();
    try {
      await tower.openText(entry, dimension, 'tower', 1);
      this.note(entry.id, await timingsOf({ wasm, tower }), {});
    } catch (error) {
      this.failed(entry, error);
    } finally {
      dismiss();
    }
  }

  private note(id: EncoderId, timings: BackendChoice['timings'], refused: BackendChoice['refused']): void {
    this.library
      .noteTextBackends(id, timings, refused)
      .catch((error) => console.warn('The choice of a backend was not stored:', error));
  }
}

/**
 * Encodes the golden texts by both. One text is one call, so that a query need not wait for more.
 * @returns milliseconds a text
 * @throws Problem `encoder-failed` if they disagree
 */
async function timingsOf(both: Record<TextBackend, Encoder>): Promise<Record<TextBackend, Timing>> {
  const times: Record<TextBackend, number[]> = { wasm: [], tower: [] };
  const encode = async (backend: TextBackend, text: string) => {
    const start = performance.now();
    const vector = await both[backend].texts([text]);
    times[backend].push(performance.now() - start);
    return vector;
  };
  for (let round = 0; round < ROUNDS; round++) {
    for (const text of GOLDEN_TEXTS) {
      const distance = 1 - dot(await encode('wasm', text), await encode('tower', text));
      // NaN fails this comparison, so it counts as disagreement.
      if (distance <= TOLERANCE) continue;
      const what = `On "${text.slice(0, 20)}" this backend and WASM disagree`;
      throw new Problem('encoder-failed', `${what}: cosine distance ${distance.toFixed(4)}.`);
    }
  }
  return { wasm: timingOf(times.wasm), tower: timingOf(times.tower) };
}

function timingOf(times: readonly number[]): Timing {
  const avg = times.reduce((sum, ms) => sum + ms, 0) / times.length;
  return { min: Math.min(...times), avg, max: Math.max(...times) };
}
