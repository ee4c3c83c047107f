/**
 * Checks the tables of samples of an MP4 or QuickTime file (ISO/IEC 14496-12, 8.6 and 8.7) before MediaBunny reads them: it
 * believes any count, and would count to billions.
 */

import { type IsoBox, nameAt, readBytes } from './iso-boxes';

/** Boxes on the way to the tables. */
const AROUND: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);
/** Bytes of an entry, of tables that state how many they have. */
const ENTRY: Readonly<Record<string, number>> = { stts: 8, ctts: 8, stsc: 12, stss: 4, stco: 4, co64: 8 };
/** Behind the size and name of a box: its version, then the count. */
const HEAD = 8;
/** Boxes that are looked at: a damaged file may have any number. */
const MOST_BOXES = 1000;

/** @throws Error if a table claims more than its box holds, or a chunk more than the file */
export async function checkTables(file: Blob): Promise<void> {
  const pending: IsoBox[] = [{ from: 0, to: file.size }];
  for (let boxes = 0; pending.length > 0 && boxes < MOST_BOXES; boxes++) {
    const { from, to } = pending.pop() as IsoBox;
    if (from + 8 > to) continue;
    const view = await readBytes(file, from, 16);
    if (view.byteLength < 16) continue;
    const [short, name] = [view.getUint32(0), nameAt(view, 4)];
    const head = short === 1 ? 16 : 8;
    // A size of 0 reaches to the end.
    const size = short === 1 ? Number(view.getBigUint64(8)) : short || to - from;
    if (size < head) continue;
    const box = { from: from + head, to: Math.min(to, from + size) };
    pending.push({ from: from + size, to });
    if (AROUND.has(name)) pending.push(box);
    else if (name in ENTRY) await checkTable(file, name, box);
  }
}

async function checkTable(file: Blob, name: string, { from, to }: IsoBox): Promise<void> {
  const head = await readBytes(file, from, HEAD);
  const count = head.byteLength < HEAD ? 0 : head.getUint32(4);
  if (count * (ENTRY[name] as number) > to - from - HEAD) throw new Error(`${name} claims ${count} entries.`);
  if (name !== 'stsc') return;
  const entries = await readBytes(file, from + HEAD, 12 * count);
  for (let at = 0; at < entries.byteLength; at += 12) {
    const [chunk, samples] = [entries.getUint32(at), entries.getUint32(at + 4)];
    // Neither is without a byte in the file.
    if (Math.max(chunk, samples) > file.size) throw new Error(`Chunk ${chunk} claims ${samples} samples.`);
  }
}
