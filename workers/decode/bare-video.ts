/**
 * Takes out of an MP4, QuickTime or 3GP file (ISO/IEC 14496-12) what it says beside its pictures and sound: place,
 * camera, dates. What playing does not need stays as long as it is, renamed `free` and filled with zeroes, so that no
 * other box has to change and nothing is encoded anew.
 */

import { TYPE_BYTES, videoTypeOf } from '#core/video-type';
import { nameAt, readBytes } from './iso-boxes';

/** A box, from its header to its end, in bytes. */
interface Box {
  name: string;
  at: number;
  /** Where its content begins. */
  inside: number;
  to: number;
}

/** A part of the file that is not given, in bytes. */
interface Gap {
  from: number;
  to: number;
  /** As many bytes; zeroes if there are none. */
  instead?: Uint8Array<ArrayBuffer>;
}

/** Containers of these boxes. */
const ISO = /mp4|m4v|quicktime|3gpp/;
/** What playing needs. Makers put places into boxes of any other name, also into those that are called free. */
const NEEDED_IN_FILE = /^(ftyp|styp|moov|moof|mdat|mfra|sidx)$/;
const NEEDED_IN_MOVIE =
  /^(mvhd|mvex|trak|tkhd|edts|tref|tapt|mdia|mdhd|hdlr|elng|minf|vmhd|smhd|hmhd|nmhd|gmhd|dinf|stbl)$/;
/** Boxes with boxes in them, on the way to what is read here. */
const HOLDERS = /^(moov|trak|mdia|minf)$/;
/** Headers that begin with two dates. */
const DATED = /^(mvhd|tkhd|mdhd)$/;
/** What tracks hold, by their handler. Others have notes: the time of day, or where a camera was, second by second. */
const PLAYED = /^(vide|soun)$/;

/** A header of a movie is smaller; a damaged size would ask for any memory. In bytes. */
const MOST_HEADER = 256_000_000;
/** Fragments of some hours. */
const MOST_IN_FILE = 100_000;
const MOST_BOXES = 1000;
/** Notes of some hours, many times a second. */
const MOST_SAMPLES = 1_000_000;

const FREE = Uint8Array.from('free', (letter) => letter.charCodeAt(0));
const ZEROES = new Blob([new Uint8Array(65_536)]);

/**
 * Returns the video without it, of the same size.
 * @throws if it cannot be told what is in it: another container, or a file that is too large or damaged
 */
export async function bareVideo(video: Blob): Promise<Blob> {
  const start = new Uint8Array(await video.slice(0, TYPE_BYTES).arrayBuffer());
  if (!ISO.test(videoTypeOf(start))) throw new Error('No MP4, QuickTime or 3GP file.');
  const gaps: Gap[] = [];
  const blank = (from: number, to: number) => gaps.push({ from, to: Math.min(to, video.size) });
  let end = 0;
  for await (const box of topBoxes(video)) {
    end = box.to;
    if (!NEEDED_IN_FILE.test(box.name)) {
      blank(box.inside, box.to);
      gaps.push({ from: box.at + 4, to: box.at + 8, instead: FREE });
    }
    if (box.name !== 'moov') continue;
    if (box.to - box.at > MOST_HEADER) throw new Error('Its header is too large.');
    const header = new Uint8Array(await video.slice(box.at, box.to).arrayBuffer());
    for (const [from, to] of bareHeader(header)) blank(from, to);
    gaps.push({ from: box.at, to: box.to, instead: header });
  }
  // What is behind the last box belongs to its maker, unless it is pictures that were cut off.
  const rest = end + 8 <= video.size ? nameAt(await readBytes(video, end, 8), 4) : '';
  if (rest !== 'mdat') blank(end, video.size);
  return filled(video, gaps);
}

/** @param gaps in any order; of a damaged file, whose boxes overlap, what begins first counts */
function filled(video: Blob, gaps: Gap[]): Blob {
  const pieces: (Blob | Uint8Array<ArrayBuffer>)[] = [];
  let at = 0;
  for (const { from, to, instead } of gaps.sort((a, b) => a.from - b.from)) {
    if (to <= at) continue;
    const begins = Math.max(from, at);
    pieces.push(video.slice(at, begins));
    if (instead) pieces.push(instead.subarray(begins - from));
    else for (let left = to - begins; left > 0; left -= ZEROES.size) pieces.push(ZEROES.slice(0, left));
    at = to;
  }
  return new Blob([...pieces, video.slice(at)], { type: video.type });
}

async function* topBoxes(video: Blob): AsyncGenerator<Box> {
  for (let at = 0, count = 0; at + 8 <= video.size; count++) {
    const box = boxAt(await readBytes(video, at, 16), 0, video.size - at);
    if (!box) return;
    if (count === MOST_IN_FILE) throw new Error('It has too many boxes.');
    yield { name: box.name, at, inside: at + box.inside, to: at + box.to };
    at += box.to;
  }
}

/**
 * Blanks a movie's header in place.
 * @returns the places in the file of samples that are neither pictures nor sound
 * @throws if they cannot be told
 */
function bareHeader(header: Uint8Array<ArrayBuffer>): [from: number, to: number][] {
  const view = new DataView(header.buffer);
  const samples: [from: number, to: number][] = [];
  const movie = boxAt(view, 0, header.length);
  const isInFragments = movie && find(view, movie, 'mvex');
  const bare = (from: number, to: number) => {
    let end = from;
    for (const box of boxesIn(view, from, to)) {
      end = box.to;
      const isNote = box.name === 'trak' && !PLAYED.test(handlerOf(view, box));
      if (isNote && isInFragments) throw new Error('Its notes are in its fragments.');
      // One by one: there may be more than a call takes as arguments.
      if (isNote) for (const sample of samplesOf(view, box)) samples.push(sample);
      if (HOLDERS.test(box.name) && !isNote) {
        bare(box.inside, box.to);
      } else if (isNote || !NEEDED_IN_MOVIE.test(box.name)) {
        header.fill(0, box.inside, box.to);
        header.set(FREE, box.at + 4);
      } else if (box.name === 'hdlr') {
        // Behind version, flags and the handler: its maker, and its name.
        header.fill(0, Math.min(box.to, box.inside + 12), box.to);
      } else if (DATED.test(box.name)) {
        // Behind version and flags, of 32 or 64 bits each.
        header.fill(
          0,
          box.inside + 4,
          Math.min(box.to, box.inside + (view.getUint8(box.inside) === 1 ? 20 : 12)),
        );
      }
    }
    header.fill(0, end, to);
  };
  bare(0, header.length);
  return samples;
}

function handlerOf(view: DataView, track: Box): string {
  const handler = find(view, track, 'mdia', 'hdlr');
  return handler && handler.inside + 12 <= handler.to ? nameAt(view, handler.inside + 8) : '';
}

/**
 * Returns where the chunks of a track are in the file: its samples lie in them one behind the other.
 * @throws if its tables are missing, too long, or lead beyond the header
 */
function samplesOf(view: DataView, track: Box): [from: number, to: number][] {
  const table = (name: string) => find(view, track, 'mdia', 'minf', 'stbl', name)?.inside;
  const [sizes, runs] = [table('stsz'), table('stsc')];
  const [short, long] = [table('stco'), table('co64')];
  const offsets = short ?? long;
  if (sizes === undefined || runs === undefined || offsets === undefined)
    throw new Error('Its notes cannot be found.');
  const ofAll = view.getUint32(sizes + 4);
  const count = view.getUint32(sizes + 8);
  if (count > MOST_SAMPLES) throw new Error('It has too many notes.');
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
  if (sample < count) throw new Error('Some of its notes cannot be found.');
  return found;
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
