/**
 * Asks decoders for a picture, one after the other, until one shows it: first the browser's fast one, then its
 * tolerant ones, then the app's own. The frame that comes out tells the size, whether it is upright, and whether it is whole.
 */

import { Problem, type ProblemCode } from '#core/errors';
import { inDisplayP3, isTakenForSrgb } from './avif-colours';
import { type AsCoded, asCoded } from './avif-transforms';
import { withEndMark } from './bitmap';
import { decodeHere, hasOwnDecoder } from './decoders/decoders';
import { type Format, isRaw } from './format';
import { fractionOf, pixelsOf } from './fraction/fraction';
import { jpegOrientation, withEnd } from './jpeg';
import { imageDecoderTurns } from './orientation-probe';
import { largestJpeg, rawMetadata, rawOrientation } from './raw';
import { contextOf, halvings, type Picture, scaledSize, sizeOf } from './scaled';
import { type Size, sizeHint } from './size-hint';
import { turnLeft } from './turn-left';
import { cropped, turned, uprightSize } from './upright';
import { isWhole } from './whole';

export interface Frame {
  /** Upright pixels. The caller closes it. */
  picture: Picture;
  /** Size of the whole upright picture; the pixels may be scaled down from it. */
  whole: Size;
  /** Whether all of the picture is there. */
  complete: boolean;
  /** The browser does not turn or crop it, or mistakes its colours, so this has: an `<img>` of it would look otherwise. */
  turned?: true;
  /** Of a RAW file: the part of it that holds its metadata, as `rawMetadata` returns it. */
  metadata?: ArrayBuffer;
}

/** A file and what is known of it before it is decoded. */
interface Asked {
  /** A JPEG and a packed bitmap have the mark of their end. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Of an AVIF that is cropped, whose transforms are left to us: Firefox refuses it, others crop it wrongly or not at all. */
  coded: AsCoded | null;
  /** By its bytes: Chromium refuses a file that is cut, but Firefox and WebKitGTK show its part and do not say so. */
  complete: boolean;
  type: string;
  hint: Size | null;
  /** The shortest edge that is wanted, in pixels. */
  shortEdge: number;
  /** The shortest edge of a copy inside the file that will do, in pixels. */
  least: number;
}

type Decoder = (asked: Asked) => Promise<Frame>;

/** More pixels than any decoder has memory for. */
const HOPELESS = 2 ** 29;

/** What some programs leave out and some decoders need, by format. */
const MENDERS: Readonly<Record<string, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>>> = {
  'image/jpeg': withEnd,
  'image/bmp': withEndMark,
};

/** Formats that every browser decodes: if none of its decoders shows such a file, the file is at fault. */
const COMMON = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp'];

/**
 * @param least if the file holds a smaller copy of its picture with at least this shortest edge, it will do
 * @throws Problem `not-a-picture`, `unsupported` if neither this browser nor the app has a decoder of the format,
 * `decoder-missing` if the app's own cannot be fetched now, `damaged`, `too-large`
 */
export async function decodeFrame(
  bytes: ArrayBuffer,
  { type, start }: Format,
  shortEdge: number,
  least = shortEdge,
): Promise<Frame> {
  const all = new Uint8Array(bytes, start);
  const coded = type === 'image/avif' ? asCoded(all) : null;
  const mended = coded?.bytes ?? MENDERS[type]?.(all) ?? all;
  const hint = sizeHint(coded?.bytes ?? all);
  const asked = { bytes: mended, coded, complete: isWhole(all, type), type, hint, shortEdge, least };
  const hasDecoder = await isDecodedWhole(type);
  const divisor = divisorFor(asked);
  const decoders: Decoder[] = [
    ...(isRaw(type) ? [fromRaw] : []),
    ...(divisor ? [(asked: Asked) => atAFraction(asked, divisor)] : []),
    ...(hasDecoder ? [withImageDecoder] : []),
    withBitmap,
    ...(hasOwnDecoder(type) ? [withOwnDecoder] : []),
    // Of a file that ends before its size, there is no part.
    ...(hasDecoder && asked.hint ? [inPart] : []),
  ];
  const failures: unknown[] = [];
  for (const decode of decoders) {
    try {
      return await upright(await decode(asked), asked);
    } catch (error) {
      failures.push(error);
    }
  }
  // The app's own decoder knows best why it failed.
  const known = failures.find((failure) => failure instanceof Problem);
  const detail = failures.map(String).join('; ');
  throw known ?? new Problem(reasonFor(asked, hasDecoder), detail, { cause: failures.at(-1) });
}

/** Gives a picture its colours, its crop and its turn where the browser leaves it as it is stored. */
async function upright(decoded: Frame, { bytes, coded, type }: Asked): Promise<Frame> {
  const isSrgb = type !== 'image/avif' || !(await isTakenForSrgb(bytes));
  const frame = isSrgb
    ? decoded
    : { ...decoded, picture: await inDisplayP3(decoded.picture), turned: true as const };
  if (coded) {
    const picture = cropped(frame.picture, coded.crop, frame.whole);
    return { ...turnedFrame({ ...frame, picture, whole: coded.crop }, coded.orientation), turned: true };
  }
  const orientation = await turnLeft(bytes, type);
  return orientation > 1 ? { ...turnedFrame(frame, orientation), turned: true } : frame;
}

function turnedFrame(frame: Frame, orientation: number): Frame {
  return {
    ...frame,
    picture: turned(frame.picture, orientation),
    whole: uprightSize(frame.whole, orientation),
  };
}

function reasonFor({ type, hint }: Asked, hasDecoder: boolean): ProblemCode {
  if (type === '') return 'not-a-picture';
  if (hint && hint.width * hint.height > HOPELESS) return 'too-large';
  return hasDecoder || hasOwnDecoder(type) || COMMON.includes(type) ? 'damaged' : 'unsupported';
}

/** Whether this browser's ImageDecoder decodes the format, and turns pictures upright. */
async function isDecodedWhole(type: string): Promise<boolean> {
  if (!('ImageDecoder' in globalThis) || type === '') return false;
  return (await ImageDecoder.isTypeSupported(type)) && (await imageDecoderTurns());
}

/** Returns what a JPEG's edges may be divided by, if that is eight or four. */
function divisorFor({ type, hint, shortEdge }: Asked): 4 | 8 | undefined {
  if (type !== 'image/jpeg' || !hint) return undefined;
  return ([8, 4] as const).find((by) => Math.min(hint.width, hint.height) / by >= shortEdge);
}

/** The fastest way: most of a large JPEG is passed over. It is left to the browser if it is not as cameras write them. */
async function atAFraction({ bytes, complete }: Asked, divisor: 4 | 8): Promise<Frame> {
  const found = fractionOf(bytes, divisor);
  if (!found) throw new Error('The JPEG is coded or turned in another way, or damaged.');
  const { width, height, whole } = found;
  const picture = new OffscreenCanvas(width, height);
  contextOf(picture).putImageData(pixelsOf(found), 0, 0);
  return { picture, whole, complete };
}

/** The fast way: a JPEG is decoded at a half, a quarter or an eighth of its size in a fraction of the time. */
async function withImageDecoder(asked: Asked): Promise<Frame> {
  const { bytes, complete, type, hint, shortEdge } = asked;
  const wanted = hint && type === 'image/jpeg' ? halvings(hint, shortEdge) : null;
  const decode = async (size: Size | null) => {
    const decoder = new ImageDecoder({ ...optionsOf(type, size), data: bytes });
    try {
      return (await decoder.decode({ frameIndex: 0 })).image;
    } finally {
      decoder.close();
    }
  };
  return { ...(await truly(await decode(wanted), asked, wanted, () => decode(null))), complete };
}

/** The tolerant way: it also decodes what ImageDecoder does not know, and shows the part of a cut file in some browsers. */
async function withBitmap(asked: Asked): Promise<Frame> {
  const { bytes, complete, type, hint, shortEdge } = asked;
  const blob = new Blob([bytes], { type });
  const wanted = hint && scaledSize(hint, shortEdge);
  // With one edge alone the other follows from the picture, so a wrong header squashes nothing.
  const decode = (size: Size | null) =>
    createImageBitmap(blob, {
      imageOrientation: 'from-image',
      ...(size && { resizeWidth: size.width, resizeQuality: 'high' }),
    });
  return { ...(await truly(await decode(wanted), asked, wanted, () => decode(null))), complete };
}

/** The app's own decoder, for formats that this browser does not have. */
async function withOwnDecoder({ type, ...wanted }: Asked): Promise<Frame> {
  return { ...(await decodeHere(type, wanted)), complete: true };
}

/** Decodes as far as the file goes: a stream that does not end gives the part that has arrived. */
async function inPart(asked: Asked): Promise<Frame> {
  const { bytes, type, hint, shortEdge } = asked;
  const wanted = hint && type === 'image/jpeg' ? halvings(hint, shortEdge) : null;
  const decode = async (size: Size | null) => {
    const data = new ReadableStream({ start: (controller) => controller.enqueue(bytes.slice()) });
    const decoder = new ImageDecoder({ ...optionsOf(type, size), data });
    // Of a file without a single row it would wait for ever.
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('No part of it can be decoded.')), PATIENCE_MS);
    });
    try {
      return (await Promise.race([decoder.decode({ frameIndex: 0, completeFramesOnly: false }), late])).image;
    } finally {
      decoder.close();
    }
  };
  return { ...(await truly(await decode(wanted), asked, wanted, () => decode(null))), complete: false };
}

/** Decoding a part takes about as long as the whole; a busy device is several times slower. */
const PATIENCE_MS = 3000;

/** The camera's own JPEG in a RAW file. Few of them say how they are turned: the RAW file around them does. */
async function fromRaw({ bytes, type, shortEdge }: Asked): Promise<Frame> {
  const found = largestJpeg(bytes);
  if (!found) throw new Error('The RAW file holds no JPEG that is large enough.');
  const jpeg = bytes.slice(found.start, found.end);
  const frame = await decodeFrame(jpeg.buffer, { type: 'image/jpeg', start: 0 }, shortEdge);
  const orientation = jpegOrientation(jpeg) === undefined ? rawOrientation(bytes, type) : 1;
  return { ...turnedFrame(frame, orientation), metadata: rawMetadata(bytes, type, jpeg) };
}

/**
 * Returns pixels with the size of the whole picture. If they fit neither the header nor what was asked for, the header
 * is wrong: the picture is decoded once more, in its own size.
 */
async function truly<Picture extends VideoFrame | ImageBitmap>(
  picture: Picture,
  { hint }: Asked,
  wanted: Size | null,
  again: () => Promise<Picture>,
): Promise<Omit<Frame, 'complete'>> {
  const own = sizeOf(picture);
  if (!wanted || !hint) return { picture, whole: own };
  if (isAbout(own, hint)) return { picture, whole: own };
  if (isAbout(own, wanted)) return { picture, whole: hint };
  picture.close();
  const unscaled = await again();
  return { picture: unscaled, whole: sizeOf(unscaled) };
}

/** Decoders round either way. */
function isAbout(a: Size, b: Size): boolean {
  return Math.abs(a.width - b.width) <= 1 && Math.abs(a.height - b.height) <= 1;
}

function optionsOf(type: string, size: Size | null) {
  const scaled = size ? { desiredWidth: size.width, desiredHeight: size.height } : {};
  return { type, preferAnimation: false, ...scaled };
}
