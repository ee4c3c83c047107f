/**
 * FIFO queue of batches: those that wait, and those sent to the encoder's process. The process already has
 * the next batch while it encodes the first, so that it never waits for bytes.
 */

import { Job } from './job';

/** Most batches sent to the process at a time. */
const AHEAD = 2;

export class JobQueue {
  /** Batches sent to the process, which encodes the first. */
  readonly sent: Job[] = [];
  private readonly waiting: Job[] = [];
  private numbers = 0;

  /** @param capacity pictures, including those sent */
  constructor(private readonly capacity: number) {}

  /** Pictures that are not encoded yet. */
  get pictures(): number {
    return [...this.sent, ...this.waiting].reduce((sum, { count }) => sum + count, 0);
  }

  /** Appends a batch. If it exceeds the capacity, the returned job has already failed. */
  add(pixels: Uint8Array, count: number): Job {
    const job = new Job(++this.numbers, pixels, count);
    if (this.pictures + count > this.capacity)
      job.fail('too-many', `${this.capacity} pictures wait already.`);
    else this.waiting.push(job);
    return job;
  }

  /** Returns the next job to send; null if the process has enough or all were sent. */
  next(): Job | null {
    if (this.sent.length >= AHEAD) return null;
    const job = this.waiting.shift();
    if (!job) return null;
    this.sent.push(job);
    return job;
  }

  /** Removes and returns the first sent job; null if it has another number. */
  answered(number: number): Job | null {
    return this.sent[0]?.number === number ? (this.sent.shift() as Job) : null;
  }

  /** Fails a job. One that was already sent is still encoded, and its vectors are dropped. */
  cancel(job: Job): void {
    const at = this.waiting.indexOf(job);
    if (at >= 0) this.waiting.splice(at, 1);
    job.fail('cancelled', 'Cancelled.');
  }

  /** Puts the sent jobs back to the front of the queue, after the process has ended. */
  takeBack(): void {
    this.waiting.unshift(...this.sent.splice(0));
  }

  /** Fails all jobs. */
  clear(code: 'encoder-failed' | 'closing', detail: string): void {
    for (const job of [...this.sent.splice(0), ...this.waiting.splice(0)]) job.fail(code, detail);
  }
}
