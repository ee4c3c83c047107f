/** Session of an authenticated page: passes its batches to the encoder, and returns the answers. */

import type { BoxChannel } from '#core/protocol/channel';
import { CLOSE, ProtocolError } from '#core/protocol/closing';
import { pixelsOf } from '#core/protocol/compress';
import { Credits } from '#core/protocol/flow';
import type { BoxFrame, PixelsFrame } from '#core/protocol/frames';
import type { BoxMessage, PageMessage, Trouble, Welcome } from '#core/protocol/messages';
import { EncodingError, type Job } from '../encoding/job';
import type { EncoderKeeper } from '../encoding/keeper';
import { LoadMeter } from './load-meter';

/** Most bytes buffered for a page that does not read. */
const UNREAD = 16 << 20;

/** Batch in flight. */
interface Batch {
  /** Null while the pixels are being unpacked. */
  job: Job | null;
  cancelled: boolean;
}

export class Session {
  private readonly credits: Credits;
  private readonly batches = new Map<number, Batch>();
  private readonly load: LoadMeter;

  constructor(
    private readonly channel: BoxChannel,
    private readonly keeper: EncoderKeeper,
    private readonly welcome: Welcome,
  ) {
    this.credits = new Credits(welcome.limits.credits);
    this.load = new LoadMeter(keeper);
  }

  /** Serves until the connection ends. @throws WireClosed, ProtocolError: why; the wire is closed then */
  async serve(): Promise<never> {
    this.channel.agree(this.welcome);
    try {
      await this.channel.send({ kind: 'control', message: this.welcome });
      for (;;) {
        const frame = await this.channel.receive();
        if (this.channel.buffered() > UNREAD)
          throw new ProtocolError(CLOSE.protocol, 'The page does not read.');
        if (frame.kind === 'pixels') this.take(frame);
        else this.hear(frame.message);
      }
    } catch (thrown) {
      if (thrown instanceof ProtocolError) this.channel.close(thrown.code);
      throw thrown;
    } finally {
      for (const { job } of this.batches.values()) if (job) this.keeper.cancel(job);
      this.batches.clear();
    }
  }

  private hear(message: PageMessage): void {
    switch (message.type) {
      case 'ping':
        this.say({ type: 'pong', n: message.n });
        break;
      case 'load':
        this.say(this.load.read());
        break;
      case 'cancel': {
        // A missing batch was answered before the cancel arrived.
        const batch = this.batches.get(message.id);
        if (!batch) break;
        batch.cancelled = true;
        if (batch.job) this.keeper.cancel(batch.job);
      }
    }
  }

  /** @throws ProtocolError if the page breaks the rules */
  private take(frame: PixelsFrame): void {
    if (!this.credits.spend(frame.count)) throw new ProtocolError(CLOSE.protocol, 'Credits are overdrawn.');
    if (this.batches.has(frame.id)) throw new ProtocolError(CLOSE.protocol, 'Two batches with one id.');
    const batch: Batch = { job: null, cancelled: false };
    this.batches.set(frame.id, batch);
    void this.answer(frame, batch);
  }

  private async answer(frame: PixelsFrame, batch: Batch): Promise<void> {
    const { id, count } = frame;
    try {
      const pixels = await unpacked(frame, this.welcome.size);
      if (batch.cancelled) throw new EncodingError('cancelled', 'Cancelled.');
      batch.job = this.keeper.encode(pixels, count);
      const encoded = await batch.job.result;
      this.finish(frame);
      this.send({ kind: 'vectors', id, count, ...encoded });
    } catch (thrown) {
      this.finish(frame);
      const code: Trouble = thrown instanceof EncodingError ? thrown.code : 'encoder-failed';
      this.say({ type: 'problem', id, code, detail: (thrown as Error).message.slice(0, 500) });
    }
  }

  /** Called before the answer is sent: a quick page reuses the credits as soon as it has the answer. */
  private finish({ id, count }: PixelsFrame): void {
    this.batches.delete(id);
    this.credits.give(count);
  }

  private say(message: BoxMessage): void {
    this.send({ kind: 'control', message });
  }

  private send(frame: BoxFrame): void {
    // `receive` reports a closed connection.
    this.channel.send(frame).catch(() => {});
  }
}

async function unpacked(frame: PixelsFrame, size: number): Promise<Uint8Array> {
  try {
    return await pixelsOf(frame, size);
  } catch (thrown) {
    throw new EncodingError('bad-frame', (thrown as Error).message);
  }
}
