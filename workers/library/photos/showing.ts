/** The best picture of a photo that the viewer can show. */

import type { Photo, PhotoNo } from '#core/photo';
import { photo, previewOf } from '#store/photos';
import { allSources, originsOfPhoto } from '#store/sources';
import { isShown } from '#workers/decode/contract';
import { IdleTimer } from '#workers/shared/running';
import { DecodePool } from '../indexing/decode-pool';
import { readOriginal } from '../sources/originals';

/** Whoever steps through the viewer asks for the photos beside the shown one too. */
const DECODERS = 2;

export class Showing {
  private readonly decoders: Pick<DecodePool, 'view' | 'dismiss'>;
  private readonly idle: IdleTimer;
  private free = DECODERS;
  private readonly waiting: (() => void)[] = [];

  constructor(decoders?: Pick<DecodePool, 'view' | 'dismiss'>) {
    this.decoders = decoders ?? new DecodePool(DECODERS);
    this.idle = new IdleTimer(() => this.decoders.dismiss());
  }

  /** Calls that wait for a decoder. */
  get waitingCalls(): number {
    return this.waiting.length;
  }

  /** See `LibraryWorker.picture`. */
  async picture(no: PhotoNo): Promise<Blob | null> {
    const [found, origins, sources] = await Promise.all([photo(no), originsOfPhoto(no), allSources()]);
    // Of a video, a picture. The number of a further one has no origins.
    for (const { source, path } of found?.video ? [] : origins) {
      const original = await readOriginal(
        sources.find(({ id }) => id === source),
        path,
      );
      const shown = found && original && (await this.shownAs(original, found));
      if (shown) return shown;
    }
    return (await previewOf(no)) ?? null;
  }

  /** Returns the original if browsers show it upright, else a copy; null if it cannot be decoded. */
  private async shownAs(original: File, { type, turned }: Photo): Promise<Blob | null> {
    // The type by its bytes: the file's name may say another.
    if (isShown(type) && !turned) return original.slice(0, original.size, type);
    await this.turn();
    try {
      return await this.decoders.view(await original.arrayBuffer());
    } catch {
      // It was changed or deleted meanwhile.
      return null;
    } finally {
      const next = this.waiting.pop();
      if (next) next();
      else this.free++;
      this.idle.idle();
    }
  }

  /** Waits for a decoder. The newest call goes first: it is for the photo that is being looked at. */
  private async turn(): Promise<void> {
    this.idle.busy();
    if (this.free > 0) this.free--;
    else await new Promise<void>((go) => this.waiting.push(go));
  }
}
