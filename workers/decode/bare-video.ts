/**
 * Takes out of an MP4 or QuickTime file (ISO/IEC 14496-12) what it says beside its pictures and sound: place, camera,
 * dates. The boxes stay as long as they are, renamed `free` and filled with zeroes, so that no other box has to change
 * and nothing is encoded anew.
 */

import { nameAt, readBytes } from './iso-boxes';

/** A box, from its header to its end, in bytes. */
interface Box {
  name: string;
  at: number;
  /** Where its content begins. */
  inside: number;
  to: number;
}

/** Boxes of user data, metadata, and extensions such as XMP. */
const ABOUT = /^(udta|meta|uuid)$/;
/** Boxes with boxes in them, on the way to what is read here. */
const HOLDERS = /^(moov|trak|mdia)$/;
/** Headers that begin with two dates. */
const DATED = /^(mvhd|tkhd|mdhd)$/;
/** What tracks hold, by their handler. Others have notes: where an action camera was, second by second. */
const PLAYED = /^(vide|soun|tmcd)$/;

/** A header of a movie is smaller; a damaged size would ask for any memory. In bytes. */
const MOST_HEADER = 256_000_000;
const MOST_BOXES = 1000;
/** Notes of some hours, many times a second. */
const MOST_SAMPLES = 1_000_000;

const FREE = Uint8Array.from('free', (letter) => letter.charCodeAt(0));
const ZEROES = new Blob([new Uint8Array(65_536)]);

/** Returns the video without them, of the same size; a file of another container as it is. */
export async function bareVideo(video: Blob): Promise<Blob> {
  /** Zeroes, where nothing else comes instead. */
  const gaps: { from: number; to: number; instead?: Uint8Array<ArrayBuffer> }[] = [];
  const blank = (from: number, to: number) => gaps.push({ from, to });
  for await (const box of topBoxes(video)) {
    if (ABOUT.test(box.name)) {
      blank(box.inside, box.to);
      gaps.push({ from: box.at + 4, to: box.at + 8, instead: FREE });
    }
    if (box.name !== 'moov' || box.to - box.at > MOST_HEADER) continue;
    const header = new Uint8Array(await video.slice(box.at, box.to).arrayBuffer());
    for (const [from, to] of bareHeader(header)) if (to <= video.size) blank(from, to);
    gaps.push({ from: box.at, to: box.to, instead: header });
  }
  const pieces: (Blob | Uint8Array<ArrayBuffer>)[] = [];
  let at = 0;
  for (const { from, to, instead } of gaps.sort((a, b) => a.from - b.from)) {
    // Of a damaged file, whose boxes overlap, what was blanked first counts.
    if (from < at) continue;
    pieces.push(video.slice(at, from));
    if (instead) pieces.push(instead);
    else for (let left = to - from; left > 0; left -= ZEROES.size) pieces.push(ZEROES.slice(0, left));
    at = to;
  }
  return new Blob([...pieces, video.slice(at)], { type: video.type });
}

async function* topBoxes(video: Blob): AsyncGenerator<Box> {
  for (let at = 0, count = 0; at + 8 <= video.size && count < MOST_BOXES; count++) {
    const box = boxAt(await readBytes(video, at, 16), 0, video.size - at);
    if (!box) return;
    yield { name: box.name, at, inside: at + box.inside, to: at + box.to };
    at += box.to;
  }
}

/** Blanks a movie's header in place. @returns the places in the file of samples that are neither pictures nor sound */
function bareHeader(header: Uint8Array<ArrayBuffer>): [from: number, to: number][] {
  const view = new DataView(header.buffer);
  const samples: [from: number, to: number][] = [];
  const bare = (from: number, to: number) => {
    for (const box of boxesIn(view, from, to)) {
      const isNote = box.name === 'trak' && !PLAYED.test(handlerOf(view, box));
      if (isNote) samples.push(...samplesOf(view, box));
      if (isNote || ABOUT.test(box.name)) {
        header.fill(0, box.inside, box.to);
        header.set(FREE, box.at + 4);
      } else if (HOLDERS.test(box.name)) {
        bare(box.inside, box.to);
      } else if (DATED.test(box.name)) {
        // Behind version and flags, of 32 or 64 bits each.
        header.fill(
          0,
          box.inside + 4,
          Math.min(box.to, box.inside + (view.getUint8(box.inside) === 1 ? 20 : 12)),
        );
      }
    }
  };
  bare(0, header.length);
  return samples;
}

function handlerOf(view: DataView, track: Box): string {
  const handler = find(view, track, 'mdia', 'hdlr');
  return handler && handler.inside + 12 <= handler.to ? nameAt(view, handler.inside + 8) : '';
}

/** Returns where the chunks of a track are in the file: its samples lie in them one behind the other. */
function samplesOf(view: DataView, track: Box): [from: number, to: number][] {
  const table = (name: string) => find(view, track, 'mdia', 'minf', 'stbl', name)?.inside;
  const [sizes, runs] = [table('stsz'), table('stsc')];
  const [short, long] = [table('stco'), table('co64')];
  const offsets = short ?? long;
  if (sizes === undefined || runs === undefined || offsets === undefined) return [];
  try {
    const ofAll = view.getUint32(sizes + 4);
    const count = Math.min(MOST_SAMPLES, view.getUint32(sizes + 8));
    const sizeOf = (sample: number) => ofAll || view.getUint32(sizes + 12 + 4 * sample);
    const chunks = view.getUint32(offsets + 4);
    const found: [from: number, to: number][] = [];
    let sample = 0;
    for (let chunk = 0, run = 0; chunk < chunks; chunk++) {
      const begins = (at: number) => view.getUint32(runs + 8 + 12 * at);
      while (run + 1 < view.getUint32(runs + 4) && begins(run + 1) <= chunk + 1) run++;
      const end = Math.min(count, sample + view.getUint32(runs + 8 + 12 * run + 4));
      let bytes = 0;
      for (; sample < end; sample++) bytes += sizeOf(sample);
      const from =
        short === undefined
          ? Number(view.getBigUint64(offsets + 8 + 8 * chunk))
          : view.getUint32(offsets + 8 + 4 * chunk);
      found.push([from, from + bytes]);
    }
    return found;
  } catch {
    // Tables that lead beyond the header: of a damaged file.
    return [];
  }
}

function find(view: DataView, within: Box, ...names: string[]): Box | undefined {
  return names.reduce<Box | undefined>(
    (box, name) => box && boxesIn(view, box.inside, box.to).find((one) => one.name === name),
    within,
  );
}

function boxesIn(view: DataView, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to && boxes.length < MOST_BOXES; ) {
    const box = boxAt(view, at, to - at);
    if (!box) break;
    boxes.push(box);
    at = box.to;
  }
  return boxes;
}

/** @param room bytes up to the end of what it is in @returns null if it is damaged */
function boxAt(view: DataView, at: number, room: number): Box | null {
  if (at + 8 > view.byteLength) return null;
  const short = view.getUint32(at);
  const isLong = short === 1 && at + 16 <= view.byteLength;
  // A size of 0 reaches to the end.
  const size = isLong ? Number(view.getBigUint64(at + 8)) : short || room;
  if (size < 8 || size > room) return null;
  return { name: nameAt(view, at + 4), at, inside: at + (isLong ? 16 : 8), to: at + size };
}
