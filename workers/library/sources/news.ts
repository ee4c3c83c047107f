/** News for the page, which asks for them: new photos that looks have brought, photos that came with an index. */

export class News<T> {
  private waiting: ((news: T[]) => void)[] = [];
  /** What nobody has asked for yet. */
  private untold: T[] = [];

  /** Resolves when there are some, each time with those that came since. */
  next(): Promise<T[]> {
    if (this.untold.length > 0) {
      const news = this.untold;
      this.untold = [];
      return Promise.resolve(news);
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  add(news: readonly T[]): void {
    if (this.waiting.length === 0) this.untold.push(...news);
    for (const tell of this.waiting.splice(0)) tell([...news]);
  }
}
