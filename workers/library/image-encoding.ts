/** The image encoder's worker as the indexer sees it: opened when needed, replaced when it fails. */

import { type Remote, transfer, wrap } from 'comlink';
import { INPUT_BYTES } from '#core/preprocess';
import type { EncodeWorker } from '../encode/contract';

export class ImageEncoding {
  private worker: Worker | undefined;
  private remote: Promise<Remote<EncodeWorker>> | undefined;

  constructor(
    private readonly model: string,
    private readonly dimension: number,
    private readonly threads: number,
  ) {}

  /**
   * Opens the encoder if it is not open.
   * @throws Problem `network`, `model-damaged`, `disk-full`, `encoder-failed`
   */
  async ready(): Promise<void> {
    await this.open();
  }

  /**
   * @param pictures each 224 x 224 x 3 bytes
   * @returns one embedding a picture
   * @throws Problem `encoder-failed`; the worker is then replaced by the next call
   */
  async encode(pictures: readonly Uint8Array[]): Promise<Float32Array<ArrayBuffer>[]> {
    const remote = await this.open();
    const pixels = new Uint8Array(pictures.length * INPUT_BYTES);
    pictures.forEach((picture, i) => {
      pixels.set(picture, i * INPUT_BYTES);
    });
    try {
      const all = await remote.images(transfer(pixels, [pixels.buffer]), pictures.length);
      return pictures.map((_, i) => all.slice(i * this.dimension, (i + 1) * this.dimension));
    } catch (error) {
      this.dismiss();
      throw error;
    }
  }

  /** Lets the worker go, and with it the memory of the runtime; the next call opens a new one. */
  dismiss(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.remote = undefined;
  }

  private open(): Promise<Remote<EncodeWorker>> {
    this.remote ??= this.start().catch((error) => {
      this.dismiss();
      throw error;
    });
    return this.remote;
  }

  private async start(): Promise<Remote<EncodeWorker>> {
    this.worker = new Worker(new URL('../encode/worker.ts', import.meta.url), { type: 'module' });
    const remote = wrap<EncodeWorker>(this.worker);
    await remote.open(this.model, 'image', this.threads);
    return remote;
  }
}
