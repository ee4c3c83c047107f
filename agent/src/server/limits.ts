/** How often somebody may try, and how many may be here. */

/** Kept of this many addresses; more than a home has, fewer than would fill the memory. */
const ADDRESSES = 1_000;

export class Attempts {
  private readonly tries = new Map<string, number[]>();

  /**
   * @param most attempts per address and window
   * @param window milliseconds
   */
  constructor(
    private readonly most = 10,
    private readonly window = 60_000,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts one, and says whether it may go on. One that may not is not counted, or nobody ever could again. */
  admit(address: string): boolean {
    const since = this.now() - this.window;
    const recent = (this.tries.get(address) ?? []).filter((time) => time > since);
    const admitted = recent.length < this.most;
    if (admitted) recent.push(this.now());
    // Taken out and put in again, so that the map's order is who came last.
    this.tries.delete(address);
    this.tries.set(address, recent);
    const [oldest] = this.tries.keys();
    if (this.tries.size > ADDRESSES && oldest !== undefined) this.tries.delete(oldest);
    return admitted;
  }

  /** Who proved the key is no stranger: what it tried is forgotten. */
  forgive(address: string): void {
    this.tries.delete(address);
  }
}

/** Connections that are open now; those that have not proved anything yet are fewer. */
export class Places {
  private greeting = 0;
  private serving = 0;

  constructor(
    private readonly most = 8,
    private readonly strangers = 8,
  ) {}

  /** Takes a place for the handshake; false if there is none. */
  enter(): boolean {
    if (this.greeting >= this.strangers || this.serving >= this.most) return false;
    this.greeting++;
    return true;
  }

  /** From the handshake to a session; false if all are taken. */
  stay(): boolean {
    if (this.serving >= this.most) return false;
    this.greeting--;
    this.serving++;
    return true;
  }

  leave(stayed: boolean): void {
    if (stayed) this.serving--;
    else this.greeting--;
  }
}
