/** Reads boxes of MP4, QuickTime and their kind (ISO/IEC 14496-12): of files a few bytes at a time, or of bytes. */

/** Boxes that are looked through at one level: a damaged file may have any number. */
const MOST_BOXES = 1000;

/** Where a box's content is, in bytes. */
export interface IsoBox {
  from: number;
  to: number;
}

/** Returns the first box of a name between two places; undefined if there is none. */
export async function findBox(file: Blob, name: string, { from, to }: IsoBox): Promise<IsoBox | undefined> {
  for (let at = from, count = 0; at + 8 <= to && count < MOST_BOXES; count++) {
    const view = await readBytes(file, at, 16);
    if (view.byteLength < 8) return undefined;
    const short = view.getUint32(0);
    const isLong = short === 1 && view.byteLength === 16;
    // A size of 0 reaches to the end of the file.
    const size = isLong ? Number(view.getBigUint64(8)) : short || to - at;
    if (size < 8) return undefined;
    if (nameAt(view, 4) === name) return { from: at + (isLong ? 16 : 8), to: Math.min(to, at + size) };
    at += size;
  }
  return undefined;
}

/** Reads the boxes at one level of bytes, up to the first that is damaged. */
export function* boxesIn(bytes: Uint8Array): Generator<{ name: string; content: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 8 <= bytes.length; ) {
    const short = view.getUint32(at);
    const isLong = short === 1 && at + 16 <= bytes.length;
    const from = at + (isLong ? 16 : 8);
    // A size of 0 reaches to the end.
    const to = at + (isLong ? Number(view.getBigUint64(at + 8)) : short || bytes.length - at);
    if (to < from) return;
    yield { name: nameAt(view, at + 4), content: bytes.subarray(from, to) };
    at = to;
  }
}

/** Returns the content of the movie's header, as far as its duration; undefined if there is none. */
export async function movieHeader(file: Blob): Promise<DataView | undefined> {
  const movie = await findBox(file, 'moov', { from: 0, to: file.size });
  const header = movie && (await findBox(file, 'mvhd', movie));
  return header && readBytes(file, header.from, 32);
}

export function nameAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}

export async function readBytes(file: Blob, from: number, bytes: number): Promise<DataView> {
  return new DataView(await file.slice(from, from + bytes).arrayBuffer());
}
