/**
 * The queue between the decoders and the encoders, this device's and the boxes'. It has three roles:
 *
 * - a bounded buffer: producers wait while it is full (back-pressure), so memory does not grow with the
 *   folder;
 * - the scheduler's condition variable: `change` resolves whenever there may be another batch to assign;
 * - the retry policy: work that a box lost goes back to the front for any encoder, and the second time to
 *   this device alone. So a picture that crashes encoders crashes those of boxes twice at most.
 */

/** Number of returns after which only this device may take an item. */
const MOST_RETURNS = 2;

export class WorkQueue<T extends object> {
  private items: T[] = [];
  private onlyHere: T[] = [];
  private readonly returns = new WeakMap<T, number>();
  private ended = false;
  private wakers: (() => void)[] = [];

  /** @param limit most items in the queue before producers wait */
  constructor(private limit: number) {}

  /** Changes the limit. */
  hold(limit: number): void {
    if (limit === this.limit) return;
    this.limit = limit;
    this.wake();
  }

  /** Adds an item; waits while the queue is full. After `close`, drops it. */
  async put(item: T): Promise<void> {
    while (this.full && !this.ended) await this.change();
    if (this.ended) return;
    this.items.push(item);
    this.wake();
  }

  get closed(): boolean {
    return this.ended;
  }

  /** Number of items that any encoder may take. */
  get waiting(): number {
    return this.items.length;
  }

  /** Number of items that only this device may take. */
  get deviceOnly(): number {
    return this.onlyHere.length;
  }

  get full(): boolean {
    return this.items.length >= this.limit;
  }

  /** Ends the input; what is queued can still be taken. */
  close(): void {
    this.ended = true;
    this.wake();
  }

  /** Takes up to `most` items that any encoder may take, from the front. */
  take(most: number): T[] {
    const taken = this.items.splice(0, most);
    this.wake();
    return taken;
  }

  /** Takes up to `most` items that only this device may take. */
  takeDeviceOnly(most: number): T[] {
    return this.onlyHere.splice(0, most);
  }

  /** Returns items whose encoding failed: to the front the first time, to this device alone the second. */
  giveBack(items: readonly T[]): void {
    const times = (item: T) => this.returns.get(item) ?? 0;
    for (const item of items) this.returns.set(item, times(item) + 1);
    this.items = [...items.filter((item) => times(item) < MOST_RETURNS), ...this.items];
    this.onlyHere.push(...items.filter((item) => times(item) >= MOST_RETURNS));
    this.wake();
  }

  /** Resolves at the next change of the queue, or when `wake` is called. */
  change(): Promise<void> {
    return new Promise((resolve) => this.wakers.push(resolve));
  }

  /** Resolves the pending `change` calls; also called when something outside the queue has changed. */
  wake(): void {
    for (const waker of this.wakers.splice(0)) waker();
  }
}
