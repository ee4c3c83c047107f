/** Makes thumbnails anew that are lost or damaged in the store: from the preview or, if that is no better, the original. */

import type { Photo, PhotoNo } from '#core/photo';
import type { Geometry } from '#core/preprocess';
import { replaceCopies } from '#store/copies';
import { photo, previewOf } from '#store/photos';
import { allSources, originsOfPhoto } from '#store/sources';
import { type Decoded, encoderEdge } from '#workers/decode/contract';
import { IdleTimer } from '#workers/shared/running';
import { DecodePool } from '../indexing/decode-pool';
import { readOriginal } from '../sources/originals';

/** Decoders make the input of an encoder too. Nobody reads this one. */
const NO_INPUT: Geometry = { size: 16, fit: 'stretch', filter: 'bilinear' };

export class Mending {
  /** Those that cannot be mended, so that they are tried once. */
  private readonly lost = new Set<PhotoNo>();
  private readonly idle: IdleTimer;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly decoders: Pick<DecodePool, 'decode' | 'dismiss'> = new DecodePool(1)) {
    this.idle = new IdleTimer(() => this.decoders.dismiss());
  }

  /** @returns the new thumbnails; those of photos that were removed, or have no good copy, are not in it */
  mend(nos: readonly PhotoNo[]): Promise<ReadonlyMap<PhotoNo, Blob>> {
    // One after the other: there is one decoder.
    const mended = this.turn.then(() => this.mendEach(nos.filter((no) => !this.lost.has(no))));
    this.turn = mended.catch(() => undefined);
    return mended;
  }

  private async mendEach(nos: readonly PhotoNo[]): Promise<ReadonlyMap<PhotoNo, Blob>> {
    const mended = new Map<PhotoNo, Blob>();
    for (const no of nos) {
      const found = await photo(no);
      const thumbnail = found && (await this.mendOne(found));
      if (thumbnail) mended.set(no, thumbnail);
      else this.lost.add(no);
    }
    return mended;
  }

  private async mendOne(found: Photo): Promise<Blob | null> {
    const { no, name } = found;
    const preview = await previewOf(no);
    const fromPreview = preview && (await this.decoded(preview));
    const made = fromPreview || (await this.fromOriginal(found));
    if (!made) {
      console.warn(`The thumbnail of ${name} is damaged, and there is nothing to make it of.`);
      return null;
    }
    console.warn(`The thumbnail of ${name} was damaged, and is made anew.`);
    const { thumbnail } = made;
    await replaceCopies(no, fromPreview ? { thumbnail } : { thumbnail, preview: made.preview });
    return thumbnail;
  }

  /** Not of a video: another picture than the poster would do harm, and reading it takes long. */
  private async fromOriginal({ no, video }: Photo): Promise<Decoded | null> {
    if (video) return null;
    const [origins, sources] = await Promise.all([originsOfPhoto(no), allSources()]);
    for (const { source, path } of origins) {
      const original = await readOriginal(
        sources.find(({ id }) => id === source),
        path,
      );
      const made = original && (await this.decoded(original));
      if (made) return made;
    }
    return null;
  }

  private async decoded(picture: Blob): Promise<Decoded | null> {
    this.idle.busy();
    try {
      const outcome = await this.decoders.decode(
        await picture.arrayBuffer(),
        NO_INPUT,
        encoderEdge(NO_INPUT.size),
      );
      return outcome.ok && !outcome.picture.incomplete ? outcome.picture : null;
    } catch {
      // It cannot be read.
      return null;
    } finally {
      this.idle.idle();
    }
  }
}
