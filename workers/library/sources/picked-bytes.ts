/** Files picked in this tab, held in its memory until they have become photos. */

import { isVideoName } from '#core/media-names';
import type { SourceId } from '#core/photo';
import type { Sidecars } from '#core/sidecars';

interface Picked {
  file: File;
  sidecars?: Sidecars<File> | undefined;
}

/** Keyed like the queue. */
export class PickedBytes {
  private readonly files = new Map<number, Picked>();
  /** Videos by source and path. A `File` is a reference, and no copy is kept that could be played instead. */
  private readonly videos = new Map<string, File>();

  put(key: number, source: SourceId, path: string, { file, sidecars }: Picked): void {
    this.files.set(key, { file, sidecars });
    if (isVideoName(file.name)) this.videos.set(`${source} ${path}`, file);
  }

  get(key: number): File | undefined {
    return this.files.get(key)?.file;
  }

  sidecars(key: number): Sidecars<File> | undefined {
    return this.files.get(key)?.sidecars;
  }

  /** Releases a file that became a photo, failed, or left the queue. */
  forget(key: number): void {
    this.files.delete(key);
  }

  /** Returns a video that was picked in this tab, to be played. */
  videoAt(source: SourceId, path: string): File | undefined {
    return this.videos.get(`${source} ${path}`);
  }
}
