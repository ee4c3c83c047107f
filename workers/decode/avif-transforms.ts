/** How a still in boxes says that it is cropped, turned and mirrored (ISO/IEC 23008-12, 6.5.9, 6.5.10 and 6.5.12). */

import { boxesIn } from './iso-boxes';

/** A part of a picture, in pixels. */
export interface Crop {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A file whose picture decoders show as it is coded, and what has to be done to it then, in this order. */
export interface AsCoded {
  bytes: Uint8Array<ArrayBuffer>;
  crop: Crop;
  /** As EXIF has it. */
  orientation: number;
}

/** A property of the primary image. */
interface Property {
  content: Uint8Array;
  /** The number by which the image refers to it, in the bytes of the file. */
  reference: Uint8Array;
}

type Properties = ReadonlyMap<string, Property>;

/** EXIF orientations by quarter turns to the left: without a mirror, and mirrored afterwards, as AVIF has it. */
const TURNED = [1, 8, 3, 6] as const;
const THEN_UPSIDE_DOWN = [4, 5, 2, 7] as const;
const THEN_SIDE_TO_SIDE = [2, 7, 4, 5] as const;

/** Bytes of version and flags that some boxes begin with. */
const FULL = 4;

/** Returns the EXIF orientation that means the same as the transforms of the primary image; 1 if it has none, or is damaged. */
export function orientationInBoxes(bytes: Uint8Array): number {
  return orientationOf(primaryProperties(bytes));
}

/** Takes the transforms out of a file that is cropped; null if it is not, or is damaged. */
export function asCoded(bytes: Uint8Array): AsCoded | null {
  const properties = primaryProperties(bytes);
  const crop = cropOf(properties);
  if (!crop) return null;
  const changed = new Uint8Array(bytes);
  for (const name of ['clap', 'irot', 'imir']) {
    const reference = properties.get(name)?.reference;
    // Property 0 is none.
    if (reference)
      changed.fill(0, reference.byteOffset - bytes.byteOffset, endOf(reference) - bytes.byteOffset);
  }
  return { bytes: changed, crop, orientation: orientationOf(properties) };
}

function orientationOf(properties: Properties): number {
  const names = [...properties.keys()];
  const isMirroredFirst = names.indexOf('imir') < names.indexOf('irot');
  const quarters = (properties.get('irot')?.content[0] ?? 0) & 3;
  const mirror = properties.get('imir')?.content[0];
  const orientations = mirror === undefined ? TURNED : mirror & 1 ? THEN_SIDE_TO_SIDE : THEN_UPSIDE_DOWN;
  // Mirrored first, a turn to the left is one to the right of what is mirrored.
  return orientations[mirror !== undefined && isMirroredFirst ? (4 - quarters) & 3 : quarters] ?? 1;
}

/** Four fractions: width, height, and how far its middle lies from that of the whole. */
function cropOf(properties: Properties): Crop | null {
  const size = properties.get('ispe')?.content;
  const aperture = properties.get('clap')?.content;
  if (!size || size.length < FULL + 8 || !aperture || aperture.length < 32) return null;
  const [wholes, parts] = [viewOf(size), viewOf(aperture)];
  const along = (axis: 0 | 1) => {
    const whole = wholes.getUint32(FULL + 4 * axis);
    const length = Math.round(parts.getUint32(8 * axis) / parts.getUint32(8 * axis + 4));
    const middle = parts.getInt32(16 + 8 * axis) / parts.getUint32(20 + 8 * axis);
    return { whole, length, start: Math.round((whole - length) / 2 + middle) };
  };
  const [across, down] = [along(0), along(1)];
  const isInside = [across, down].every(
    ({ whole, length, start }) => length > 0 && start >= 0 && start + length <= whole,
  );
  return isInside ? { left: across.start, top: down.start, width: across.length, height: down.length } : null;
}

/** Returns the properties by their names, in their order; none of a file that is damaged. */
function primaryProperties(bytes: Uint8Array): Properties {
  try {
    const meta = childOf(bytes, 'meta').subarray(FULL);
    const primary = viewOf(childOf(meta, 'pitm'));
    const item = primary.getUint8(0) === 0 ? primary.getUint16(FULL) : primary.getUint32(FULL);
    const all = childOf(meta, 'iprp');
    const properties = [...boxesIn(childOf(all, 'ipco'))];
    return new Map(
      referencesOf(item, childOf(all, 'ipma')).flatMap((reference) => {
        // They are counted from 1. The highest bit says that a reader must know the property.
        const [first = 0, second] = reference;
        const number = second === undefined ? first & 0x7f : ((first & 0x7f) << 8) | second;
        const property = properties[number - 1];
        return property ? [[property.name, { content: property.content, reference }] as const] : [];
      }),
    );
  } catch (error) {
    if (error instanceof RangeError) return new Map();
    throw error;
  }
}

/** Returns the numbers of an item's properties, of one byte or two. */
function referencesOf(item: number, associations: Uint8Array): Uint8Array[] {
  const view = viewOf(associations);
  const isLong = view.getUint8(0) > 0;
  const bytes = view.getUint8(3) & 1 ? 2 : 1;
  let at = FULL + 4;
  for (let left = view.getUint32(FULL); left > 0; left--) {
    const id = isLong ? view.getUint32(at) : view.getUint16(at);
    at += isLong ? 4 : 2;
    const count = view.getUint8(at++);
    const start = at;
    at += bytes * count;
    if (id === item) {
      return Array.from({ length: count }, (_, i) =>
        associations.subarray(start + bytes * i, start + bytes * (i + 1)),
      );
    }
  }
  return [];
}

function childOf(bytes: Uint8Array, name: string): Uint8Array {
  return [...boxesIn(bytes)].find((box) => box.name === name)?.content ?? bytes.subarray(0, 0);
}

function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}

const endOf = ({ byteOffset, length }: Uint8Array) => byteOffset + length;
