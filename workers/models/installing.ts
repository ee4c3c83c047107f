/** Installs one encoder: downloads its files one after the other, with progress and cancellation. */

import { asProblem } from '#core/errors';
import { Rate } from '#core/rate';
import type { EncoderId } from '#core/space';
import { reconnecting } from '#store/database';
import type { Presence } from './contract';
import { bringIn } from './download';
import { assertFreeDisk } from './free-disk';
import { type AnyEncoder, missingBytes, presenceOf, sizeOf, tell } from './presence';

/** Throttle of the progress events: more often would not be readable. */
const REPORT_INTERVAL_MS = 150;

export class Installing {
  private readonly abort = new AbortController();
  private readonly rate = new Rate();
  private readonly loaded = new Map<string, number>();
  /** Sizes that servers announced, by path, for files whose size the catalogue does not have. */
  private readonly announced = new Map<string, number>();
  private reportedAt = 0;
  readonly ended: Promise<void>;

  /**
   * Starts at once.
   * @param build encoder being made from this one, whose presence shows this download as well
   */
  constructor(
    private readonly encoder: AnyEncoder,
    mirror: string | null,
    private readonly build: EncoderId | null = null,
  ) {
    this.ended = this.run(mirror);
  }

  /** Stops the download; the stored parts stay. */
  async cancel(): Promise<void> {
    this.abort.abort();
    await this.ended.catch(() => undefined);
  }

  private async run(mirror: string | null): Promise<void> {
    const reconnects = reconnecting();
    for (;;) {
      try {
        await this.bringAll(mirror);
        this.tell(await presenceOf(this.encoder));
        return;
      } catch (error) {
        if (this.abort.signal.aborted) return;
        // What has arrived is stored, so only the rest is fetched again.
        if (reconnects(error)) continue;
        const problem = asProblem(error);
        this.tell({ state: 'failed', problem: problem.code, detail: problem.message });
        throw problem;
      }
    }
  }

  private async bringAll(mirror: string | null): Promise<void> {
    const { home, files } = this.encoder;
    await assertFreeDisk(await missingBytes(this.encoder));
    for (const file of files) {
      await bringIn({
        home,
        file,
        mirror,
        signal: this.abort.signal,
        onLoaded: (bytes) => this.progress(file.path, bytes),
        onSize: async (bytes) => {
          this.announced.set(file.path, bytes);
          await assertFreeDisk(await missingBytes(this.encoder, this.announced));
        },
      });
    }
  }

  private progress(path: string, bytes: number): void {
    const before = this.loaded.get(path);
    this.loaded.set(path, bytes);
    const now = performance.now();
    // Bytes that were stored before do not count as speed.
    if (before !== undefined && bytes > before) this.rate.add(bytes - before, now);
    if (now - this.reportedAt < REPORT_INTERVAL_MS) return;
    this.reportedAt = now;
    const loaded = [...this.loaded.values()].reduce((sum, each) => sum + each, 0);
    const size = sizeOf(this.encoder, this.announced);
    const total = size.whole ? size.bytes : null;
    const presence: Presence = { state: 'loading', loaded, total, perSecond: this.rate.perSecond() };
    this.tell(presence);
    if (this.build !== null) tell({ type: 'presence', encoder: this.build, presence });
  }

  private tell(presence: Presence): void {
    tell({ type: 'presence', encoder: this.encoder.id, presence });
  }
}
