/** Access to the metadata embedded in a file: EXIF, IPTC, XMP and PNG's text. */

import ExifReader, { type ExpandedTags } from 'exifreader';
import { problemCode } from '#core/errors';
import { deflatedXmp } from './png';
import { unpacker } from './unpacking';

export interface Embedded {
  tags: ExpandedTags;
  /** The XMP of the file, as text. */
  packets: readonly string[];
}

/**
 * Packed metadata that cannot be unpacked are left out.
 * @throws Problem `decoder-missing` if what unpacks them cannot be fetched now; Error if the format is unknown, or others
 * are damaged
 */
export async function readEmbedded(bytes: ArrayBuffer): Promise<Embedded> {
  const packets: string[] = [];
  const unpack = unpacker();
  // ExifReader leaves out what rejects.
  let missing: unknown;
  const tags = await ExifReader.load(bytes, {
    async: true,
    expanded: true,
    domParser: collector(packets),
    // A PNG's is deflated, and often longer than all that is read here.
    excludeTags: { icc: true },
    decompress: {
      deflate: (packed) => unpack(packed, 'deflate'),
      brotli: (packed) =>
        unpack(packed, 'brotli').catch((error: unknown) => {
          if (problemCode(error) === 'decoder-missing') missing = error;
          throw error;
        }),
    },
  });
  if (missing) throw missing;
  const packed = deflatedXmp(new Uint8Array(bytes));
  if (!packed) return { tags, packets };
  const xmp = await unpack(packed, 'deflate').catch(() => new Uint8Array());
  return { tags, packets: [new TextDecoder().decode(xmp)] };
}

/**
 * Returns a stand-in for DOMParser, which workers lack. It collects XMP packets as text and throws, so that
 * ExifReader skips them.
 */
function collector(packets: string[]) {
  return {
    parseFromString(xml: string): never {
      packets.push(xml);
      throw new Error('Not parsed.');
    },
  };
}

/** What ExifReader gives for a value that lies outside of the file. */
const FAULTY = '<faulty value>';

/**
 * Returns a field's text up to the first zero, without spaces around it; undefined if it has none. Some programs
 * write EXIF's texts as bytes, though the standard says ASCII; ExifReader gives IPTC's dates as bytes.
 */
export function textOf(tag: unknown): string | undefined {
  const value = valueIn(tag);
  const text = isBytes(value) ? new TextDecoder().decode(Uint8Array.from(value)) : [value].flat()[0];
  if (typeof text !== 'string' || text === FAULTY) return undefined;
  return text.split('\0', 1)[0]?.trim() || undefined;
}

/** Returns a field's bytes; none if it is no field of bytes. */
export function bytesOf(tag: unknown): Uint8Array {
  const value = valueIn(tag);
  return Uint8Array.from(isBytes(value) ? value : []);
}

/** Returns a field that Windows writes into EXIF, and the types of ExifReader lack. */
export function windowsField(
  { tags }: Embedded,
  name: 'XPTitle' | 'XPKeywords' | 'Rating' | 'RatingPercent',
): unknown {
  return (tags.exif as Readonly<Record<string, unknown>> | undefined)?.[name];
}

/** Returns a text that Windows wrote: UTF-16 as bytes, with a zero at its end. */
export function windowsText(from: Embedded, name: 'XPTitle' | 'XPKeywords'): string {
  return new TextDecoder('utf-16le').decode(bytesOf(windowsField(from, name)));
}

/** Returns the texts of an IPTC dataset, which may be repeated. */
export function iptcTexts(tag: unknown): string[] {
  return [tag].flat().flatMap((one) => {
    const text = one && typeof one === 'object' && 'description' in one ? one.description : undefined;
    return typeof text === 'string' ? [text] : [];
  });
}

/** Returns what ExifReader made of a field's bytes. */
export function valueIn(tag: unknown): unknown {
  return tag && typeof tag === 'object' && 'value' in tag ? tag.value : undefined;
}

function isBytes(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'number');
}
