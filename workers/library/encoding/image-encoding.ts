/** The image encoder's worker as the indexer sees it: opened on demand, replaced after a failure. */

import { transfer } from 'comlink';
import { asProblem } from '#core/errors';
import { joined } from '#core/joined';
import type { Backend } from '#core/space';
import { knownBackends, noteBackends, openOnBest } from './backends';
import { type EncoderOf, type StartedEncoder, triesOneThread } from './encoder-worker';
import { thriftHere } from './thrift';

/** Watchdog: a batch that takes longer hangs. The slowest device measured takes half a minute. */
const PATIENCE_MS = 120_000;
/** Failures in a row after which a backend is refused. */
const MOST_STRIKES = 2;

export class ImageEncoding {
  private started: Promise<StartedEncoder> | undefined;
  private strikes = 0;
  private pace: number | null = null;
  /** Pictures since the encoder was opened. */
  private encoded = 0;

  constructor(private readonly target: EncoderOf) {}

  /**
   * Opens the encoder if it is not open.
   * @throws Problem `model-missing`, `model-unsupported`, `encoder-failed`
   */
  async ready(): Promise<void> {
    await this.open();
  }

  /** Moving average of pictures a second; null before the first batch. */
  get perSecond(): number | null {
    return this.pace;
  }

  /**
   * @param pictures each size x size x 3 bytes
   * @returns one embedding a picture
   * @throws Problem `encoder-failed`; then the next call opens a new worker, after two failures in a row on
   *   another backend
   */
  async encode(pictures: readonly Uint8Array[]): Promise<Float32Array<ArrayBuffer>[]> {
    const { worker, backend } = await this.open();
    const pixels = joined(pictures);
    const start = performance.now();
    try {
      const run = worker.remote.images(transfer(pixels, [pixels.buffer]), pictures.length);
      const all = await worker.within(PATIENCE_MS, run);
      this.strikes = 0;
      this.note((pictures.length * 1000) / (performance.now() - start));
      this.encoded += pictures.length;
      if (this.encoded >= thriftHere().renewAfter) this.dismiss();
      const { dimension } = this.target.space;
      return pictures.map((_, i) => all.slice(i * dimension, (i + 1) * dimension));
    } catch (error) {
      this.dismiss();
      triesOneThread(backend, error);
      await this.strike(backend, asProblem(error, 'encoder-failed').message);
      throw asProblem(error, 'encoder-failed');
    }
  }

  /** Ends the worker, which frees the runtime's memory; the next call opens a new one. */
  dismiss(): void {
    const { started } = this;
    this.started = undefined;
    this.encoded = 0;
    void started?.then(
      ({ worker }) => worker.end(),
      () => undefined,
    );
  }

  /** Exponential moving average: the first batches are slow, and the device's load changes. */
  private note(perSecond: number): void {
    this.pace = this.pace === null ? perSecond : this.pace + (perSecond - this.pace) / 3;
  }

  /** Refuses the backend at the second failure in a row: a lost device recovers, a broken driver does not. */
  private async strike(backend: Backend, reason: string): Promise<void> {
    this.strikes++;
    if (this.strikes < MOST_STRIKES || backend === 'wasm') return;
    this.strikes = 0;
    const known = await knownBackends(this.target.encoder);
    await noteBackends({ ...known, refused: { ...known.refused, [backend]: reason } });
  }

  private open(): Promise<StartedEncoder> {
    this.started ??= openOnBest(this.target).catch((error) => {
      this.started = undefined;
      throw error;
    });
    return this.started;
  }
}
