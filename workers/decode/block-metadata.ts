/**
 * The metadata of formats that keep EXIF, XMP and IPTC in blocks of their own: PSD and PSB (Adobe's file format
 * specification), JPEG 2000 (ISO/IEC 15444-1, boxes of a UUID), GIF (XMP alone). Joined they are what readers of
 * metadata know, a TIFF.
 */

import { xmpOfGif } from './gif';
import { boxesIn } from './iso-boxes';
import { psdResources } from './psd-resources';
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
  'image/gif': (bytes) => ({ xmp: xmpOfGif(bytes) }),
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

function psdBlocks(bytes: Uint8Array): Blocks {
  const blocks: Blocks = {};
  for (const [number, content] of psdResources(bytes)) {
    const kind = RESOURCES[number];
    if (kind) blocks[kind] ??= content;
  }
  return blocks;
}

/** Reads the boxes of a file, up to the first that is damaged. A bare codestream has none. */
export function blocksInBoxes(bytes: Uint8Array): Blocks {
  const blocks: Blocks = {};
  for (const { name, content } of boxesIn(bytes)) {
    const kind = name === 'uuid' ? UUIDS[hex(content.subarray(0, UUID))] : undefined;
    if (kind) blocks[kind] ??= content.subarray(UUID);
  }
  return blocks;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
