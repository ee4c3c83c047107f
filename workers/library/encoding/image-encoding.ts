/** The image encoder's worker as the indexer sees it: opened on demand, replaced after a failure. */

import { transfer } from 'comlink';
import { asProblem } from '#core/errors';
import { joined } from '#core/joined';
import type { Backend } from '#core/space';
import { noteBackends, openOnBest } from './backends';
import { type EncoderOf, type StartedEncoder, triesOneThread } from './encoder-worker';
import { thriftHere } from './thrift';

/** Watchdog: a batch that takes longer hangs. The slowest device measured takes half a minute. */
const PATIENCE_MS = 120_000;
/** Failures in a row after which a backend is refused. */
const MOST_STRIKES = 2;
/** The pace is stored after this many pictures, after twice as many, and so on. */
const FIRST_KEPT = 8;
/** Milliseconds between two batches after which they are not of one run: the user has paused, or chosen photos. */
const PAUSE_MS = 10_000;

export class ImageEncoding {
  private started: Promise<StartedEncoder> | undefined;
  private strikes = 0;
  /** Of the backend in use: pictures in the encoder, and photos in all, a second. */
  private seen: { backend: Backend; pictures: number; photos: number } | null = null;
  /** Pictures of which the pace is known, and at how many it is stored next. */
  private paced = 0;
  private keptAt = FIRST_KEPT;
  /** When the last batch came back. */
  private last = Number.NEGATIVE_INFINITY;
  /** Pictures since the encoder was opened. */
  private encoded = 0;

  /** @param notesPace whether its pictures are photos, from whose pace forecasts are made */
  constructor(
    private readonly target: EncoderOf,
    private readonly notesPace = true,
  ) {}

  /**
   * Opens the encoder if it is not open.
   * @throws Problem `model-missing`, `model-unsupported`, `encoder-failed`
   */
  async ready(): Promise<void> {
    await this.open();
  }

  /** Moving average of pictures a second; null before the first batch. */
  get perSecond(): number | null {
    return this.seen?.pictures ?? null;
  }

  /** Stores the pace, from which forecasts of other encoders are made. Never rejects. */
  async keepPace(): Promise<void> {
    const { seen, target } = this;
    if (!seen || this.paced === 0) return;
    this.paced = 0;
    const { backend, pictures, photos } = seen;
    const pace = { picture: 1000 / pictures, photo: 1000 / photos };
    try {
      await noteBackends(target.encoder.id, (known) => ({
        ...known,
        paces: { ...known.paces, [backend]: pace },
      }));
    } catch (error) {
      console.warn('The pace was not stored:', error);
    }
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
      if (this.notesPace) this.note(backend, pictures.length, start);
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
  private note(backend: Backend, count: number, start: number): void {
    const now = performance.now();
    const rate = (count * 1000) / (now - start);
    const inAll = start - this.last < PAUSE_MS ? (count * 1000) / (now - this.last) : rate;
    const { pictures, photos } =
      this.seen?.backend === backend ? this.seen : { pictures: rate, photos: inAll };
    this.last = now;
    this.seen = {
      backend,
      pictures: pictures + (rate - pictures) / 3,
      photos: photos + (inAll - photos) / 3,
    };
    this.paced += count;
    if (this.paced < this.keptAt) return;
    this.keptAt *= 2;
    void this.keepPace();
  }

  /** Refuses the backend at the second failure in a row: a lost device recovers, a broken driver does not. */
  private async strike(backend: Backend, reason: string): Promise<void> {
    this.strikes++;
    if (this.strikes < MOST_STRIKES || backend === 'wasm') return;
    this.strikes = 0;
    await noteBackends(this.target.encoder.id, (known) => ({
      ...known,
      refused: { ...known.refused, [backend]: reason },
    }));
  }

  private open(): Promise<StartedEncoder> {
    this.started ??= openOnBest(this.target).catch((error) => {
      this.started = undefined;
      throw error;
    });
    return this.started;
  }
}
