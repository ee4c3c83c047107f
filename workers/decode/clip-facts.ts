/**
 * Reads what tells the clip of a Live Photo: its length and Apple's content identifier. No demuxer is loaded, and no
 * picture is decoded, because a clip becomes no photo: a browser without its codec keeps it all the same.
 */

import type { ClipFacts } from '#core/live-photo';
import { findBox, type IsoBox, movieHeader, nameAt, readBytes } from './iso-boxes';

/** QuickTime's name of the identifier that the maker note of the still has too (`apple-note.ts`). */
const CONTENT_ID = 'com.apple.quicktime.content.identifier';

/** Metadata with a picture of its own is larger; a clip's is not. In bytes. */
const MOST_METADATA = 1_000_000;

/** @returns null if the file is no MP4 or QuickTime file, or is cut off before its movie header */
export async function clipFacts(video: Blob): Promise<ClipFacts | null> {
  try {
    const header = await movieHeader(video);
    if (!header) return null;
    const contentId = await contentIdOf(video);
    return { seconds: secondsIn(header), ...(contentId && { contentId }) };
  } catch {
    // Numbers that lead beyond the end of the file.
    return null;
  }
}

function secondsIn(header: DataView): number {
  const isLong = header.getUint8(0) === 1;
  const scale = header.getUint32(isLong ? 20 : 12);
  const duration = isLong ? Number(header.getBigUint64(24)) : header.getUint32(16);
  return scale > 0 ? duration / scale : 0;
}

/**
 * The movie's metadata has a list of names, and a list of values by the numbers of their names (QuickTime's format).
 * Apple has it in the movie, other writers in the user data of that.
 */
async function contentIdOf(video: Blob): Promise<string | undefined> {
  const movie = await findBox(video, 'moov', { from: 0, to: video.size });
  const userData = movie && (await findBox(video, 'udta', movie));
  const metadata =
    (movie && (await findBox(video, 'meta', movie))) ??
    (userData && (await findBox(video, 'meta', userData)));
  if (!metadata || metadata.to - metadata.from > MOST_METADATA) return undefined;
  // MP4 puts a version of four bytes in front of the boxes, QuickTime does not.
  const isBare = nameAt(await readBytes(video, metadata.from, 8), 4) === 'hdlr';
  const inside = { from: metadata.from + (isBare ? 0 : 4), to: metadata.to };
  const [names, values] = await Promise.all([findBox(video, 'keys', inside), findBox(video, 'ilst', inside)]);
  if (!names || !values) return undefined;
  const number = numberOf(CONTENT_ID, await contentOf(video, names));
  return number > 0 ? valueAt(number, await contentOf(video, values)) : undefined;
}

/** Returns the number of a name, from 1; 0 if it is not in the list. */
function numberOf(name: string, list: DataView): number {
  for (let at = 8, number = 1; at + 8 <= list.byteLength; number++) {
    const size = list.getUint32(at);
    if (textIn(list, at + 8, at + size) === name) return number;
    at += Math.max(8, size);
  }
  return 0;
}

function valueAt(number: number, list: DataView): string | undefined {
  for (let at = 0; at + 24 <= list.byteLength; at += Math.max(8, list.getUint32(at))) {
    // Behind the number: the box of the value, with its size, name, type and language.
    if (list.getUint32(at + 4) === number) return textIn(list, at + 24, at + list.getUint32(at)) || undefined;
  }
  return undefined;
}

function contentOf(video: Blob, { from, to }: IsoBox): Promise<DataView> {
  return readBytes(video, from, to - from);
}

function textIn({ buffer, byteLength }: DataView, from: number, to: number): string {
  return new TextDecoder().decode(new Uint8Array(buffer).subarray(from, Math.min(to, byteLength)));
}
