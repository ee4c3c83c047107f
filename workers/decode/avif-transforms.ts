/** How a still in boxes says that it is cropped, turned and mirrored (ISO/IEC 23008-12, 6.5.9, 6.5.10 and 6.5.12). */

import { FULL, type Property, primaryProperties, viewOf } from './avif-properties';

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

/** Those of the primary image by their names, in their order. */
type Properties = ReadonlyMap<string, Property>;

/** EXIF orientations by quarter turns to the left: without a mirror, and mirrored afterwards, as AVIF has it. */
const TURNED = [1, 8, 3, 6] as const;
const THEN_UPSIDE_DOWN = [4, 5, 2, 7] as const;
const THEN_SIDE_TO_SIDE = [2, 7, 4, 5] as const;

/** Returns the EXIF orientation that means the same as the transforms of the primary image; 1 if it has none, or is damaged. */
export function orientationInBoxes(bytes: Uint8Array): number {
  return orientationOf(propertiesOf(bytes));
}

/** Takes the transforms out of a file that is cropped; null if it is not, or is damaged. */
export function asCoded(bytes: Uint8Array): AsCoded | null {
  const properties = propertiesOf(bytes);
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

function propertiesOf(bytes: Uint8Array): Properties {
  return new Map(primaryProperties(bytes).map((property) => [property.name, property]));
}

const endOf = ({ byteOffset, length }: Uint8Array) => byteOffset + length;
