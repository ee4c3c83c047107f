/** Downloads and builds under way: at most one for an encoder, resumed after a reload until it has ended. */

import { Problem, problemCode } from '#core/errors';
import type { EncoderId, ImageEntry, Space } from '#core/space';
import { findEncoder } from '#models/catalogue';
import { updateSetting } from '#store/settings';
import { Installing } from './installing';
import { Making } from './making';
import { type AnyEncoder, presenceOf } from './presence';

/** A download, or the making of a build. */
type Work = Pick<Installing | Making, 'ended' | 'cancel'>;

interface Parts {
  /** The user's own models. */
  own: () => readonly Space[];
  mirror: () => string | null;
  /** Called once the files of an encoder are stored. */
  onStored: (encoder: AnyEncoder) => Promise<void>;
  /** Cancels an installation as the user does: its files go. */
  cancel: (id: EncoderId) => Promise<void>;
}

export class UnderWay {
  private readonly running = new Map<EncoderId, Work>();

  constructor(private readonly parts: Parts) {}

  has(id: EncoderId): boolean {
    return this.running.has(id);
  }

  /**
   * Downloads or makes an encoder; waits for what is under way for it.
   * @throws Problem what `Installing` and `Making` throw; `model-unsupported` if a build has no source
   */
  async install(encoder: AnyEncoder): Promise<void> {
    const running = this.running.get(encoder.id);
    if (running) return running.ended;
    await this.follow(encoder, this.making(encoder) ?? new Installing(encoder, this.parts.mirror()));
  }

  /** Stops the work, if there is any. */
  async cancel(id: EncoderId): Promise<void> {
    await this.running.get(id)?.cancel();
  }

  /** Notes that an encoder is to be installed after a reload, or no longer. */
  async want(id: EncoderId, wanted: boolean): Promise<void> {
    await updateSetting('wanted', (all = []) => {
      const others = all.filter((each) => each !== id);
      return wanted ? [...others, id] : others;
    });
  }

  /** Starts making a build; null if the encoder is not made on the device. */
  private making({ id, home }: AnyEncoder): Making | null {
    if (home.kind !== 'made') return null;
    const found = findEncoder(id, this.parts.own());
    const build = found?.space.images.find((each) => each.id === id);
    const source = found?.space.images.find((each) => each.id === home.from);
    if (!build || !source) throw new Problem('model-unsupported', `There is nothing to make "${id}" of.`);
    const bringSource = (signal: AbortSignal) => this.bringSource(source, id, signal);
    return new Making({ build, source, dimension: found?.space.dimension ?? 0, bringSource });
  }

  /** Installs the source of a build. On abort, a download that was started for the build is cancelled. */
  private async bringSource(source: ImageEntry, build: EncoderId, signal: AbortSignal): Promise<void> {
    const running = this.running.get(source.id);
    if (running) {
      // The user installs it for its own sake, so it goes on if the build is cancelled.
      await Promise.race([running.ended, aborted(signal)]);
      return;
    }
    if ((await presenceOf(source)).state === 'ready' || signal.aborted) return;
    const installing = new Installing(source, this.parts.mirror(), build);
    const stop = () => void this.parts.cancel(source.id);
    signal.addEventListener('abort', stop);
    try {
      await this.follow(source, installing);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Registers work, and notes that it is to be resumed after a reload, until it ends. */
  private async follow(encoder: AnyEncoder, work: Work): Promise<void> {
    const { id } = encoder;
    this.running.set(id, work);
    // It may fail before it is awaited.
    work.ended.catch(() => undefined);
    try {
      await this.want(id, true);
      await work.ended;
      await this.want(id, false);
      await this.parts.onStored(encoder);
    } catch (error) {
      // Resuming would give the same result.
      if (problemCode(error) === 'build-differs') await this.want(id, false);
      throw error;
    } finally {
      if (this.running.get(id) === work) this.running.delete(id);
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
