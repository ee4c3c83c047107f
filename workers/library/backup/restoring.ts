/** Reads a backup and hands its photos on in batches, as far as the file is whole. */

import type { KeptPhoto } from '#store/backup';
import type { KeptSearch } from '#store/kept-searches';
import { type BackupRecord, type Ending, RecordReader } from './format';
import { photoIn } from './photo-record';
import { searchIn } from './search-record';
import { type KeptSettings, settingsIn } from './settings-record';

/** Photos that are merged in one transaction. */
const BATCH = 50;
/** Fewer, if they have as many bytes: no writer's do, but a stranger's may. */
const MOST_BYTES = 1 << 26;

export interface Taker {
  photos(batch: readonly KeptPhoto[]): Promise<void>;
  settings(settings: KeptSettings): Promise<void>;
  search(search: KeptSearch): void;
  /** @param total as the file says, of those it was to hold */
  progress(done: number, total: number): void;
}

/**
 * @returns how the file ends, and how many photos it held up to there; all of these were taken. `skipped`: records of
 *   kinds that this version does not know
 */
export async function readBackup(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  taker: Taker,
): Promise<{ ending: Ending; photos: number; skipped: number }> {
  const reader = new RecordReader(stream);
  let batch: KeptPhoto[] = [];
  let [photos, total, skipped, bytes] = [0, 0, 0, 0];
  const flush = async () => {
    if (batch.length > 0) await taker.photos(batch);
    photos += batch.length;
    batch = [];
    bytes = 0;
    taker.progress(photos, Math.max(total, photos));
  };
  const readOne = async (): Promise<Ending | null> => {
    const record = await reader.next();
    if (typeof record === 'string') return record;
    const header = fieldsOf(record);
    const { photos: count } = header;
    switch (header.type) {
      case 'library':
        total = typeof count === 'number' && count >= 0 ? count : 0;
        await taker.settings(settingsIn(header));
        return null;
      case 'search': {
        const search = searchIn(record);
        if (!search) return 'damaged';
        taker.search(search);
        return null;
      }
      case 'photo': {
        const kept = photoIn(record);
        if (!kept) return 'damaged';
        batch.push(kept);
        bytes += record.body.length;
        if (batch.length === BATCH || bytes >= MOST_BYTES) await flush();
        return null;
      }
      case 'end':
        return count === photos + batch.length ? 'whole' : 'damaged';
      default:
        // Of a later writer, that this version may read past.
        skipped++;
        return null;
    }
  };
  try {
    for (;;) {
      const ending = await readOne();
      if (!ending) continue;
      await flush();
      return { ending, photos, skipped };
    }
  } finally {
    await reader.close();
  }
}

function fieldsOf({ header }: BackupRecord): Record<string, unknown> {
  return typeof header === 'object' && header !== null ? (header as Record<string, unknown>) : {};
}
