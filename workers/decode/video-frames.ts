/**
 * The two ways to a single picture of a video: the browser's decoder in this worker (WebCodecs), and the page's
 * `<video>`, where that alone has the codec.
 */

import { type EncodedPacket, type InputVideoTrack, VideoSampleSink } from 'mediabunny';
import { Problem } from '#core/errors';
import type { VideoPlayer } from './contract';
import { contextOf, onWhite } from './scaled';
import type { Size } from './size-hint';

/** A player that has the video open. */
export type Player = Pick<VideoPlayer, 'picture'>;

/**
 * Returns the picture of a packet, upright.
 * @param packet its times alone are read
 * @throws whatever the decoder throws
 */
export type Decode = (packet: EncodedPacket, size: Size) => Promise<OffscreenCanvas>;

export function decodedBy(track: InputVideoTrack): Decode {
  const samples = new VideoSampleSink(track);
  return async ({ timestamp }, { width, height }) => {
    const sample = await samples.getSample(timestamp);
    if (!sample) throw new Problem('damaged', `The picture at ${timestamp} s is missing.`);
    try {
      const canvas = new OffscreenCanvas(width, height);
      // Turned as the container says.
      sample.draw(contextOf(canvas), 0, 0, width, height);
      return canvas;
    } finally {
      sample.close();
    }
  };
}

export function shownBy(player: Player): Decode {
  return async ({ timestamp, duration }, { width, height }) => {
    // In the middle of its time: players round, and at its first moment may still show the one before.
    const picture = await player.picture(timestamp + duration / 2, width, height);
    try {
      return onWhite(picture, { width, height });
    } finally {
      picture.close();
    }
  };
}
