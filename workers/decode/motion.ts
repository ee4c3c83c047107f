/**
 * Finds the clip inside a motion photo: an MP4 behind a JPEG, or in or behind a HEIC. Google says in XMP how far it is
 * from the end (MicroVideo, then the Container of Motion Photo 1.0); Samsung writes a marker in front of it, or puts it
 * into a box of a HEIC.
 */

import type { Motion } from '#core/photo';
import { videoTypeOf } from '#core/video-type';
import { xmpTexts } from './xmp';

const SAMSUNG = Uint8Array.from('MotionPhoto_Data', (char) => char.charCodeAt(0));
/**
 * How far before a byte the marker may begin, by the byte (Horspool's search, backwards): most bytes of the file are
 * passed over. To look for the marker's first byte instead takes twice as long.
 */
const SHIFTS = Uint8Array.from({ length: 256 }, (_, byte) => SAMSUNG.indexOf(byte, 1)).map((shift) =>
  shift === 255 ? SAMSUNG.length : shift,
);

/** Boxes that an MP4 has at its highest level (ISO/IEC 14496-12). What follows is something else's. */
const BOXES = /^(ftyp|moov|mdat|free|skip|wide|uuid|moof|mfra|sidx|meta|udta)$/;

/** @param packets XMP of the file @returns undefined if there is none, or not where the file says */
export function motionIn(file: Uint8Array, packets: readonly string[]): Motion | undefined {
  const places = [
    fromEnd(file, microVideo(packets)),
    fromEnd(file, inContainer(packets)),
    inBox(file),
    samsung(file),
  ];
  for (const offset of places) {
    const bytes = offset === undefined ? 0 : clipLength(file, offset);
    if (offset !== undefined && bytes > 0) return { offset, bytes };
  }
  return undefined;
}

/** Bytes from the end of the file. */
function microVideo(packets: readonly string[]): number {
  return Number(xmpTexts(packets, 'GCamera:MicroVideoOffset')[0]);
}

/** The lengths of the clip and of what the container lists behind it. */
function inContainer(packets: readonly string[]): number {
  const items = packets.flatMap((xml) =>
    [...xml.matchAll(/<Container:Item\b[^>]*>/g)].map(([item]) => {
      const of = (name: string) => new RegExp(`Item:${name}\\s*=\\s*["']([^"']*)`).exec(item)?.[1];
      return { what: of('Semantic'), bytes: Number(of('Length') ?? 0) + Number(of('Padding') ?? 0) };
    }),
  );
  const at = items.findIndex(({ what }) => what === 'MotionPhoto');
  return at < 0 ? Number.NaN : items.slice(at).reduce((sum, { bytes }) => sum + bytes, 0);
}

function fromEnd(file: Uint8Array, bytes: number): number | undefined {
  return bytes > 0 && bytes < file.length ? file.length - bytes : undefined;
}

/** What is in the box that is named for it, if the file is one of boxes (Motion Photo 1.0 names the same for HEIC). */
function inBox(file: Uint8Array): number | undefined {
  if (nameAt(file, 0) !== 'ftyp') return undefined;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (let at = 0; at + 8 <= file.length; ) {
    if (nameAt(file, at) === 'mpvd') return at + 8;
    const size = view.getUint32(at);
    // One of 0 reaches to the end of the file; one of 1 has a size of 64 bits, as no photo needs.
    if (size < 8) return undefined;
    at += size;
  }
  return undefined;
}

/** Searched from the end, because the picture's own bytes may be anything. */
function samsung(file: Uint8Array): number | undefined {
  for (let at = file.length - SAMSUNG.length; at > 0; at -= SHIFTS[file[at] as number] as number) {
    if (file[at] === SAMSUNG[0] && isMarker(file, at)) {
      // The trailer at the end names its parts once more: there no clip follows.
      const clip = at + SAMSUNG.length;
      if (clipLength(file, clip) > 0) return clip;
    }
  }
  return undefined;
}

/** A function of its own: one inside the loop would be made anew for each step. */
function isMarker(file: Uint8Array, at: number): boolean {
  return SAMSUNG.every((byte, i) => file[at + i] === byte);
}

/** The length of the MP4 that begins here; 0 if none does. */
function clipLength(file: Uint8Array, offset: number): number {
  if (videoTypeOf(file.subarray(offset, offset + 12)) === '' || nameAt(file, offset) !== 'ftyp') return 0;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = offset;
  while (at + 8 <= file.length && BOXES.test(nameAt(file, at))) {
    const size = view.getUint32(at);
    // A size of 0 reaches to the end of the file.
    const end = size === 0 ? file.length : at + size;
    if (end > file.length || end < at + 8) break;
    at = end;
  }
  return at - offset;
}

function nameAt(file: Uint8Array, at: number): string {
  return String.fromCharCode(...file.subarray(at + 4, at + 8));
}
