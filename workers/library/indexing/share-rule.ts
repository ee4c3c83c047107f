/** Who encodes the next batch: one of the boxes, or this device. Rules alone; `sharing.ts` acts on them. */

/** Pictures that a batch has at least, as long as more are to come. */
export const LEAST = 4;

/** What a device is taken for that has not encoded yet: the WASM backend on two cores (BENCHMARKS.md). */
const UNMEASURED_PER_SECOND = 10;
/** A device that is slower than this share of the boxes together is left to the decoders. */
const WORTH_WHILE = 0.1;

export interface Offer {
  /** Pictures it would take now; 0 while it is full or away. */
  room: number;
  ready: boolean;
  /** As measured; null before the first batch. */
  perSecond: number | null;
}

export interface Standing {
  /** Pictures that wait and may go to anybody. */
  waiting: number;
  /** Pictures that boxes have failed at twice: only the device may have them. */
  apart: number;
  /** No more will come. */
  ended: boolean;
  /** As many are decoded ahead as may be: the decoders stand still, and their cores are free. */
  full: boolean;
  boxes: readonly Offer[];
  device: { busy: boolean; perSecond: number | null };
}

type Turn = { box: number; pictures: number } | 'device' | 'nobody';

/**
 * Batches go to the box that has room and is the fastest. The device encodes if no box is ready. Beside
 * boxes it does so if it is as fast as they are; if it is slower, only while all of them are full and the
 * decoders, which want the same cores, have nothing to do.
 */
export function nextTurn(standing: Standing): Turn {
  const { waiting, apart, ended, boxes, device } = standing;
  if (!device.busy && apart > 0) return 'device';
  const enough = waiting >= LEAST || standing.full || (ended && waiting > 0);
  if (!enough) return 'nobody';
  const box = fastestWithRoom(boxes);
  if (box !== null && !(deviceLeads(standing) && !device.busy)) {
    return { box, pictures: Math.min(waiting, boxes[box]?.room ?? 0) };
  }
  return !device.busy && deviceJoins(standing) ? 'device' : 'nobody';
}

function fastestWithRoom(boxes: readonly Offer[]): number | null {
  let best: number | null = null;
  boxes.forEach(({ room, perSecond }, i) => {
    if (room === 0) return;
    const known = best === null ? -1 : (boxes[best]?.perSecond ?? 0);
    if ((perSecond ?? 0) > known) best = i;
  });
  return best;
}

function deviceLeads({ boxes, device }: Standing): boolean {
  return paceOf(device) >= boxesTogether(boxes);
}

function deviceJoins(standing: Standing): boolean {
  const { boxes, device, full, ended } = standing;
  if (!boxes.some(({ ready }) => ready) || deviceLeads(standing)) return true;
  return (full || ended) && paceOf(device) >= boxesTogether(boxes) * WORTH_WHILE;
}

function paceOf({ perSecond }: { perSecond: number | null }): number {
  return perSecond ?? UNMEASURED_PER_SECOND;
}

function boxesTogether(boxes: readonly Offer[]): number {
  return boxes.reduce((sum, { ready, perSecond }) => sum + (ready ? (perSecond ?? 0) : 0), 0);
}
