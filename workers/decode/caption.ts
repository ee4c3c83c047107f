/** Finds a photo's caption in XMP, IPTC or EXIF, in this order: people write captions most often into XMP. */

import type { ExpandedTags } from 'exifreader';

/** Longest caption, in characters: longer texts are notes of a program. */
const LONGEST = 2000;

/** Boilerplate that cameras and programs write into caption fields. */
const RUBBISH =
  /^(?:olympus digital camera|minolta digital camera|konica minolta.*|kodak digital still camera|digital camera|sony dsc|samsung(?: camera.*)?|exif_jpeg_picture|jpeg picture|lead technologies.*|applemark|dcim\W.*|default|untitled|unknown|none|null|image description|screenshot|hdr|cof|rhdr|qrhdr?|oznor\w*|mde|edf|bty|btf|ptr|created with gimp|creator: .*|file written by .*|ascii|charset=.*)$/i;

/** Settings of camera apps, and codes: text in brackets, or 40 and more Latin characters without a space. */
const NOTES = /^[[{<].*[\]}>]$|^[!-~]{40,}$/s;

/**
 * @param packets the XMP of the file, as text
 * @returns undefined if there is no caption, or only boilerplate
 */
export function captionOf(tags: ExpandedTags, packets: readonly string[]): string | undefined {
  const candidates = [
    ...packets.map(xmpDescription),
    tags.iptc?.['Caption/Abstract']?.description,
    tags.exif?.ImageDescription?.description,
    userComment(tags.exif?.UserComment),
  ];
  return candidates.map(clean).find(isSaid);
}

/** Returns the text of dc:description; if it has several languages, that of the default one. */
function xmpDescription(xml: string): string | undefined {
  const [, inner] = /<dc:description[^>]*>([\s\S]*?)<\/dc:description>/.exec(xml) ?? [];
  const [, attribute] = /\bdc:description\s*=\s*"([^"]*)"/.exec(xml) ?? [];
  const [, item] =
    /<rdf:li[^>]*x-default[^>]*>([\s\S]*?)<\/rdf:li>/.exec(inner ?? '') ??
    /<rdf:li[^>]*>([\s\S]*?)<\/rdf:li>/.exec(inner ?? '') ??
    [];
  const text = item ?? attribute ?? (inner?.includes('<') ? undefined : inner);
  return text?.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[name] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Decodes UserComment as EXIF 2.32 defines it: eight bytes that name the encoding, then the text. */
function userComment(tag: unknown): string | undefined {
  const bytes = bytesOf(tag);
  const encoding = String.fromCharCode(...bytes.subarray(0, 8)).replace(/\0+$/, '');
  const text = bytes.subarray(8);
  if (encoding === 'ASCII' || encoding === '') return new TextDecoder().decode(text);
  return encoding === 'UNICODE' ? new TextDecoder(utf16Of(text)).decode(text) : undefined;
}

function bytesOf(tag: unknown): Uint8Array {
  const value = tag && typeof tag === 'object' && 'value' in tag ? tag.value : [];
  return Uint8Array.from(Array.isArray(value) ? value : []);
}

/** Guesses the byte order, which EXIF does not state: in one text, high bytes vary less than low bytes. */
function utf16Of(text: Uint8Array): 'utf-16be' | 'utf-16le' {
  const distinct = (first: number) => new Set(text.filter((_, i) => i % 2 === first)).size;
  return distinct(0) <= distinct(1) ? 'utf-16be' : 'utf-16le';
}

function clean(text: string | undefined): string {
  return (text ?? '').split('\0', 1)[0]?.trim() ?? '';
}

function isSaid(text: string): boolean {
  return /\p{L}/u.test(text) && text.length <= LONGEST && !RUBBISH.test(text) && !NOTES.test(text);
}
