/** Hands things from producers to whoever works on them, never holding more than `limit` of them. */

/** Of what was given back so often only those take more who are asked for last. */
const MOST_RETURNS = 2;

export class BoundedQueue<T extends object> {
  private items: T[] = [];
  private aside: T[] = [];
  private readonly returns = new WeakMap<T, number>();
  private ended = false;
  private wakers: (() => void)[] = [];

  constructor(private limit: number) {}

  /** Changes how many it holds at most. */
  hold(limit: number): void {
    if (limit === this.limit) return;
    this.limit = limit;
    this.wake();
  }

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

  /** Things that anybody may take. */
  get waiting(): number {
    return this.items.length;
  }

  /** Things that others have failed at twice. */
  get apart(): number {
    return this.aside.length;
  }

  get full(): boolean {
    return this.items.length >= this.limit;
  }

  /** No more will come. */
  close(): void {
    this.ended = true;
    this.wake();
  }

  /** The next `most` that anybody may take, or as many as there are. */
  take(most: number): T[] {
    const taken = this.items.splice(0, most);
    this.wake();
    return taken;
  }

  /** The same of those that stand apart. */
  takeApart(most: number): T[] {
    return this.aside.splice(0, most);
  }

  /** Things that could not be worked on go to the front again, or apart if it was the second time. */
  giveBack(items: readonly T[]): void {
    const times = (item: T) => this.returns.get(item) ?? 0;
    for (const item of items) this.returns.set(item, times(item) + 1);
    this.items = [...items.filter((item) => times(item) < MOST_RETURNS), ...this.items];
    this.aside.push(...items.filter((item) => times(item) >= MOST_RETURNS));
    this.wake();
  }

  /** Resolves at the next change, or when `wake` is called. */
  change(): Promise<void> {
    return new Promise((resolve) => this.wakers.push(resolve));
  }

  wake(): void {
    for (const waker of this.wakers.splice(0)) waker();
  }
}
