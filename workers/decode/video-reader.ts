/** Reads pictures out of a video: demuxed by MediaBunny from ranges of the file, decoded as `video-frames.ts` says. */

import { EncodedPacketSink, Input, type InputVideoTrack, MATROSKA, MP4, QTFF, WEBM } from 'mediabunny';
import { Problem } from '#core/errors';
import { EndingSource } from './ending-source';
import { isoCreated } from './iso-created';
import { checkTables } from './sample-tables';
import { scaledSize } from './scaled';
import { type Decode, decodedBy, type Player, shownBy } from './video-frames';
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
  private readonly decode: Decode;
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
    player: Player | undefined,
  ) {
    this.packets = new EncodedPacketSink(track);
    this.decode = player ? shownBy(player) : decodedBy(track);
  }

  /**
   * @param type as `videoTypeOf` says
   * @param player shows the video, if the browser's decoder need not
   * @throws Problem `unsupported` if its container is not known, `codec-missing` if the browser decodes no such video,
   *   `not-a-picture` if there are no pictures in it, `damaged`
   */
  static async open(file: Blob, type: string, player?: Player): Promise<VideoReader> {
    await checkTables(file);
    // It reads ranges, and keeps 8 MB of them.
    const input = new Input({ formats: [MP4, QTFF, MATROSKA, WEBM], source: new EndingSource(file) });
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
      if (!player && !(await track.canDecode())) {
        throw new Problem('codec-missing', `This browser has no decoder for ${await codecOf(track)}.`);
      }
      const [first, end, width, height] = await Promise.all([
        track.getFirstTimestamp(),
        input.getDurationFromMetadata([track]).then((said) => said ?? track.computeDuration()),
        track.getDisplayWidth(),
        track.getDisplayHeight(),
      ]);
      return new VideoReader(file, input, track, first, Math.max(0, end - first), width, height, player);
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
    const isNear = key && wanted - key.timestamp <= near;
    const packet = isNear ? key : await this.packets.getPacket(wanted, { metadataOnly: true });
    if (!packet) throw new Problem('damaged', `The picture at ${time} s is missing.`);
    const { timestamp } = packet;
    if (timestamp <= this.last) return null;
    const canvas = await this.decode(packet, scaledSize(this, shortEdge));
    this.last = timestamp;
    return { canvas, seconds: Math.max(0, timestamp) };
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
