/** What is encoded, and with what. */

import type { ProxyMarked } from 'comlink';
import type { Rest } from '#core/photo';
import type { Backend, Choice, EncoderId } from '#core/space';
import type { VideoPlayer } from '#workers/decode/contract';

/** What is encoded, and with what. */
export interface IndexingVerbs {
  /**
   * Changes the space or the build of its image encoder. Another build of the same space takes over at
   * once; another space is filled in the background first, and search answers from the old one until
   * then. Choosing the active space again cancels the change.
   * @throws Problem `model-unsupported` if there is no such encoder
   */
  choose(choice: Choice): Promise<void>;
  /** Overrides the measurement of backends for an image encoder, or (null) measures again. */
  chooseBackend(encoder: EncoderId, backend: Backend | null): Promise<void>;
  /** The page lends its player, for videos that decoders have no codec for. */
  playVideos(player: VideoPlayer & ProxyMarked): Promise<void>;
  /** Files are being chosen: the encoder is opened meanwhile, if it can be. */
  expectFiles(): Promise<void>;
  pause(): Promise<void>;
  /** Also ends a rest. */
  resume(): Promise<void>;
  /** Pauses in this tab while the device has to rest, and goes on by itself (null). */
  rest(why: Rest | null): Promise<void>;
  /**
   * Embeds a picture in the space in use, without adding it to the library.
   * @returns a unit-length vector
   * @throws Problem with the reason if it cannot be decoded or encoded
   */
  embed(file: Blob): Promise<Float32Array<ArrayBuffer>>;
}
