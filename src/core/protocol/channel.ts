/** Frames between two ends that know each other: sealed both ways, in order, or not at all. */

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

/** A WebSocket, seen from inside: binary messages, each whole. `queueWire` makes one out of events. */
export interface Wire {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  /** The next message, in order. Rejects with `WireClosed` when there is none any more. */
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
   * Frames leave in the order of the calls; sealing goes on side by side. Resolves when the frame is
   * with the socket, not when it has left (see `buffered`).
   * @throws WireClosed; ProtocolError where the session is worn out
   */
  send(frame: Sent): Promise<void> {
    const sealed = this.sealer.seal(encodeFrame(frame));
    // It is awaited in turn; where an earlier frame failed, never.
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
   * The next frame. One that does not open or is none ends the session: every call after it rejects.
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

  /** Lets batches in, as the welcome says: at a box before it is sent, at a page when it has come. */
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
    // The constructor's `from` goes with `Received`; TypeScript cannot see through the overloads.
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
