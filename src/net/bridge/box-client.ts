/** One session with a box: batches out, vectors back, with as much in flight as its credits allow. */

import { Problem } from '#core/errors';
import type { PageChannel } from '#core/protocol/channel';
import { CLOSE } from '#core/protocol/closing';
import { squeeze } from '#core/protocol/compress';
import { Credits } from '#core/protocol/flow';
import { type BoxFrame, HEAD } from '#core/protocol/frames';
import { greetBox } from '#core/protocol/handshake';
import type { BoxMessage, LoadReport, Welcome } from '#core/protocol/messages';
import type { Address } from '#core/protocol/pairing';
import { boxProblem } from '#core/protocol/problems';
import { HANDSHAKE_BUFFER } from '#core/protocol/wire';
import { type Encoded as Answered, Flight } from './flight';
import { Pace } from './pace';
import { openSocket } from './socket';
import { inTime, Waiters } from './waiting';

/** A batch that came back. */
export interface Encoded extends Answered {
  /** Milliseconds that it kept this device busy: squeezing, sealing and handing to the socket. */
  busy: number;
}

export interface Patience {
  /** Milliseconds to wait for the welcome, a ping, or a report of the box's load. */
  answer: number;
  /** Watchdog: milliseconds without a byte sent or a frame received while a batch is in flight. */
  silence: number;
}

/** Both ends compute before they answer, which a busy device does slowly. */
const PATIENCE: Patience = { answer: 30_000, silence: 30_000 };
/** How often the watchdog checks for progress. */
const LOOK_MS = 500;
/** Most bytes around the vectors of a frame, its seal included. */
const VECTORS_HEAD = 64;
/** Batches in flight, so that the box never idles: one in its encoder, one queued there, one on the way. */
const AHEAD = 3;

export class BoxClient {
  /** Why the session ended; it never rejects. */
  readonly closed: Promise<Problem>;
  readonly pace: Pace;
  private readonly credits: Credits;
  private readonly end: (problem: Problem) => void;
  private ended: Problem | null = null;
  private readonly flight: Flight;
  private readonly pongs = new Waiters<void>();
  private readonly loads = new Waiters<LoadReport>();
  private lastId = 0;
  private moved = 0;
  private watching: ReturnType<typeof setInterval> | undefined;

  private constructor(
    private readonly channel: PageChannel,
    readonly welcome: Welcome,
    private readonly patience: Patience,
  ) {
    this.pace = new Pace();
    this.credits = new Credits(welcome.limits.credits);
    this.flight = new Flight(this.credits, this.pace);
    const { promise, resolve } = Promise.withResolvers<Problem>();
    this.closed = promise;
    this.end = resolve;
    void this.listen();
  }

  /**
   * Connects and authenticates.
   * @param key of the pairing, see `importKey`
   * @throws Problem `box-unreachable`, `box-refused`, `box-version`, `box-failed`
   */
  static async connect(
    address: Address,
    key: CryptoKey,
    origin = self.location.origin,
    patience = PATIENCE,
  ): Promise<BoxClient> {
    const pipe = await openSocket(address);
    try {
      const channel = await greetBox(pipe.wire, key, origin, patience.answer);
      const first = await inTime(channel.receive(), patience.answer);
      if (first.kind !== 'control' || first.message.type !== 'welcome') {
        throw new Problem('box-failed', 'The box did not begin with a welcome.');
      }
      const { limits, dimension } = first.message;
      channel.agree(first.message);
      // Enough for the vectors of all pictures that may be in flight, and for a few control frames.
      pipe.receiveBuffer = limits.credits * (dimension * 4 + VECTORS_HEAD) + HANDSHAKE_BUFFER;
      return new BoxClient(channel, first.message, patience);
    } catch (thrown) {
      pipe.wire.close(CLOSE.protocol);
      throw boxProblem(thrown);
    }
  }

  /** How many pictures to send at a time; at most what the link carries in two seconds. */
  get batch(): number {
    const { batch, frame, credits } = this.welcome.limits;
    const fit = Math.floor((frame - HEAD) / this.picture);
    return this.pace.batch(Math.max(1, Math.min(batch, fit, credits)));
  }

  /**
   * Pictures that can be sent now without waiting: at most one batch, so that at most AHEAD batches are in
   * flight, within the credits. 0 below min(batch, 4), so that no tiny batches are sent.
   */
  get capacity(): number {
    const { batch } = this;
    const ahead = Math.min(this.credits.total, batch * AHEAD) - (this.credits.total - this.credits.free);
    return this.ended || ahead < Math.min(batch, 4) ? 0 : Math.min(batch, ahead);
  }

  /**
   * @param pixels count pictures one after the other, size x size x 3 bytes each; no more than `batch`
   * @throws Problem `box-failed`, or why the session ended; the signal's reason. Credits always come back
   */
  async encode(pixels: Uint8Array, count: number, signal?: AbortSignal): Promise<Encoded> {
    if (this.ended) throw this.ended;
    await this.credits.take(count, signal);
    const id = ++this.lastId;
    const start = performance.now();
    const squeezed = this.pace.squeezesNext() ? await squeeze(pixels, this.welcome.size) : null;
    if (this.ended) throw this.ended;
    if (signal?.aborted) {
      this.credits.give(count);
      throw signal.reason;
    }
    const squeezing = squeezed ? performance.now() - start : 0;
    const answer = this.flight.leave(id, { pictures: count, squeezed: squeezed !== null, squeezing });
    this.watch();
    const coding = squeezed ? 'squeezed' : 'plain';
    const sealing = performance.now();
    const sent = this.send({ kind: 'pixels', id, count, coding, pixels: squeezed ?? pixels });
    const busy = sent.then(() => squeezing + performance.now() - sealing);
    const cancel = () => void this.send({ kind: 'control', message: { type: 'cancel', id } });
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return { ...(await answer), busy: await busy };
    } catch (thrown) {
      throw signal?.aborted ? signal.reason : thrown;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** The box's report of its processor and memory. @throws Problem `box-failed` */
  async load(): Promise<LoadReport> {
    if (this.ended) throw this.ended;
    void this.send({ kind: 'control', message: { type: 'load' } });
    return inTime(this.loads.wait(), this.patience.answer);
  }

  /** Round trip in milliseconds, behind whatever is in flight already. @throws Problem `box-failed` */
  async ping(): Promise<number> {
    if (this.ended) throw this.ended;
    const start = performance.now();
    void this.send({ kind: 'control', message: { type: 'ping', n: ++this.lastId } });
    await inTime(this.pongs.wait(), this.patience.answer);
    return performance.now() - start;
  }

  close(): void {
    this.finish(new Problem('box-unreachable', 'The session was closed.'));
  }

  private get picture(): number {
    return this.welcome.size ** 2 * 3;
  }

  /** Resolves when the socket has taken it. Never rejects: a failure ends the session. */
  private send(frame: Parameters<PageChannel['send']>[0]): Promise<void> {
    return this.channel.send(frame).catch((thrown) => this.finish(boxProblem(thrown)));
  }

  private async listen(): Promise<void> {
    try {
      for (;;) this.take(await this.channel.receive());
    } catch (thrown) {
      this.finish(boxProblem(thrown));
    }
  }

  private take(frame: BoxFrame): void {
    this.moved = performance.now();
    if (frame.kind === 'vectors') this.flight.answered(frame);
    else this.hear(frame.message);
  }

  private hear(message: BoxMessage): void {
    if (message.type === 'load') this.loads.next(message);
    if (message.type === 'pong') this.pongs.next();
    if (message.type !== 'problem') return;
    const problem = new Problem('box-failed', `${message.code}: ${message.detail}`);
    if (message.id !== null) this.flight.failed(message.id, problem);
    else if (message.code === 'closing') this.finish(new Problem('box-unreachable', problem.message));
    else console.warn('The box reports:', problem);
  }

  /** The watchdog: while batches are in flight, bytes must leave the socket or answers must come in. */
  private watch(): void {
    if (this.watching) return;
    this.moved = performance.now();
    let buffered = this.channel.buffered();
    this.watching = setInterval(() => {
      const now = this.channel.buffered();
      if (now !== buffered || this.flight.size === 0) this.moved = performance.now();
      buffered = now;
      if (performance.now() - this.moved > this.patience.silence) {
        this.finish(new Problem('box-unreachable', `Nothing moves since ${this.patience.silence} ms.`));
      }
    }, LOOK_MS);
  }

  private finish(problem: Problem): void {
    if (this.ended) return;
    this.ended = problem;
    clearInterval(this.watching);
    this.channel.close(1000);
    this.flight.allFailed(problem);
    this.pongs.fail(problem);
    this.loads.fail(problem);
    this.end(problem);
  }
}
