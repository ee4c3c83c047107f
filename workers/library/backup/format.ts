/**
 * The frame of a backup: a mark, then records that are each checksummed by themselves, so that a file which was cut
 * or damaged is good up to there. README.md describes the bytes.
 */

import { joined } from '#core/joined';

export interface BackupRecord {
  /** JSON. */
  header: unknown;
  body: Uint8Array<ArrayBuffer>;
}

/**
 * How a file ends. `damaged`: a record differs from its checksum. `short`: the file stops before its last record.
 * `foreign`: no backup. `newer`: of a later version of the format.
 */
export type Ending = 'whole' | 'short' | 'damaged' | 'foreign' | 'newer';

const MARK = new TextEncoder().encode('MITSUKE BACKUP\n');
const VERSION = 1;
/** Two lengths and a SHA-256. */
const FRAME_BYTES = 8 + 32;
/** No record of the writer's comes near: a larger one is damage, and no memory is asked for. */
const MOST_HEADER = 1 << 20;
const MOST_BODY = 1 << 26;

/** The first bytes of a file: the mark and the version. */
export function fileStart(version = VERSION): Uint8Array<ArrayBuffer> {
  return joined([MARK, Uint8Array.of(version)]);
}

/** @throws RangeError if a record is larger than readers take */
export async function frameOf(
  header: object,
  parts: readonly Uint8Array<ArrayBuffer>[] = [],
): Promise<Uint8Array<ArrayBuffer>> {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const body = joined(parts);
  if (text.length > MOST_HEADER || body.length > MOST_BODY) throw new RangeError('The record is too large.');
  const lengths = new DataView(new ArrayBuffer(8));
  lengths.setUint32(0, text.length, true);
  lengths.setUint32(4, body.length, true);
  const sizes = new Uint8Array(lengths.buffer);
  return joined([sizes, await checksum([sizes, text, body]), text, body]);
}

/** Reads one record after the other from a stream, which it holds no more of than one record and a chunk. */
export class RecordReader {
  private readonly source: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  private chunk = new Uint8Array(0);
  private ending: Ending | null = null;
  private started = false;

  constructor(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.source = stream.getReader();
  }

  /**
   * @returns the next record, or how the file ends, then and ever after: `short` where there is no further one. The
   *   caller knows which record is the last
   * @throws what the stream throws, if the file can no longer be read
   */
  async next(): Promise<BackupRecord | Ending> {
    if (this.ending) return this.ending;
    const record = (this.started ? null : await this.start()) ?? (await this.record());
    this.started = true;
    if (typeof record === 'string') this.ending = record;
    return record;
  }

  /** Lets the file go. */
  async close(): Promise<void> {
    await this.source.cancel().catch(() => undefined);
  }

  private async start(): Promise<Ending | null> {
    const mark = await this.take(MARK.length + 1);
    if (!mark || MARK.some((byte, i) => mark[i] !== byte)) return 'foreign';
    const version = mark[MARK.length] as number;
    if (version > VERSION) return 'newer';
    return version === VERSION ? null : 'damaged';
  }

  private async record(): Promise<BackupRecord | Ending> {
    const frame = await this.take(FRAME_BYTES);
    if (!frame) return 'short';
    const lengths = new DataView(frame.buffer, frame.byteOffset);
    const [most, more] = [lengths.getUint32(0, true), lengths.getUint32(4, true)];
    if (most > MOST_HEADER || more > MOST_BODY) return 'damaged';
    const text = await this.take(most);
    const body = text && (await this.take(more));
    if (!text || !body) return 'short';
    const sum = await checksum([frame.subarray(0, 8), text, body]);
    if (sum.some((byte, i) => frame[8 + i] !== byte)) return 'damaged';
    try {
      return { header: JSON.parse(new TextDecoder().decode(text)), body };
    } catch {
      return 'damaged';
    }
  }

  /** @returns null if the file has fewer bytes */
  private async take(count: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (let wanted = count; wanted > 0; ) {
      if (this.chunk.length === 0) {
        const { done, value } = await this.source.read();
        if (done) return null;
        this.chunk = value;
      }
      const part = this.chunk.subarray(0, wanted);
      this.chunk = this.chunk.subarray(part.length);
      wanted -= part.length;
      parts.push(part);
    }
    return joined(parts);
  }
}

async function checksum(parts: readonly Uint8Array<ArrayBuffer>[]): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined(parts)));
}
