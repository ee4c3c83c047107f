/** Rate limit of connection attempts, and limits of open connections. */

/** Capacity of the LRU of addresses: more than a home has, few enough to bound memory. */
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

  /** Counts an attempt if it is admitted. Counting refused ones would lock out clients that keep retrying. */
  admit(address: string): boolean {
    const since = this.now() - this.window;
    const recent = (this.tries.get(address) ?? []).filter((time) => time > since);
    const admitted = recent.length < this.most;
    if (admitted) recent.push(this.now());
    // Reinserted, so that the map is ordered from least to most recently used.
    this.tries.delete(address);
    this.tries.set(address, recent);
    const [oldest] = this.tries.keys();
    if (this.tries.size > ADDRESSES && oldest !== undefined) this.tries.delete(oldest);
    return admitted;
  }

  /** Forgets the attempts of an address that has proved the key. */
  forgive(address: string): void {
    this.tries.delete(address);
  }
}

/** Counts open connections, with one limit for sessions and one for unfinished handshakes. */
export class ConnectionSlots {
  private greeting = 0;
  private serving = 0;

  constructor(
    private readonly most = 8,
    private readonly strangers = 8,
  ) {}

  /** Reserves a slot for a handshake; false if a limit is reached. */
  reserve(): boolean {
    if (this.greeting >= this.strangers || this.serving >= this.most) return false;
    this.greeting++;
    return true;
  }

  /** Turns the handshake's slot into a session's; false if that limit is reached. */
  promote(): boolean {
    if (this.serving >= this.most) return false;
    this.greeting--;
    this.serving++;
    return true;
  }

  release(promoted: boolean): void {
    if (promoted) this.serving--;
    else this.greeting--;
  }
}
