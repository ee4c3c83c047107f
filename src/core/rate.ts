/** A rate per second over a sliding window: photos of the indexing, bytes of a download. */

const WINDOW_MS = 15_000;

export class Rate {
  private marks: { at: number; count: number }[] = [];

  /** @param at milliseconds on any steady clock */
  add(count: number, at: number): void {
    this.marks.push({ at, count });
    this.marks = this.marks.filter((mark) => at - mark.at <= WINDOW_MS);
  }

  /** Null until there are two marks to measure between. */
  perSecond(): number | null {
    const first = this.marks[0];
    const last = this.marks.at(-1);
    if (!first || !last || last.at === first.at) return null;
    // The first mark's count was made before the window begins.
    const made = this.marks.slice(1).reduce((sum, mark) => sum + mark.count, 0);
    return (made * 1000) / (last.at - first.at);
  }

  reset(): void {
    this.marks = [];
  }
}
