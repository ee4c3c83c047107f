/**
 * The metadata of formats that keep EXIF, XMP and IPTC in blocks of their own: PSD and PSB (Adobe's file format
 * specification), JPEG 2000 (ISO/IEC 15444-1, boxes of a UUID). Joined they are what readers of metadata know, a TIFF.
 */

import { type Added, UNDEFINED, withEntries } from './tiff-entries';

interface Blocks {
  exif?: Uint8Array;
  xmp?: Uint8Array;
  iptc?: Uint8Array;
}

/** Fields of a TIFF that hold them (XMP part 3; Adobe's TIFF technical notes). */
export const XMP_FIELD = 700;
const FIELDS = [
  ['xmp', XMP_FIELD],
  ['iptc', 33723],
] as const;

/** Numbers of image resources. */
const RESOURCES: Readonly<Record<number, keyof Blocks>> = { 1028: 'iptc', 1058: 'exif', 1060: 'xmp' };
const PSD_HEADER = 26;

/** Identifiers of boxes. That of EXIF is a text, "JpgTiffExif->JP2". */
const UUIDS: Readonly<Record<string, keyof Blocks>> = {
  '4a706754696666457869662d3e4a5032': 'exif',
  be7acfcb97a942e89c71999491e3afac: 'xmp',
  '33c7a4d2b81d4723a0baf1a3e097ad38': 'iptc',
};
const UUID = 16;

/** Some programs put JPEG's name of it in front. */
const EXIF_NAME = [0x45, 0x78, 0x69, 0x66, 0, 0];

const READERS: Readonly<Record<string, (bytes: Uint8Array) => Blocks>> = {
  'image/vnd.adobe.photoshop': psdBlocks,
  'image/jp2': blocksInBoxes,
};

/** Returns the blocks joined; undefined if the format has none of its own, or the file has none. Never throws. */
export function blockMetadata(bytes: Uint8Array, type: string): ArrayBuffer | undefined {
  const blocks = READERS[type]?.(bytes);
  if (!blocks) return undefined;
  const added = FIELDS.flatMap(([name, tag]): Added[] => {
    const block = blocks[name];
    return block && block.length > 4 ? [{ tag, type: UNDEFINED, count: block.length, bytes: block }] : [];
  });
  const { exif } = blocks;
  const named = exif && EXIF_NAME.every((byte, i) => exif[i] === byte);
  try {
    return withEntries(named ? exif.subarray(EXIF_NAME.length) : exif, added);
  } catch {
    // Its EXIF is damaged.
    return withEntries(undefined, added);
  }
}

/** Reads image resources up to the first that is damaged. */
function psdBlocks(bytes: Uint8Array): Blocks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const blocks: Blocks = {};
  try {
    // Behind the palette.
    const start = PSD_HEADER + 4 + view.getUint32(PSD_HEADER);
    const end = start + 4 + view.getUint32(start);
    for (let at = start + 4; at < end; ) {
      // Behind a signature and a number: a name with its length, and then the size, at even places.
      const name = 1 + view.getUint8(at + 6);
      const size = at + 6 + name + (name % 2);
      const from = size + 4;
      const to = from + view.getUint32(size);
      const kind = RESOURCES[view.getUint16(at + 4)];
      if (kind && to <= end) blocks[kind] ??= bytes.subarray(from, to);
      at = to + ((to - from) % 2);
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return blocks;
}

/** Reads the boxes of a file, up to the first that is damaged. A bare codestream has none. */
export function blocksInBoxes(bytes: Uint8Array): Blocks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const blocks: Blocks = {};
  for (let at = 0; at + 8 <= bytes.length; ) {
    const short = view.getUint32(at);
    const isLong = short === 1 && at + 16 <= bytes.length;
    const from = at + (isLong ? 16 : 8);
    // A size of 0 reaches to the end of the file.
    const to = at + (isLong ? Number(view.getBigUint64(at + 8)) : short || bytes.length - at);
    if (to < from) break;
    if (view.getUint32(at + 4) === UUID_BOX) {
      const kind = UUIDS[hex(bytes.subarray(from, from + UUID))];
      if (kind) blocks[kind] ??= bytes.subarray(from + UUID, to);
    }
    at = to;
  }
  return blocks;
}

/** "uuid" */
const UUID_BOX = 0x75756964;

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
