/**
 * Shares prepared pictures out among the boxes and this device, several batches at a time, and has what
 * comes back committed, one batch after the other. A batch that a box loses goes back into the queue.
 */

import { asProblem } from '#core/errors';
import type { ImageEncoding } from '../encoding/image-encoding';
import type { ReadyTarget } from '../encoding/target';
import { LEAST, nextTurn, type Offer } from './share-rule';
import type { WorkQueue } from './work-queue';

/** Batches that may be encoded and not committed yet. */
const MOST_UNCOMMITTED = 4;

/** A box as the work is shared with it. */
export interface Lane extends Offer {
  /** Pictures that it is given at a time. */
  readonly batch: number;
  /** What the rows of its vectors are marked with. */
  readonly build: string;
  /** @returns unit vectors of the space's dimension; rejects if the batch has to go elsewhere */
  encode(pictures: readonly Uint8Array[]): Promise<Float32Array<ArrayBuffer>[]>;
}

export interface Lanes {
  lanes(): readonly Lane[];
  /** Resolves when none is being connected to any more, and by itself after a moment. */
  settled(): Promise<void>;
  /** Told whenever an offer may have changed. */
  hear(listener: () => void): () => void;
}

/** The boxes as a run sees them that may find no work at all. */
export interface RunLanes extends Lanes {
  /** There is work for this target: they are to be connected. */
  begin(target: ReadyTarget): Promise<void>;
  /** There is none any more. */
  rest(): void;
}

export interface Prepared {
  /** size x size x 3 bytes; null if nothing has to be encoded. */
  pixels: Uint8Array | null;
}

export interface SharingParts<T extends Prepared> {
  encoder: Pick<ImageEncoding, 'ready' | 'encode' | 'perSecond'>;
  boxes: Lanes;
  /** What the rows of this device's vectors are marked with. */
  build: string;
  /** Asked before each batch; true ends the run after what is under way. */
  stopped(): boolean;
  /** Called for one batch at a time. Vectors in the order of the batch; null for a picture that has none. */
  commit(
    batch: readonly T[],
    vectors: readonly (Float32Array<ArrayBuffer> | null)[],
    build: string,
  ): Promise<void>;
  /** The device's encoder failed at this picture alone, a second time. */
  unencodable(item: T, detail: string): Promise<void>;
}

/**
 * Works until the queue is closed and empty.
 * @throws Problem that concerns all of it: no encoder, full disk. Nothing of a batch under way is lost: what
 *   was not committed waits in the store
 */
export async function shareOut<T extends Prepared>(
  work: WorkQueue<T>,
  parts: SharingParts<T>,
): Promise<void> {
  const leave = parts.boxes.hear(() => work.wake());
  try {
    await parts.boxes.settled();
    // If it will be needed, it opens while the decoders work; and a missing encoder is told at once.
    if (!parts.boxes.lanes().some(({ ready }) => ready)) await parts.encoder.ready();
    await new Sharing(work, parts).run();
  } finally {
    leave();
  }
}

class Sharing<T extends Prepared> {
  private readonly underWay = new Set<Promise<void>>();
  private deviceBusy = false;
  private uncommitted = 0;
  private commits: Promise<void> = Promise.resolve();
  private failure: { error: unknown } | null = null;

  constructor(
    private readonly work: WorkQueue<T>,
    private readonly parts: SharingParts<T>,
  ) {}

  async run(): Promise<void> {
    while (!this.failure && !this.parts.stopped()) {
      const lanes = this.parts.boxes.lanes();
      const turn = this.uncommitted < MOST_UNCOMMITTED ? nextTurn(this.standing(lanes)) : 'nobody';
      if (turn === 'device') this.start(this.onDevice());
      else if (turn !== 'nobody')
        this.start(this.onBox(lanes[turn.box] as Lane, this.work.take(turn.pictures)));
      else if (this.isOver()) break;
      else await this.work.change();
    }
    await Promise.all(this.underWay);
    if (this.failure) throw this.failure.error;
  }

  private standing(lanes: readonly Lane[]) {
    const { work, parts } = this;
    // Each box finds its next batch decoded when it has room for it.
    work.hold(LEAST * 2 + lanes.reduce((sum, { batch }) => sum + batch, 0));
    return {
      waiting: work.waiting,
      apart: work.apart,
      ended: work.closed,
      full: work.full,
      boxes: lanes,
      device: { busy: this.deviceBusy, perSecond: parts.encoder.perSecond },
    };
  }

  private isOver(): boolean {
    const { work } = this;
    return work.closed && work.waiting + work.apart === 0 && this.underWay.size === 0;
  }

  private start(step: Promise<void>): void {
    const watched = step
      .catch((error) => {
        this.failure ??= { error };
      })
      .finally(() => {
        this.underWay.delete(watched);
        this.work.wake();
      });
    this.underWay.add(watched);
  }

  private async onBox(lane: Lane, batch: readonly T[]): Promise<void> {
    const { build } = lane;
    const pictures = batch.flatMap(({ pixels }) => pixels ?? []);
    let vectors: Float32Array<ArrayBuffer>[] = [];
    try {
      if (pictures.length > 0) vectors = await lane.encode(pictures);
    } catch (error) {
      console.warn('A box lost a batch; it goes to somebody else:', error);
      this.work.giveBack(batch);
      return;
    }
    await this.commit(batch, vectors, build);
  }

  private async onDevice(): Promise<void> {
    const apart = this.work.takeApart(LEAST);
    const batch = apart.length > 0 ? apart : this.work.take(LEAST);
    this.deviceBusy = true;
    let vectors: (Float32Array<ArrayBuffer> | null)[];
    try {
      vectors = await this.encode(batch.filter(({ pixels }) => pixels !== null));
    } finally {
      this.deviceBusy = false;
      this.work.wake();
    }
    await this.commit(batch, vectors, this.parts.build);
  }

  /**
   * One embedding a picture. If a batch fails, each picture gets a second chance alone in a new
   * encoder, so that one picture cannot take others down; null for the one that fails again.
   */
  private async encode(items: readonly T[]): Promise<(Float32Array<ArrayBuffer> | null)[]> {
    const { encoder, unencodable } = this.parts;
    const pictures = items.flatMap(({ pixels }) => pixels ?? []);
    if (pictures.length === 0) return [];
    await encoder.ready();
    try {
      return await encoder.encode(pictures);
    } catch (error) {
      console.warn('A batch failed; its pictures are tried one by one:', error);
    }
    const alone: (Float32Array<ArrayBuffer> | null)[] = [];
    for (const item of items) {
      await encoder.ready();
      try {
        alone.push((await encoder.encode(item.pixels ? [item.pixels] : []))[0] ?? null);
      } catch (error) {
        alone.push(null);
        await unencodable(item, asProblem(error).message);
      }
    }
    return alone;
  }

  /** @param vectors of those that have pixels */
  private async commit(
    batch: readonly T[],
    vectors: readonly (Float32Array<ArrayBuffer> | null)[],
    build: string,
  ): Promise<void> {
    let next = 0;
    const rows = batch.map(({ pixels }) => (pixels ? (vectors[next++] ?? null) : null));
    this.uncommitted++;
    const turn = this.commits.then(async () => {
      // One that failed ends the run; what comes after it waits in the store.
      if (!this.failure) await this.parts.commit(batch, rows, build);
    });
    this.commits = turn.catch(() => undefined);
    try {
      await turn;
    } finally {
      this.uncommitted--;
    }
  }
}
