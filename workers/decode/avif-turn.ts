/** How a still in boxes says that it is turned and mirrored (ISO/IEC 23008-12, 6.5.10 and 6.5.12). */

import { boxesIn } from './iso-boxes';

/** EXIF orientations by quarter turns to the left: without a mirror, and mirrored afterwards, as AVIF has it. */
const TURNED = [1, 8, 3, 6] as const;
const THEN_UPSIDE_DOWN = [4, 5, 2, 7] as const;
const THEN_SIDE_TO_SIDE = [2, 7, 4, 5] as const;

/** Bytes of version and flags that some boxes begin with. */
const FULL = 4;

/** Returns the EXIF orientation that means the same as the transforms of the primary image; 1 if it has none, or is damaged. */
export function orientationInBoxes(bytes: Uint8Array): number {
  try {
    const properties = primaryProperties(bytes);
    const names = [...properties.keys()];
    const isMirroredFirst = names.indexOf('imir') < names.indexOf('irot');
    const quarters = (properties.get('irot')?.[0] ?? 0) & 3;
    const mirror = properties.get('imir')?.[0];
    const orientations = mirror === undefined ? TURNED : mirror & 1 ? THEN_SIDE_TO_SIDE : THEN_UPSIDE_DOWN;
    // Mirrored first, a turn to the left is one to the right of what is mirrored.
    return orientations[mirror !== undefined && isMirroredFirst ? (4 - quarters) & 3 : quarters] ?? 1;
  } catch (error) {
    if (error instanceof RangeError) return 1;
    throw error;
  }
}

/** @throws RangeError if a box ends too early */
function primaryProperties(bytes: Uint8Array): Map<string, Uint8Array> {
  const meta = childOf(bytes, 'meta').subarray(FULL);
  const primary = viewOf(childOf(meta, 'pitm'));
  const item = primary.getUint8(0) === 0 ? primary.getUint16(FULL) : primary.getUint32(FULL);
  const all = childOf(meta, 'iprp');
  const properties = [...boxesIn(childOf(all, 'ipco'))];
  return new Map(
    indicesFor(item, viewOf(childOf(all, 'ipma'))).flatMap((index) => {
      // They are counted from 1; 0 is none.
      const property = properties[index - 1];
      return property ? [[property.name, property.content] as const] : [];
    }),
  );
}

/** Returns the numbers of an item's properties. */
function indicesFor(item: number, associations: DataView): number[] {
  const isLong = associations.getUint8(0) > 0;
  const isWide = (associations.getUint8(3) & 1) > 0;
  let at = FULL + 4;
  for (let left = associations.getUint32(FULL); left > 0; left--) {
    const id = isLong ? associations.getUint32(at) : associations.getUint16(at);
    at += isLong ? 4 : 2;
    const count = associations.getUint8(at++);
    // The highest bit says that a reader must know the property.
    const index = (i: number) =>
      isWide ? associations.getUint16(at + 2 * i) & 0x7fff : associations.getUint8(at + i) & 0x7f;
    if (id === item) return Array.from({ length: count }, (_, i) => index(i));
    at += count * (isWide ? 2 : 1);
  }
  return [];
}

function childOf(bytes: Uint8Array, name: string): Uint8Array {
  return [...boxesIn(bytes)].find((box) => box.name === name)?.content ?? bytes.subarray(0, 0);
}

function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}
