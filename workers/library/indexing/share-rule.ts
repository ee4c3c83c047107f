/** Assigns the next batch to a box or to this device. Pure functions; `sharing.ts` acts on them. */

/** Fewest pictures in a batch, as long as more are to come. */
export const MIN_BATCH = 4;

/** Assumed pace of a device that has not encoded yet: the WASM backend on two cores (BENCHMARKS.md). */
const UNMEASURED_PER_SECOND = 10;
/** A device below this fraction of the boxes' total pace leaves its cores to the decoders. */
const WORTH_WHILE = 0.1;

/** State of a box. */
export interface LaneState {
  /** Pictures that it accepts now; 0 while it is full or not connected. */
  capacity: number;
  ready: boolean;
  /** Measured pace; null before the first batch. */
  perSecond: number | null;
}

export interface ShareState {
  /** Pictures in the queue that any encoder may take. */
  waiting: number;
  /** Pictures that boxes failed at twice: only the device may take them. */
  deviceOnly: number;
  /** No more pictures will be decoded. */
  ended: boolean;
  /** The queue is full: the decoders stand still, and their cores are free. */
  full: boolean;
  boxes: readonly LaneState[];
  device: { busy: boolean; perSecond: number | null };
}

type Assignment = { box: number; pictures: number } | 'device' | 'none';

/**
 * Assigns the next batch. The fastest box with capacity gets it. The device encodes if no box is ready.
 * Beside boxes it encodes first if it is as fast as all of them together; if it is slower, only while all of
 * them are full and the decoders, which want the same cores, have nothing to do.
 */
export function nextAssignment(state: ShareState): Assignment {
  const { waiting, deviceOnly, ended, boxes, device } = state;
  if (!device.busy && deviceOnly > 0) return 'device';
  const enough = waiting >= MIN_BATCH || state.full || (ended && waiting > 0);
  if (!enough) return 'none';
  const box = fastestWithCapacity(boxes);
  if (box !== null && !(deviceLeads(state) && !device.busy)) {
    return { box, pictures: Math.min(waiting, boxes[box]?.capacity ?? 0) };
  }
  return !device.busy && deviceJoins(state) ? 'device' : 'none';
}

function fastestWithCapacity(boxes: readonly LaneState[]): number | null {
  let best: number | null = null;
  boxes.forEach(({ capacity, perSecond }, i) => {
    if (capacity === 0) return;
    const known = best === null ? -1 : (boxes[best]?.perSecond ?? 0);
    if ((perSecond ?? 0) > known) best = i;
  });
  return best;
}

function deviceLeads({ boxes, device }: ShareState): boolean {
  return paceOf(device) >= boxesTogether(boxes);
}

function deviceJoins(state: ShareState): boolean {
  const { boxes, device, full, ended } = state;
  if (!boxes.some(({ ready }) => ready) || deviceLeads(state)) return true;
  return (full || ended) && paceOf(device) >= boxesTogether(boxes) * WORTH_WHILE;
}

function paceOf({ perSecond }: { perSecond: number | null }): number {
  return perSecond ?? UNMEASURED_PER_SECOND;
}

function boxesTogether(boxes: readonly LaneState[]): number {
  return boxes.reduce((sum, { ready, perSecond }) => sum + (ready ? (perSecond ?? 0) : 0), 0);
}
