/**
 * Shares prepared pictures out among the boxes and this device, with several batches in flight, and commits
 * the results one batch at a time. A batch that a box loses goes back into the queue.
 */

import { asProblem } from '#core/errors';
import type { ImageEncoding } from '../encoding/image-encoding';
import type { ReadyTarget } from '../encoding/target';
import { thriftHere } from '../encoding/thrift';
import { type LaneState, MIN_BATCH, nextAssignment } from './share-rule';
import type { WorkQueue } from './work-queue';

/** No batch is assigned while this many are encoded but not committed. */
const MOST_UNCOMMITTED = 4;

/** A box that batches can be assigned to. */
export interface Lane extends LaneState {
  /** Most pictures in one batch. */
  readonly batch: number;
  /** Stored with its vectors. */
  readonly build: string;
  /** @returns unit vectors of the space's dimension; rejects if the batch has to be encoded elsewhere */
  encode(pictures: readonly Uint8Array[]): Promise<Float32Array<ArrayBuffer>[]>;
}

export interface Lanes {
  lanes(): readonly Lane[];
  /** Resolves when all attempts to connect have ended, at the latest after a few seconds. */
  settled(): Promise<void>;
  /** Calls the listener whenever the state of a lane may have changed. @returns what removes it */
  hear(listener: () => void): () => void;
}

/** The boxes as the indexer sees them: connected only if there is work. */
export interface RunLanes extends Lanes {
  /** Connects them: there is work for this target. */
  begin(target: ReadyTarget): Promise<void>;
  /** There is no more work. */
  rest(): void;
}

export interface Prepared {
  /** size x size x 3 bytes; null if there is nothing to encode. */
  pixels: Uint8Array | null;
}

export interface SharingParts<T extends Prepared> {
  encoder: Pick<ImageEncoding, 'ready' | 'encode' | 'perSecond'>;
  boxes: Lanes;
  /** Stored with this device's vectors. */
  build: string;
  /** Checked before each batch; true ends the run after the batches in flight. */
  stopped(): boolean;
  /** Called for one batch at a time. Vectors in the order of the batch; null for pictures without one. */
  commit(
    batch: readonly T[],
    vectors: readonly (Float32Array<ArrayBuffer> | null)[],
    build: string,
  ): Promise<void>;
  /** Called if the device's encoder failed at this picture in a batch, and then alone. */
  unencodable(item: T, detail: string): Promise<void>;
}

/**
 * Works until the queue is closed and empty, or the run is stopped.
 * @throws Problem that concerns the whole run: no encoder, full disk. No picture is lost: what was not
 *   committed waits in the store
 */
export async function shareOut<T extends Prepared>(
  work: WorkQueue<T>,
  parts: SharingParts<T>,
): Promise<void> {
  const leave = parts.boxes.hear(() => work.wake());
  try {
    await parts.boxes.settled();
    // The device will have to encode: its encoder opens while the decoders work, or fails at once.
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
      const assignment = this.uncommitted < MOST_UNCOMMITTED ? nextAssignment(this.state(lanes)) : 'none';
      if (assignment === 'device') this.start(this.onDevice());
      else if (assignment !== 'none')
        this.start(this.onBox(lanes[assignment.box] as Lane, this.work.take(assignment.pictures)));
      else if (this.isOver()) break;
      else await this.work.change();
    }
    await Promise.all(this.underWay);
    if (this.failure) throw this.failure.error;
  }

  private state(lanes: readonly Lane[]) {
    const { work, parts } = this;
    // Each box's next batch is decoded by the time that it has capacity for it.
    work.hold(MIN_BATCH * 2 + lanes.reduce((sum, { batch }) => sum + batch, 0));
    return {
      waiting: work.waiting,
      deviceOnly: work.deviceOnly,
      ended: work.closed,
      full: work.full,
      boxes: lanes,
      device: { busy: this.deviceBusy, perSecond: parts.encoder.perSecond },
    };
  }

  private isOver(): boolean {
    const { work } = this;
    return work.closed && work.waiting + work.deviceOnly === 0 && this.underWay.size === 0;
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
    const most = Math.min(MIN_BATCH, thriftHere().batch);
    const deviceOnly = this.work.takeDeviceOnly(most);
    const batch = deviceOnly.length > 0 ? deviceOnly : this.work.take(most);
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
   * Returns one embedding a picture. If the batch fails, each picture is retried alone in a new encoder, so
   * that one picture cannot fail the others; null for a picture that fails again.
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

  /** @param vectors of the pictures that have pixels */
  private async commit(
    batch: readonly T[],
    vectors: readonly (Float32Array<ArrayBuffer> | null)[],
    build: string,
  ): Promise<void> {
    let next = 0;
    const rows = batch.map(({ pixels }) => (pixels ? (vectors[next++] ?? null) : null));
    this.uncommitted++;
    const turn = this.commits.then(async () => {
      // A failed commit ends the run; later batches wait in the store.
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
