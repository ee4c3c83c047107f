/** Reads pictures out of a video: demuxed by MediaBunny from ranges of the file, decoded by the browser (WebCodecs). */

import {
  BlobSource,
  EncodedPacketSink,
  Input,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  QTFF,
  VideoSampleSink,
  WEBM,
} from 'mediabunny';
import { Problem } from '#core/errors';
import { isoCreated } from './iso-created';
import { contextOf, scaledSize } from './scaled';
import type { VideoTags } from './video-metadata';

/** A key frame this near to the moment, as a part of the distance between pictures, is taken instead. */
const NEAR = 0.4;

/** A picture of the video, upright. */
export interface Shown {
  canvas: OffscreenCanvas;
  /** When it is shown, in seconds. */
  seconds: number;
}

export class VideoReader {
  private readonly packets: EncodedPacketSink;
  private readonly samples: VideoSampleSink;
  /** Moment of the last picture. */
  private last = Number.NEGATIVE_INFINITY;

  private constructor(
    private readonly file: Blob,
    private readonly input: Input,
    track: InputVideoTrack,
    /** When its first picture is shown. */
    private readonly first: number,
    /** Its length, in seconds. */
    readonly seconds: number,
    /** Pixels of the upright picture. */
    readonly width: number,
    readonly height: number,
  ) {
    this.packets = new EncodedPacketSink(track);
    this.samples = new VideoSampleSink(track);
  }

  /**
   * @param type as `videoTypeOf` says
   * @throws Problem `unsupported` if its container is not known, `codec-missing` if the browser decodes no such video,
   *   `not-a-picture` if there are no pictures in it, `damaged`
   */
  static async open(file: Blob, type: string): Promise<VideoReader> {
    // It reads ranges, and keeps 8 MB of them.
    const input = new Input({ formats: [MP4, QTFF, MATROSKA, WEBM], source: new BlobSource(file) });
    try {
      if (!(await input.canRead())) {
        const known = type === 'video/x-msvideo';
        throw new Problem(known ? 'unsupported' : 'damaged', `The container (${type}) cannot be read.`);
      }
      const track = await input.getPrimaryVideoTrack();
      if (!track) {
        const hasSound = (await input.getTracks()).length > 0;
        throw new Problem(hasSound ? 'not-a-picture' : 'damaged', 'It has no track of pictures.');
      }
      if (!(await track.canDecode())) {
        throw new Problem('codec-missing', `This browser has no decoder for ${await codecOf(track)}.`);
      }
      const [first, end, width, height] = await Promise.all([
        track.getFirstTimestamp(),
        input.getDurationFromMetadata([track]).then((said) => said ?? track.computeDuration()),
        track.getDisplayWidth(),
        track.getDisplayHeight(),
      ]);
      return new VideoReader(file, input, track, first, Math.max(0, end - first), width, height);
    } catch (error) {
      input.dispose();
      throw error;
    }
  }

  /** Tags of the container; none if they are damaged. */
  async tags(): Promise<VideoTags> {
    const { raw = {} } = await this.input.getMetadataTags().catch(() => ({ raw: {} }));
    return raw;
  }

  /** Milliseconds since 1970; undefined if the container does not say it. */
  async created(): Promise<number | undefined> {
    return isoCreated(this.file).catch(() => undefined);
  }

  /**
   * Returns the picture of a moment, or the key frame a little before it, which needs no other frame decoded. Null if
   * it is not later than the last one that was returned.
   * @param time seconds after the first picture, later than the last time
   * @param shortEdge its shortest edge in pixels; it is never scaled up
   * @throws whatever the decoder throws
   */
  async at(time: number, shortEdge: number): Promise<Shown | null> {
    const wanted = this.first + time;
    const key = await this.packets.getKeyPacket(wanted, { metadataOnly: true });
    const near = NEAR * Math.min(time, wanted - this.last);
    const sample = await this.samples.getSample(
      key && wanted - key.timestamp <= near ? key.timestamp : wanted,
    );
    if (!sample) throw new Problem('damaged', `The picture at ${time} s is missing.`);
    try {
      if (sample.timestamp <= this.last) return null;
      this.last = sample.timestamp;
      const { width, height } = scaledSize(
        { width: sample.displayWidth, height: sample.displayHeight },
        shortEdge,
      );
      const canvas = new OffscreenCanvas(width, height);
      // Turned as the container says.
      sample.draw(contextOf(canvas), 0, 0, width, height);
      return { canvas, seconds: Math.max(0, sample.timestamp) };
    } finally {
      sample.close();
    }
  }

  close(): void {
    this.input.dispose();
  }
}

/** "hevc (hvc1.1.6.L93.B0)"; of a codec that is not known, what the container calls it. */
async function codecOf(track: InputVideoTrack): Promise<string> {
  const codec = await track.getCodec();
  const name = await track.getCodecParameterString().catch(() => null);
  if (codec) return name ? `${codec} (${name})` : codec;
  return String(track.internalCodecId ?? 'an unknown codec');
}
