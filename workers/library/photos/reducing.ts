/** Copies of photos and videos to give away: without metadata, pictures smaller too. */

import { stemOf } from '#core/file-names';
import type { PhotoNo } from '#core/photo';
import { photo, previewOf } from '#store/photos';
import type { Reduced } from '#workers/decode/contract';
import { IdleTimer } from '#workers/shared/running';
import type { ReducedPhoto } from '../contract';
import { DecodePool } from '../indexing/decode-pool';
import type { PickedBytes } from '../sources/picked-bytes';
import { clipOf, takeOut } from './taking-out';

/** The page asks for the next photo while one is being made. */
const DECODERS = 2;

export class Reducing {
  private readonly idle: IdleTimer;
  private underWay = 0;

  constructor(
    private readonly picked: Pick<PickedBytes, 'videoAt'>,
    private readonly decoders: Pick<DecodePool, 'reduced' | 'bareVideo' | 'dismiss'> = new DecodePool(
      DECODERS,
    ),
  ) {
    this.idle = new IdleTimer(() => this.decoders.dismiss());
  }

  /** See `LibraryWorker.reduced`. */
  async reduced(no: PhotoNo, edge: number): Promise<ReducedPhoto | null> {
    const taken = await takeOut(no, this.picked);
    if (!taken) return null;
    const { file, original } = taken;
    const isVideo = file.type.startsWith('video/');
    const own = original && !isVideo ? await this.made(file, edge) : null;
    if (own) return { ...own, original: true };
    const preview = await previewOf(no);
    const made = preview ? await this.made(preview, edge) : null;
    return made && { ...made, original: original && isVideo };
  }

  /** See `LibraryWorker.clipToGive`. */
  async clipToGive(no: PhotoNo, bare: boolean): Promise<File | null> {
    const found = await photo(no);
    if (!found || !(found.video || found.motion || found.live)) return null;
    const taken = await takeOut(no, this.picked);
    if (!taken?.original) return null;
    // Of a motion photo, its part of the file.
    const clip = found.video ? taken.file : (taken.clip ?? (await clipOf(no, this.picked)));
    if (!clip) return null;
    const name = clip instanceof File ? clip.name : `${stemOf(found.name)}.mp4`;
    const given = bare ? await this.atWork(() => this.decoders.bareVideo(clip)) : clip;
    const lastModified = bare ? Date.now() : taken.file.lastModified;
    return new File([given], name, { type: clip.type, lastModified });
  }

  /** Returns null if the file was changed or deleted meanwhile, or cannot be decoded. */
  private made(file: Blob, edge: number): Promise<Reduced | null> {
    return this.atWork(async () => this.decoders.reduced(await file.arrayBuffer(), edge)).catch(() => null);
  }

  private async atWork<T>(work: () => Promise<T>): Promise<T> {
    this.idle.busy();
    this.underWay++;
    try {
      return await work();
    } finally {
      if (--this.underWay === 0) this.idle.idle();
    }
  }
}
