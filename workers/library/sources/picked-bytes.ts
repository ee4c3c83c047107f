/** Files picked in this tab, held in its memory until they have become photos. */

/** Keyed like the queue. */
export class PickedBytes {
  private readonly files = new Map<number, File>();

  put(key: number, file: File): void {
    this.files.set(key, file);
  }

  get(key: number): File | undefined {
    return this.files.get(key);
  }

  /** Releases a file that became a photo, failed, or left the queue. */
  forget(key: number): void {
    this.files.delete(key);
  }
}
