/**
 * Turns a video into its poster and further pictures. Loaded with the first video, because the demuxers are larger
 * than the rest of the decoder.
 */

import { asProblem, Problem } from '#core/errors';
import { frameTimes } from '#core/frame-times';
import type { Geometry } from '#core/preprocess';
import type { Sidecars } from '#core/sidecars';
import type { Decoded, DecodedFrame, VideoOutcome } from './contract';
import { makePreview, makeThumbnail } from './copies';
import { type Metadata, withSidecars } from './metadata';
import { colorOf, isNearlyBlack, squareOf } from './square';
import type { Player } from './video-frames';
import { videoMetadata } from './video-metadata';
import { type Shown, VideoReader } from './video-reader';

/** Address of this script. */
export const script = import.meta.url;

/** Never throws: a bad file is an outcome with a reason. See `DecodeWorker.video`. */
export async function decodeVideo(
  { file, type, player }: { file: Blob; type: string; player?: Player | undefined },
  geometry: Geometry,
  previewEdge: number,
  sidecars: Sidecars<string> = {},
): Promise<VideoOutcome> {
  let reader: VideoReader | undefined;
  try {
    reader = await VideoReader.open(file, type, player);
    const { picture, frames } = await decodeFrom(reader, type, geometry, previewEdge);
    return { ok: true, picture: { ...picture, ...(await metadataOf(reader, sidecars)) }, frames };
  } catch (error) {
    const { code, message } = asProblem(error, 'damaged');
    return { ok: false, reason: code, detail: message };
  } finally {
    reader?.close();
  }
}

async function decodeFrom(reader: VideoReader, type: string, geometry: Geometry, previewEdge: number) {
  const { seconds, width, height } = reader;
  const found = await picturesOf(reader, geometry, previewEdge);
  if (!found.poster) throw new Problem('damaged', `None of its pictures can be decoded: ${found.failure}`);
  const { poster, frames, failure } = found;
  const { seconds: at, ...copies } = poster;
  const picture: Decoded = {
    type,
    width,
    height,
    ...copies,
    ...(failure !== undefined && { incomplete: true as const }),
    video: { seconds, poster: at },
  };
  return { picture, frames };
}

async function metadataOf(reader: VideoReader, sidecars: Sidecars<string>): Promise<Metadata> {
  const [tags, created] = await Promise.all([reader.tags(), reader.created()]);
  return withSidecars(videoMetadata(tags, created), sidecars);
}

interface Poster extends DecodedFrame {
  thumbnail: Blob;
  color: number;
}

/**
 * The poster is the first picture that is not nearly black, or the first of a video that is black throughout. Other
 * black pictures are left out: nobody looks for them.
 * @returns `failure`: why a picture could not be decoded, if one could not
 */
async function picturesOf(reader: VideoReader, geometry: Geometry, previewEdge: number) {
  let poster: Poster | undefined;
  let isPosterDark = false;
  let failure: string | undefined;
  const frames: DecodedFrame[] = [];
  for (const time of frameTimes(reader.seconds)) {
    let shown: Shown | null;
    try {
      shown = await reader.at(time, previewEdge);
    } catch (error) {
      failure ??= String(error);
      continue;
    }
    // Nothing new since the last one: sparse key frames, or a part without pictures.
    if (!shown) continue;
    const { canvas, seconds } = shown;
    const isDark = isNearlyBlack(canvas);
    if (isDark && poster) continue;
    const frame = { seconds, pixels: squareOf(canvas, geometry), preview: await makePreview(canvas) };
    if (poster && !isPosterDark) {
      frames.push(frame);
      continue;
    }
    const { pixels } = frame;
    poster = { ...frame, thumbnail: await makeThumbnail(canvas), color: colorOf(canvas, pixels, geometry) };
    isPosterDark = isDark;
  }
  return { poster, frames, failure };
}
