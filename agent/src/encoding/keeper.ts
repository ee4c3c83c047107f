/**
 * Supervises the encoder's process: starts it, sends it batches, ends it when it hangs, and restarts it with
 * exponential backoff.
 */

import type { EncoderOptions } from '../backends/encoder';
import type { Manifest } from '../manifest';
import type { Job } from './job';
import type { EncoderProcess, FromEncoder, Ready, StartProcess, Usage } from './messages';
import { JobQueue } from './queue';
import { Watchdog } from './watchdog';

/** Milliseconds that loading the model and encoding the golden pictures may take. */
const OPENING = 120_000;
/** Milliseconds between two starts: the first backoff and the longest one. */
const BACK_OFF = { first: 250, most: 30_000 };
/** Milliseconds for releasing the device when the agent stops. */
const CLOSING = 3_000;
/** How many times slower than at the self-test a batch may be, on top of the time-out. */
const SLACK = 10;
/** Detail of batches that fail because the agent stops. */
const STOPS = 'The agent stops.';

export interface KeeperOptions {
  start: StartProcess;
  open: { options: EncoderOptions; manifest: Manifest };
  /** Returns why a ready encoder is refused, as a readable message; null to accept it. */
  verify(ready: Ready): string | null;
  /** Milliseconds without an answer, on top of the expected encoding time. */
  timeout: number;
  /** Capacity of the queue in pictures. */
  capacity: number;
  /** Prints a line to the terminal. */
  say(line: string): void;
}

export class EncoderKeeper {
  /** Pictures encoded since the agent started. */
  encoded = 0;
  private readonly queue: JobQueue;
  private readonly watchdog: Watchdog;
  private process: EncoderProcess | null = null;
  private ready: Ready | null = null;
  private usage: Usage = { cpu: 0, memory: 0 };
  /** CPU microseconds of processes that have ended. */
  private past = 0;
  private failures = 0;
  /** Why the last start failed; null after a success. While it is set, batches fail at once. */
  private trouble: string | null = null;
  private restart: NodeJS.Timeout | undefined;
  private stopped: Promise<void> | null = null;
  private ended: (() => void) | null = null;
  private opened: { resolve(ready: Ready): void; reject(error: Error): void } | null = null;

  constructor(private readonly options: KeeperOptions) {
    this.queue = new JobQueue(options.capacity);
    this.watchdog = new Watchdog(() => this.hung());
  }

  get queued(): number {
    return this.queue.pictures;
  }

  /** CPU time of all encoder processes so far, and memory of the current one. */
  get used(): Usage {
    return { cpu: this.past + this.usage.cpu, memory: this.usage.memory };
  }

  /**
   * Starts the encoder for the first time.
   * @throws Error if the start fails or is stopped; without an encoder there is nothing to serve, so no retry
   */
  open(): Promise<Ready> {
    return new Promise((resolve, reject) => {
      this.opened = { resolve, reject };
      this.start();
    });
  }

  /**
   * @param pixels count x size x size x 3 bytes
   * @returns the job; its `result` rejects with EncodingError
   */
  encode(pixels: Uint8Array, count: number): Job {
    const job = this.queue.add(pixels, count);
    if (this.ended) job.fail('closing', STOPS);
    // Fails at once: the next start may be 30 s away, and the page can encode elsewhere.
    if (this.trouble !== null) this.queue.clear('encoder-failed', this.trouble);
    this.pump();
    return job;
  }

  cancel(job: Job): void {
    this.queue.cancel(job);
  }

  /** Fails all batches, lets the process release the device, and ends it. Idempotent. */
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

  /** Returns the answered job (null if it was dropped), and lets the process continue with the next. */
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

  /** Arms the watchdog for the batch that is being encoded. */
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
