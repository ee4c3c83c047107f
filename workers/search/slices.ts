/** Splits the index of a very large library into slices, each scanned by its own worker. */

import type { PhotoNo } from '#core/photo';
import { type CodedRows, pickRows } from '#core/quantise';
import type { Scanner, ScanResult, Sought } from './scanner';

/** Consecutive photo numbers that are assigned to one slice. */
const RUN = 1024;

export class Slices implements Scanner {
  private last: Promise<unknown> = Promise.resolve();
  private dismissed = false;

  /** @param end terminates the slices' workers */
  constructor(
    private readonly slices: readonly Scanner[],
    private readonly end: () => void,
  ) {}

  async size(): Promise<number> {
    return total(await Promise.all(this.slices.map((slice) => slice.size())));
  }

  async bytes(): Promise<number> {
    return total(await Promise.all(this.slices.map((slice) => slice.bytes())));
  }

  async append(rows: CodedRows): Promise<void> {
    const positions = this.slices.map((): number[] => []);
    rows.photos.forEach((photo, i) => {
      positions[this.sliceOf(photo)]?.push(i);
    });
    await Promise.all(
      this.slices.map((slice, i) => {
        const own = positions[i] ?? [];
        return own.length > 0 && slice.append(pickRows(rows, own));
      }),
    );
  }

  async remove(photos: readonly PhotoNo[]): Promise<void> {
    await Promise.all(this.slices.map((slice) => slice.remove(photos)));
  }

  async find(sought: Sought): Promise<ScanResult> {
    // A terminated worker would never answer.
    if (this.dismissed) return merge([], 0);
    const parts = Promise.all(this.slices.map((slice) => slice.find(sought)));
    this.last = parts;
    return merge(await parts, sought.limit);
  }

  dismiss(): void {
    this.dismissed = true;
    // Each worker answers in order, so once the last search has its answer, all have theirs.
    void this.last.finally(this.end);
  }

  /** Depends on the number alone, so a photo is always found in the slice that it was added to. */
  private sliceOf(photo: PhotoNo): number {
    return Math.floor(photo / RUN) % this.slices.length;
  }
}

/** Merges sorted results into one: best first, ties by the lower photo number. */
function merge(parts: readonly ScanResult[], limit: number): ScanResult {
  const length = Math.min(limit, total(parts.map(({ photos }) => photos.length)));
  const photos = new Uint32Array(length);
  const scores = new Float32Array(length);
  const heads = parts.map(() => 0);
  for (let i = 0; i < length; i++) {
    let best = -1;
    let score = Number.NEGATIVE_INFINITY;
    let photo = 0;
    parts.forEach((part, p) => {
      const head = heads[p] as number;
      if (head >= part.photos.length) return;
      const other = part.scores[head] as number;
      const number = part.photos[head] as PhotoNo;
      if (best >= 0 && (other < score || (other === score && number > photo))) return;
      [best, score, photo] = [p, other, number];
    });
    photos[i] = photo;
    scores[i] = score;
    heads[best] = (heads[best] as number) + 1;
  }
  return {
    photos,
    scores,
    count: total(parts.map(({ count }) => count)),
    sum: total(parts.map(({ sum }) => sum)),
    squares: total(parts.map(({ squares }) => squares)),
  };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
