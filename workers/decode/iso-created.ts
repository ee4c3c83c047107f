/** Reads when an MP4 or QuickTime file was made, from its movie header (ISO/IEC 14496-12, section 8.2.2). */

/** Seconds from 1904, where the header's clock begins, to 1970. */
const FROM_1904 = 2_082_844_800;

/** Boxes that are looked through at one level: a damaged file may have any number. */
const MOST_BOXES = 1000;

interface Box {
  name: string;
  /** Of its content. */
  from: number;
  to: number;
}

/** @returns milliseconds since 1970, UTC; undefined if there is none */
export async function isoCreated(file: Blob): Promise<number | undefined> {
  const movie = await find(file, 'moov', 0, file.size);
  const header = movie && (await find(file, 'mvhd', movie.from, movie.to));
  if (!header) return undefined;
  const view = await read(file, header.from, 12);
  if (view.byteLength < 12) return undefined;
  const seconds = view.getUint8(0) === 1 ? Number(view.getBigUint64(4)) : view.getUint32(4);
  if (seconds === 0) return undefined;
  // Some programs count from 1970: no video is older.
  return (seconds < FROM_1904 ? seconds : seconds - FROM_1904) * 1000;
}

async function find(file: Blob, name: string, from: number, to: number): Promise<Box | undefined> {
  for (let at = from, count = 0; at + 8 <= to && count < MOST_BOXES; count++) {
    const view = await read(file, at, 16);
    if (view.byteLength < 8) return undefined;
    const short = view.getUint32(0);
    const isLong = short === 1 && view.byteLength === 16;
    // A size of 0 reaches to the end of the file.
    const size = isLong ? Number(view.getBigUint64(8)) : short || to - at;
    if (size < 8) return undefined;
    const box = { name: nameIn(view), from: at + (isLong ? 16 : 8), to: Math.min(to, at + size) };
    if (box.name === name) return box;
    at += size;
  }
  return undefined;
}

function nameIn(view: DataView): string {
  return String.fromCharCode(...[4, 5, 6, 7].map((at) => view.getUint8(at)));
}

async function read(file: Blob, from: number, bytes: number): Promise<DataView> {
  return new DataView(await file.slice(from, from + bytes).arrayBuffer());
}
