/**
 * Batches in the order in which they came: those that wait, and those that are with the encoder's process. It
 * has the next one already while it works on the first, so that it never waits for bytes.
 */

import { Job } from './job';

/** With the process at once. */
const AHEAD = 2;

export class JobQueue {
  /** With the process; it works on the first. */
  readonly sent: Job[] = [];
  private readonly waiting: Job[] = [];
  private numbers = 0;

  /** @param room pictures that may wait at most */
  constructor(private readonly room: number) {}

  /** Pictures that are not encoded yet. */
  get pictures(): number {
    return [...this.sent, ...this.waiting].reduce((sum, { count }) => sum + count, 0);
  }

  /** If there is no room, the job has failed already. */
  add(pixels: Uint8Array, count: number): Job {
    const job = new Job(++this.numbers, pixels, count);
    if (this.pictures + count > this.room) job.fail('too-many', `${this.room} pictures wait already.`);
    else this.waiting.push(job);
    return job;
  }

  /** The next job to send, or null while the process has enough. */
  next(): Job | null {
    if (this.sent.length >= AHEAD) return null;
    const job = this.waiting.shift();
    if (!job) return null;
    this.sent.push(job);
    return job;
  }

  /** The first job that was sent, if it has this number: it is answered. */
  answered(number: number): Job | null {
    return this.sent[0]?.number === number ? (this.sent.shift() as Job) : null;
  }

  /** One that is with the process already is encoded in vain. */
  cancel(job: Job): void {
    const at = this.waiting.indexOf(job);
    if (at >= 0) this.waiting.splice(at, 1);
    job.fail('cancelled', 'Cancelled.');
  }

  /** The process is gone: what it had not begun with waits again, before the others. */
  takeBack(): void {
    this.waiting.unshift(...this.sent.splice(0));
  }

  /** Fails all. */
  clear(code: 'encoder-failed' | 'closing', detail: string): void {
    for (const job of [...this.sent.splice(0), ...this.waiting.splice(0)]) job.fail(code, detail);
  }
}
