/** A fake encoder process that keeps the contract: it answers in order, ends once, and is then silent. */

import { expect } from 'vitest';
import type {
  EncoderProcess,
  FromEncoder,
  ProcessEvents,
  Ready,
  StartProcess,
  ToEncoder,
} from '../../../agent/src/encoding/messages';

const USAGE = { cpu: 1_000, memory: 1_000_000 };

class FakeProcess implements EncoderProcess {
  readonly signals: string[] = [];
  closing = false;
  private readonly batches: Extract<ToEncoder, { type: 'encode' }>[] = [];
  private answered = 0;
  private gone = false;

  constructor(private readonly events: ProcessEvents) {}

  send(message: ToEncoder): void {
    expect(this.gone, 'Something was sent to a process that is gone.').toBe(false);
    if (message.type === 'encode') this.batches.push(message);
    if (message.type === 'close') this.closing = true;
  }

  kill(signal: string): void {
    this.signals.push(signal);
  }

  /** Returns the first byte of each batch that was sent. */
  marks(): (number | undefined)[] {
    return this.batches.map(({ pixels }) => pixels[0]);
  }

  ready(): void {
    this.say({
      type: 'ready',
      info: {} as Ready['info'],
      golden: new Float32Array(),
      pace: 10_000,
      usage: USAGE,
    });
  }

  refuse(detail: string): void {
    this.say({ type: 'refused', detail });
  }

  /** Answers the next batch with its own bytes as vectors. */
  answer(): void {
    const { job, pixels } = this.next();
    this.say({ type: 'vectors', job, vectors: Float32Array.from(pixels), micros: 100, usage: USAGE });
  }

  fail(detail: string): void {
    this.say({ type: 'failed', job: this.next().job, detail, usage: USAGE });
  }

  exit(how: string): void {
    expect(this.gone).toBe(false);
    this.gone = true;
    this.events.exit(how);
  }

  private next() {
    const batch = this.batches[this.answered++];
    if (!batch) throw new Error('There is nothing to answer.');
    return batch;
  }

  private say(message: FromEncoder): void {
    expect(this.gone).toBe(false);
    this.events.message(message);
  }
}

export class FakeEncoder {
  started = 0;
  /** The process that was started last. */
  last!: FakeProcess;

  readonly start: StartProcess = (events) => {
    this.started++;
    this.last = new FakeProcess(events);
    return this.last;
  };
}
