/** Lets MediaBunny read a file, and ends its search where that would go on for ever. */

import { BlobSource } from 'mediabunny';

/** How often the same place may be asked for, one time after the other. Of short whole videos it was four at most. */
const MOST_REPEATS = 1000;

/** A method that MediaBunny's types leave out. */
interface Reading {
  /** Null behind the end of the file. */
  _read(start: number, ...more: unknown[]): unknown;
}

/**
 * MediaBunny's search for the next element of a Matroska file (`resync`, 1.61.0) does not end if it comes to the last
 * eight bytes without one: over a file that ends in zeroes, as half a download leaves it, a decoder hung until its
 * watchdog. So a place that is asked for again and again is taken for the end of the file.
 */
export class EndingSource extends BlobSource implements Reading {
  private place = -1;
  private repeats = 0;

  _read(start: number, ...more: unknown[]): unknown {
    this.repeats = start === this.place ? this.repeats + 1 : 0;
    this.place = start;
    if (this.repeats > MOST_REPEATS) return null;
    return (BlobSource.prototype as unknown as Reading)._read.call(this, start, ...more);
  }
}
