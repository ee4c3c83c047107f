/** Hands things from producers to one consumer, never holding more than `limit` of them. */

export class BoundedQueue<T> {
  private readonly items: T[] = [];
  private ended = false;
  private wakers: (() => void)[] = [];

  constructor(private readonly limit: number) {}

  /** Waits while the queue is full. What comes after `close` is dropped. */
  async put(item: T): Promise<void> {
    while (this.items.length >= this.limit && !this.ended) await this.change();
    if (this.ended) return;
    this.items.push(item);
    this.wake();
  }

  get closed(): boolean {
    return this.ended;
  }

  /** No more will come. */
  close(): void {
    this.ended = true;
    this.wake();
  }

  /** The next `most` items; fewer only at the end, none after it. */
  async take(most: number): Promise<T[]> {
    while (this.items.length < Math.min(most, this.limit) && !this.ended) await this.change();
    const taken = this.items.splice(0, most);
    this.wake();
    return taken;
  }

  private change(): Promise<void> {
    return new Promise((resolve) => this.wakers.push(resolve));
  }

  private wake(): void {
    for (const waker of this.wakers.splice(0)) waker();
  }
}
