/**
 * Keeps the encoder's process alive: starts it, gives it batches, ends it when it hangs, and starts it again,
 * ever more patiently while it fails.
 */

import type { EncoderOptions } from '../backends/encoder';
import type { Manifest } from '../manifest';
import type { Job } from './job';
import type { EncoderProcess, FromEncoder, Ready, StartProcess, Usage } from './messages';
import { JobQueue } from './queue';
import { Watchdog } from './watchdog';

/** Milliseconds for loading the model and the first pictures. */
const OPENING = 120_000;
/** Between two starts: the first time, and at most. */
const BACK_OFF = { first: 250, most: 30_000 };
/** For giving everything back when the agent stops. */
const CLOSING = 3_000;
/** How often slower than at the self-test a batch may be, beside the time-out. */
const SLACK = 10;
/** Why a batch fails that waits when the agent stops, or comes then. */
const STOPS = 'The agent stops.';

export interface KeeperOptions {
  start: StartProcess;
  open: { options: EncoderOptions; manifest: Manifest };
  /** Refuses an encoder that is ready, in words; null: it is right. */
  verify(ready: Ready): string | null;
  /** Milliseconds without an answer, beside what the pictures take. */
  timeout: number;
  /** Pictures that may wait. */
  room: number;
  /** For the terminal. */
  say(line: string): void;
}

export class EncoderKeeper {
  /** Pictures encoded since the agent was started. */
  encoded = 0;
  private readonly queue: JobQueue;
  private readonly watchdog: Watchdog;
  private process: EncoderProcess | null = null;
  private ready: Ready | null = null;
  private usage: Usage = { cpu: 0, memory: 0 };
  /** Microseconds that processes used which are gone. */
  private past = 0;
  private failures = 0;
  /** Why there is no encoder, since a start has failed; null while there is one, or may be soon. */
  private trouble: string | null = null;
  private restart: NodeJS.Timeout | undefined;
  private stopped: Promise<void> | null = null;
  private ended: (() => void) | null = null;
  private opened: { resolve(ready: Ready): void; reject(error: Error): void } | null = null;

  constructor(private readonly options: KeeperOptions) {
    this.queue = new JobQueue(options.room);
    this.watchdog = new Watchdog(() => this.hung());
  }

  get queued(): number {
    return this.queue.pictures;
  }

  /** Of all encoder processes together; memory of the last one. */
  get used(): Usage {
    return { cpu: this.past + this.usage.cpu, memory: this.usage.memory };
  }

  /**
   * The first start.
   * @throws Error if it fails, or is stopped: then there is nothing to serve with, and it is not tried again
   */
  open(): Promise<Ready> {
    return new Promise((resolve, reject) => {
      this.opened = { resolve, reject };
      this.start();
    });
  }

  /**
   * @param pixels count x size x size x 3 bytes
   * @returns whose result rejects with EncodingError
   */
  encode(pixels: Uint8Array, count: number): Job {
    const job = this.queue.add(pixels, count);
    if (this.ended) job.fail('closing', STOPS);
    // Not left to wait for a start that may be half a minute away: the page can encode elsewhere.
    if (this.trouble !== null) this.queue.clear('encoder-failed', this.trouble);
    this.pump();
    return job;
  }

  cancel(job: Job): void {
    this.queue.cancel(job);
  }

  /** Fails what waits, lets the process give everything back, and ends it. May be called again. */
  stop(): Promise<void> {
    this.stopped ??= new Promise((resolve) => {
      this.ended = resolve;
      clearTimeout(this.restart);
      this.queue.clear('closing', STOPS);
      if (this.process) {
        this.process.send({ type: 'close' });
        this.watchdog.end(this.process, CLOSING);
      } else resolve();
    });
    return this.stopped;
  }

  private start(): void {
    this.watchdog.starts(OPENING);
    this.process = this.options.start({
      message: (message) => this.heard(message),
      exit: (how) => this.gone(how),
    });
    this.process.send({ type: 'open', ...this.options.open });
  }

  private heard(message: FromEncoder): void {
    if (this.ended || this.watchdog.ending) return;
    switch (message.type) {
      case 'ready':
        this.isReady(message);
        break;
      case 'refused':
        this.refused(message.detail);
        break;
      case 'vectors': {
        const job = this.answered(message);
        this.encoded += job?.count ?? 0;
        this.failures = 0;
        job?.done(message.vectors, message.micros);
        break;
      }
      case 'failed':
        this.answered(message)?.fail('encoder-failed', message.detail);
    }
  }

  private isReady(ready: Ready): void {
    const fault = this.options.verify(ready);
    if (fault !== null) {
      this.refused(fault);
      return;
    }
    this.watchdog.rest();
    this.usage = ready.usage;
    this.ready = ready;
    this.trouble = null;
    this.opened?.resolve(ready);
    this.opened = null;
    this.pump();
  }

  /** The job that the answer is for; the process goes on with the next. */
  private answered({ job: number, usage }: Extract<FromEncoder, { job: number }>): Job | null {
    const job = this.queue.answered(number);
    this.usage = usage;
    this.watchdog.rest();
    this.watch();
    this.pump();
    return job;
  }

  private pump(): void {
    if (!this.ready || !this.process || this.ended || this.watchdog.ending) return;
    const idle = this.queue.sent.length === 0;
    for (let job = this.queue.next(); job; job = this.queue.next()) {
      this.process.send({ type: 'encode', job: job.number, pixels: job.pixels, count: job.count });
    }
    if (idle) this.watch();
  }

  /** Gives the process its time for the batch that it works on now. */
  private watch(): void {
    const [first] = this.queue.sent;
    if (first && this.ready) {
      this.watchdog.starts(this.options.timeout + (first.count * this.ready.pace * SLACK) / 1000);
    }
  }

  private refused(detail: string): void {
    this.trouble = detail;
    if (this.process) this.watchdog.end(this.process);
  }

  private hung(): void {
    const [job] = this.queue.sent;
    this.options.say(`The encoder does not answer any more; it is stopped.`);
    if (job) this.queue.answered(job.number)?.fail('encoder-hung', 'The encoder did not answer in time.');
    if (!this.ready) this.trouble = 'The encoder was not ready in time.';
    if (this.process) this.watchdog.end(this.process);
  }

  private gone(how: string): void {
    const hung = this.watchdog.ending;
    const started = this.ready !== null;
    this.watchdog.rest();
    this.process = null;
    this.ready = null;
    this.past += this.usage.cpu;
    this.usage = { cpu: 0, memory: 0 };
    if (this.ended) {
      this.opened?.reject(new Error(STOPS));
      this.ended();
      return;
    }
    const reason = `The encoder's process ended (${how}).`;
    const [job] = this.queue.sent;
    if (job && !hung) this.queue.answered(job.number)?.fail('encoder-failed', reason);
    this.queue.takeBack();
    if (!started) {
      this.trouble ??= reason;
      this.queue.clear('encoder-failed', this.trouble);
    }
    if (this.opened) {
      this.opened.reject(new Error(this.trouble ?? reason));
      return;
    }
    const pause = Math.min(BACK_OFF.first * 2 ** this.failures++, BACK_OFF.most);
    this.options.say(`${this.trouble ?? reason} It is started again in ${pause} ms.`);
    this.restart = setTimeout(() => this.start(), pause);
  }
}
