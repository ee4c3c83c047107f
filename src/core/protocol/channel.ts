/** Frames between two authenticated ends: sealed both ways, and delivered in order or not at all. */

import { ProtocolError, WireClosed } from './closing';
import {
  type BoxFrame,
  decodeFrame,
  encodeFrame,
  type Frame,
  type FrameLimits,
  limitsAt,
  type PageFrame,
} from './frames';
import type { Welcome } from './messages';
import type { Opener, Sealer } from './seal';

/** What a channel needs of a WebSocket: whole binary messages. `queueWire` makes one out of events. */
export interface Wire {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  /** The next message, in order. Rejects with `WireClosed` when no more will come. */
  receive(): Promise<Uint8Array<ArrayBuffer>>;
  close(code: number): void;
  /** Bytes that were sent and have not left yet. */
  buffered(): number;
}

/** The page's end, and the box's end. */
export type PageChannel = Channel<PageFrame, BoxFrame>;
export type BoxChannel = Channel<BoxFrame, PageFrame>;

/** Before the welcome only control frames pass. */
const NO_BATCHES: FrameLimits = { frame: 0, batch: 0, each: 0 };

export class Channel<Sent extends Frame = Frame, Received extends Frame = Frame> {
  private limits = NO_BATCHES;
  private sending: Promise<void> = Promise.resolve();
  private receiving: Promise<unknown> = Promise.resolve();
  private failure: Error | null = null;

  constructor(
    private readonly wire: Wire,
    private readonly sealer: Sealer,
    private readonly opener: Opener,
    private readonly from: Received extends BoxFrame ? 'box' : 'page',
  ) {}

  /**
   * Frames leave in the order of the calls; several are sealed concurrently. Resolves when the socket has
   * taken the frame, not when it has left (see `buffered`).
   * @throws WireClosed; ProtocolError if the session has sent its `MOST_FRAMES`
   */
  send(frame: Sent): Promise<void> {
    const sealed = this.sealer.seal(encodeFrame(frame));
    // Awaited in its turn, or never if an earlier frame failed: that must not be an unhandled rejection.
    sealed.catch(() => {});
    this.sending = this.sending.then(async () => {
      this.check();
      try {
        const bytes = await sealed;
        this.check();
        this.wire.send(bytes);
      } catch (thrown) {
        throw this.fail(thrown);
      }
    });
    return this.sending;
  }

  /**
   * The next frame. One that cannot be opened or decoded ends the session: every later call rejects.
   * @throws ProtocolError, WireClosed
   */
  receive(): Promise<Received> {
    const next = this.receiving.then(async () => {
      this.check();
      try {
        return this.read(await this.opener.open(await this.wire.receive()));
      } catch (thrown) {
        throw this.fail(thrown);
      }
    });
    this.receiving = next.catch(() => {});
    return next;
  }

  /** Lets batches in, within the welcome's limits. A box calls it before sending that, a page on receipt. */
  agree(welcome: Pick<Welcome, 'limits' | 'dimension' | 'size'>): void {
    this.limits = limitsAt(this.from === 'box' ? 'page' : 'box', welcome);
  }

  close(code: number): void {
    this.failure ??= new WireClosed(code);
    this.wire.close(code);
  }

  buffered(): number {
    return this.wire.buffered();
  }

  private read(bytes: Uint8Array<ArrayBuffer>): Received {
    // The constructor's `from` matches `Received`; TypeScript cannot see it through the overloads.
    const frame: Frame =
      this.from === 'box' ? decodeFrame(bytes, 'box', this.limits) : decodeFrame(bytes, 'page', this.limits);
    return frame as Received;
  }

  private check(): void {
    if (this.failure) throw this.failure;
  }

  private fail(thrown: unknown): Error {
    this.failure ??= thrown instanceof Error ? thrown : new Error(String(thrown));
    if (thrown instanceof ProtocolError) this.wire.close(thrown.code);
    return this.failure;
  }
}
