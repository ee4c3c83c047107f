/**
 * Finds a photo's caption in XMP, IPTC or EXIF, in this order: people write captions most often into XMP. Where
 * there is none, its title is one.
 */

import { isBoilerplate } from './boilerplate';
import { bytesOf, type Embedded, iptcTexts, textOf, windowsText } from './embedded';
import { xmpTexts } from './xmp';

/** Longest caption, in characters: longer texts are notes of a program. */
const LONGEST = 2000;

/** @returns undefined if there is no caption, or only boilerplate */
export function captionOf(from: Embedded): string | undefined {
  const { tags, packets } = from;
  const candidates = [
    xmpTexts(packets, 'dc:description')[0],
    iptcTexts(tags.iptc?.['Caption/Abstract'])[0],
    textOf(tags.exif?.ImageDescription),
    userComment(tags.exif?.UserComment),
    xmpTexts(packets, 'dc:title')[0],
    iptcTexts(tags.iptc?.['Object Name'])[0],
    windowsText(from, 'XPTitle'),
  ];
  return candidates.map(clean).find(isCaption);
}

/** Whether the file says that it is a screenshot: iOS and macOS write so into UserComment. */
export function isScreenshot({ tags }: Embedded): boolean {
  return /^screenshot$/i.test(clean(userComment(tags.exif?.UserComment)));
}

/** Decodes UserComment as EXIF 2.32 defines it: eight bytes that name the encoding, then the text. */
function userComment(tag: unknown): string | undefined {
  const bytes = bytesOf(tag);
  const encoding = String.fromCharCode(...bytes.subarray(0, 8)).replace(/\0+$/, '');
  const text = bytes.subarray(8);
  if (encoding === 'ASCII' || encoding === '') return new TextDecoder().decode(text);
  return encoding === 'UNICODE' ? new TextDecoder(utf16Of(text)).decode(text) : undefined;
}

/** Guesses the byte order, which EXIF does not state: in one text, high bytes vary less than low bytes. */
function utf16Of(text: Uint8Array): 'utf-16be' | 'utf-16le' {
  const distinct = (first: number) => new Set(text.filter((_, i) => i % 2 === first)).size;
  return distinct(0) <= distinct(1) ? 'utf-16be' : 'utf-16le';
}

function clean(text: string | undefined): string {
  return (text ?? '').split('\0', 1)[0]?.trim() ?? '';
}

/** Whether a person wrote this text, which has no spaces around it. */
export function isCaption(text: string): boolean {
  return /\p{L}/u.test(text) && text.length <= LONGEST && !isBoilerplate(text);
}
