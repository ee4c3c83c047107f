/** Files picked in this tab, held in its memory until they have become photos. */

/** By their key in the queue. */
export class PickedBytes {
  private readonly files = new Map<number, File>();

  put(key: number, file: File): void {
    this.files.set(key, file);
  }

  get(key: number): File | undefined {
    return this.files.get(key);
  }

  /** The file has become a photo, has failed, or was taken out of the queue. */
  forget(key: number): void {
    this.files.delete(key);
  }
}
