/** What a still in boxes says of its primary image (ISO/IEC 23008-12, 9.3). */

import { boxesIn } from './iso-boxes';

export interface Property {
  /** Name of its box. */
  name: string;
  content: Uint8Array;
  /** The number by which the image refers to it, in the bytes of the file. */
  reference: Uint8Array;
}

/** Bytes of version and flags that some boxes begin with. */
export const FULL = 4;

/** Returns the properties of the primary image in their order; none of a file that is damaged. */
export function primaryProperties(bytes: Uint8Array): Property[] {
  try {
    const meta = childOf(bytes, 'meta').subarray(FULL);
    const primary = viewOf(childOf(meta, 'pitm'));
    const item = primary.getUint8(0) === 0 ? primary.getUint16(FULL) : primary.getUint32(FULL);
    const all = childOf(meta, 'iprp');
    const properties = [...boxesIn(childOf(all, 'ipco'))];
    return referencesOf(item, childOf(all, 'ipma')).flatMap((reference) => {
      // They are counted from 1. The highest bit says that a reader must know the property.
      const [first = 0, second] = reference;
      const number = second === undefined ? first & 0x7f : ((first & 0x7f) << 8) | second;
      const property = properties[number - 1];
      return property ? [{ ...property, reference }] : [];
    });
  } catch (error) {
    if (error instanceof RangeError) return [];
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

export function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}
