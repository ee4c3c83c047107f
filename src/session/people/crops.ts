/** Small pictures of faces: asked for in batches, kept as object URLs until they are forgotten. */

import type { FaceKey } from '#core/people';

export class Crops {
  private readonly urls = new Map<string, Promise<string | null>>();
  private waiting: { key: FaceKey; give: (url: string | null) => void }[] = [];

  constructor(private readonly load: (faces: readonly FaceKey[]) => Promise<(Blob | null)[]>) {}

  get(key: FaceKey): Promise<string | null> {
    const name = key.join();
    const known = this.urls.get(name);
    if (known) return known;
    const url = new Promise<string | null>((give) => {
      this.waiting.push({ key, give });
    });
    this.urls.set(name, url);
    // All that one frame draws is one question.
    if (this.waiting.length === 1) setTimeout(() => void this.loadWaiting());
    return url;
  }

  forget(): void {
    for (const url of this.urls.values()) void url.then((text) => text && URL.revokeObjectURL(text));
    this.urls.clear();
  }

  private async loadWaiting(): Promise<void> {
    const asked = this.waiting;
    this.waiting = [];
    const crops = await this.load(asked.map(({ key }) => key)).catch(() => []);
    asked.forEach(({ key, give }, i) => {
      const crop = crops[i];
      // The next call asks again.
      if (!crop) this.urls.delete(key.join());
      give(crop ? URL.createObjectURL(crop) : null);
    });
  }
}
