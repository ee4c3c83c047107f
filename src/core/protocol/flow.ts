/** Back-pressure by credits: how many pictures may be in flight. The page waits for them, the box checks. */

interface Waiter {
  count: number;
  go(): void;
}

export class Credits {
  private left: number;
  private readonly waiters: Waiter[] = [];

  /** @param total most pictures in flight (`limits.credits` of the welcome) */
  constructor(readonly total: number) {
    this.left = total;
  }

  /** Pictures that may be sent now. */
  get free(): number {
    return this.left;
  }

  /** Takes `count` at once, or takes none and returns false: then the other side has overdrawn. */
  spend(count: number): boolean {
    if (count > this.left || this.waiters.length > 0) return false;
    this.left -= count;
    return true;
  }

  /**
   * Takes `count` as soon as they are free, in the order of the calls.
   * @throws RangeError for more than `total`; the signal's reason
   */
  take(count: number, signal?: AbortSignal): Promise<void> {
    if (count > this.total) return Promise.reject(new RangeError(`There are ${this.total} credits at most.`));
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.spend(count)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        count,
        go() {
          signal?.removeEventListener('abort', leave);
          resolve();
        },
      };
      const leave = () => {
        this.waiters.splice(this.waiters.indexOf(waiter), 1);
        reject(signal?.reason);
        this.serve();
      };
      this.waiters.push(waiter);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  /** Gives back what a batch took. @throws RangeError for more than are taken */
  give(count: number): void {
    if (this.left + count > this.total) throw new RangeError('More credits come back than were given.');
    this.left += count;
    this.serve();
  }

  private serve(): void {
    for (let next = this.waiters[0]; next && next.count <= this.left; next = this.waiters[0]) {
      this.left -= next.count;
      this.waiters.shift();
      next.go();
    }
  }
}
