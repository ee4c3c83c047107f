/** Installs one encoder: downloads its files one after the other, with progress and cancellation. */

import { asProblem, Problem } from '#core/errors';
import { Rate } from '#core/rate';
import { fileKey } from '#core/space';
import type { Presence } from './contract';
import { bringIn } from './download';
import { type AnyEncoder, bytesHere, presenceOf, sizeOf, tell } from './presence';

/** Throttle of the progress events: more often would not be readable. */
const TELL_MS = 150;
/** Bytes that must be free beyond the files themselves, because the library goes on growing. */
const SPARE_BYTES = 20_000_000;

export class Installing {
  private readonly abort = new AbortController();
  private readonly rate = new Rate();
  private readonly loaded = new Map<string, number>();
  /** Sizes that servers announced, by path, for files whose size the catalogue does not have. */
  private readonly announced = new Map<string, number>();
  private told = 0;
  readonly ended: Promise<void>;

  /** Starts at once. */
  constructor(
    private readonly encoder: AnyEncoder,
    mirror: string | null,
  ) {
    this.ended = this.run(mirror);
  }

  /** Stops the download; the stored parts stay. */
  async cancel(): Promise<void> {
    this.abort.abort();
    await this.ended.catch(() => undefined);
  }

  private async run(mirror: string | null): Promise<void> {
    const { home, files } = this.encoder;
    try {
      await this.assertRoom();
      for (const file of files) {
        await bringIn({
          home,
          file,
          mirror,
          signal: this.abort.signal,
          onLoaded: (bytes) => this.progress(file.path, bytes),
          onSize: async (bytes) => {
            this.announced.set(file.path, bytes);
            await this.assertRoom();
          },
        });
      }
      this.tell(await presenceOf(this.encoder));
    } catch (error) {
      if (this.abort.signal.aborted) return;
      const problem = asProblem(error);
      this.tell({ state: 'failed', problem: problem.code, detail: problem.message });
      throw problem;
    }
  }

  /** @throws Problem `disk-full` before anything is downloaded that could not be stored, as far as sizes are known */
  private async assertRoom(): Promise<void> {
    const estimate = await navigator.storage?.estimate?.();
    if (!estimate?.quota) return;
    if ((await presenceOf(this.encoder)).state === 'ready') return;
    let needed = 0;
    for (const file of this.encoder.files) {
      const bytes = file.bytes ?? this.announced.get(file.path) ?? 0;
      needed += Math.max(0, bytes - (await bytesHere(fileKey(this.encoder.home, file))));
    }
    const free = estimate.quota - (estimate.usage ?? 0);
    if (needed + SPARE_BYTES > free) {
      throw new Problem('disk-full', `${needed} bytes are needed, the browser grants ${free} more.`);
    }
  }

  private progress(path: string, bytes: number): void {
    const before = this.loaded.get(path);
    this.loaded.set(path, bytes);
    const now = performance.now();
    // Bytes that were stored before do not count as speed.
    if (before !== undefined && bytes > before) this.rate.add(bytes - before, now);
    if (now - this.told < TELL_MS) return;
    this.told = now;
    const loaded = [...this.loaded.values()].reduce((sum, each) => sum + each, 0);
    const size = sizeOf(this.encoder, this.announced);
    const total = size.whole ? size.bytes : null;
    this.tell({ state: 'loading', loaded, total, perSecond: this.rate.perSecond() });
  }

  private tell(presence: Presence): void {
    tell({ type: 'presence', encoder: this.encoder.id, presence });
  }
}
