/**
 * The queue between the decoders and the encoders, this device's and the boxes'. It is three things at once:
 *
 * - a bounded buffer: producers wait while it is full (back-pressure), so memory does not grow with the folder;
 * - the scheduler's condition variable: `change` resolves whenever there may be another turn to give;
 * - the retry policy: work that a box gave back goes to the front for anybody to take, and the second time it is set
 *   apart for this device alone. So a picture that kills encoders kills two boxes' at most.
 */

/** Work that came back this often is set apart. */
const MOST_RETURNS = 2;

export class WorkQueue<T extends object> {
  private items: T[] = [];
  private aside: T[] = [];
  private readonly returns = new WeakMap<T, number>();
  private ended = false;
  private wakers: (() => void)[] = [];

  /** @param limit how many items producers may put before they wait */
  constructor(private limit: number) {}

  /** Changes the limit. */
  hold(limit: number): void {
    if (limit === this.limit) return;
    this.limit = limit;
    this.wake();
  }

  /** Waits while the queue is full. What comes after `close` is dropped. */
  async put(item: T): Promise<void> {
    while (this.full && !this.ended) await this.change();
    if (this.ended) return;
    this.items.push(item);
    this.wake();
  }

  get closed(): boolean {
    return this.ended;
  }

  /** How many items anybody may take. */
  get waiting(): number {
    return this.items.length;
  }

  /** How many items are set apart. */
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

  /** The next `most` items that anybody may take, or as many as there are. */
  take(most: number): T[] {
    const taken = this.items.splice(0, most);
    this.wake();
    return taken;
  }

  /** The same of the items set apart. */
  takeApart(most: number): T[] {
    return this.aside.splice(0, most);
  }

  /** Items whose work failed: to the front again the first time, set apart the second. */
  giveBack(items: readonly T[]): void {
    const times = (item: T) => this.returns.get(item) ?? 0;
    for (const item of items) this.returns.set(item, times(item) + 1);
    this.items = [...items.filter((item) => times(item) < MOST_RETURNS), ...this.items];
    this.aside.push(...items.filter((item) => times(item) >= MOST_RETURNS));
    this.wake();
  }

  /** Resolves at the next change of the queue, or when `wake` is called. */
  change(): Promise<void> {
    return new Promise((resolve) => this.wakers.push(resolve));
  }

  /** Something outside the queue has changed that those who wait in `change` should look at. */
  wake(): void {
    for (const waker of this.wakers.splice(0)) waker();
  }
}
