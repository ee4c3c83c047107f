/** Files picked in this tab, held in its memory until they have become photos. */

import type { Sidecars } from '#core/sidecars';

interface Picked {
  file: File;
  sidecars?: Sidecars<File> | undefined;
}

/** Keyed like the queue. */
export class PickedBytes {
  private readonly files = new Map<number, Picked>();

  put(key: number, file: File, sidecars?: Sidecars<File>): void {
    this.files.set(key, { file, sidecars });
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
}
