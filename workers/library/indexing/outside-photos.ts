/** Embeds pictures without adding them to the library: nothing of them is stored. */

import { Problem } from '#core/errors';
import { IdleTimer } from '#workers/shared/running';
import { choices, readied, targetOf } from '../encoding/target';
import { TargetEncoding } from '../encoding/target-encoding';
import { DecodePool } from './decode-pool';

export class OutsidePhotos {
  private readonly decoders = new DecodePool(1);
  private readonly encoder = new TargetEncoding();
  private readonly idle = new IdleTimer(() => {
    this.encoder.rest();
    this.decoders.dismiss();
  });
  private underWay = 0;

  /** See `LibraryWorker.embed`. Uses the active space, which search answers from, not the next one. */
  async embed(file: Blob): Promise<Float32Array<ArrayBuffer>> {
    this.underWay++;
    this.idle.busy();
    try {
      const target = await readied(await targetOf((await choices()).active));
      const bytes = await file.arrayBuffer();
      if (bytes.byteLength === 0) throw new Problem('empty-file', 'The picture has no bytes.');
      const pixels = await this.decoders.pixels(bytes, target.preprocessing);
      if (!pixels) throw new Problem('damaged', 'The picture cannot be decoded.');
      const [vector] = await this.encoder.for(target).encode([pixels]);
      if (!vector) throw new Problem('encoder-failed', 'The encoder gave nothing.');
      return vector;
    } finally {
      if (--this.underWay === 0) this.idle.idle();
    }
  }
}
