/** Lends the page's `<video>` to the decoders, for videos that they have no codec for. */

import { asProblem } from '#core/errors';
import type { VideoOutcome, VideoPlayer } from '#workers/decode/contract';

type Failure = Extract<VideoOutcome, { ok: false }>;

export class PagePlayer {
  private player: VideoPlayer | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  /** @param ready called whenever videos that could not be shown can be */
  constructor(private readonly ready: () => void) {}

  /** The page hands its player over once it has loaded the code. */
  give(player: VideoPlayer): void {
    this.player = player;
    this.ready();
  }

  /**
   * Decodes a video, by the page's player if a decoder has no codec for it; one video after the other.
   * @param decode returns a decoder's outcome; `port` makes the port of a player that has the video open
   * @returns null if only the page could show it, and cannot now: it is not there yet, or hidden. `ready` will be called.
   *   `codec-missing` if neither can
   */
  async decoded(
    video: Blob,
    decode: (port?: () => Promise<MessagePort>) => Promise<VideoOutcome>,
  ): Promise<VideoOutcome | null> {
    const outcome = await decode();
    if (outcome.ok || outcome.reason !== 'codec-missing') return outcome;
    const { player } = this;
    if (!player) return null;
    const shown = this.turn.then(() => show(player, video, outcome, () => decode(() => player.port())));
    this.turn = shown.catch(() => undefined);
    const { isMissed, ...result } = await shown;
    if (!isMissed) return result.outcome;
    void player.whenSeen().then(this.ready);
    return null;
  }
}

/** @param failure of the decoder alone */
async function show(player: VideoPlayer, video: Blob, failure: Failure, decode: () => Promise<VideoOutcome>) {
  let outcome: VideoOutcome;
  try {
    await player.open(video);
    outcome = await decode();
  } catch (error) {
    outcome = { ok: false, reason: 'codec-missing', detail: asProblem(error).message };
  }
  const isWhole = outcome.ok && !outcome.picture.incomplete;
  const isMissed = (await player.close()) && !isWhole;
  const detail = outcome.ok ? '' : `${failure.detail} ${outcome.detail}`;
  return { outcome: outcome.ok ? outcome : { ...failure, detail }, isMissed };
}
