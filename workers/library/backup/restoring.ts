/** Reads a backup and hands its photos on in batches, as far as the file is whole. */

import type { LeaveOut } from '#core/photo';
import type { KeptPhoto } from '#store/backup';
import { type BackupRecord, type Ending, RecordReader } from './format';
import { photoIn } from './photo-record';

/** Photos that are merged in one transaction. */
const BATCH = 50;

export interface Taker {
  photos(batch: readonly KeptPhoto[]): Promise<void>;
  settings(leaveOut: LeaveOut): Promise<void>;
  /** @param total as the file says, of those it was to hold */
  progress(done: number, total: number): void;
}

/** @returns how the file ends, and how many photos it held up to there; all of these were taken */
export async function readBackup(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  taker: Taker,
): Promise<{ ending: Ending; photos: number }> {
  const reader = new RecordReader(stream);
  let batch: KeptPhoto[] = [];
  let [photos, total] = [0, 0];
  const flush = async () => {
    if (batch.length > 0) await taker.photos(batch);
    photos += batch.length;
    batch = [];
    taker.progress(photos, Math.max(total, photos));
  };
  const readOne = async (): Promise<Ending | null> => {
    const record = await reader.next();
    if (typeof record === 'string') return record;
    const { type, photos: count, leaveOut } = fieldsOf(record);
    if (type === 'library') {
      total = typeof count === 'number' && count >= 0 ? count : 0;
      await taker.settings(kindsOf(leaveOut));
    }
    if (type === 'end') return count === photos + batch.length ? 'whole' : 'damaged';
    if (type === 'photo') {
      const kept = photoIn(record);
      if (!kept) return 'damaged';
      batch.push(kept);
      if (batch.length === BATCH) await flush();
    }
    // Records of other types are of a later writer that this version may read past.
    return null;
  };
  try {
    for (;;) {
      const ending = await readOne();
      if (!ending) continue;
      await flush();
      return { ending, photos };
    }
  } finally {
    await reader.close();
  }
}

function fieldsOf({ header }: BackupRecord): Record<string, unknown> {
  return typeof header === 'object' && header !== null ? (header as Record<string, unknown>) : {};
}

function kindsOf(value: unknown): LeaveOut {
  const { screenshots, icons } = (value ?? {}) as Record<string, unknown>;
  return { ...(screenshots === true && { screenshots }), ...(icons === true && { icons }) };
}
