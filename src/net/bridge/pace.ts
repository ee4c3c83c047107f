/**
 * Measures how fast the link to a box is, and how fast its encoder. The size of a batch, and whether to
 * compress it, follow from that.
 */

import { median } from '#core/median';

/** The timing of one batch. */
export interface Passage {
  pictures: number;
  squeezed: boolean;
  /** Milliseconds on the link, without the wait behind batches sent before. */
  link: number;
  /** Milliseconds it waited at the box. */
  queue: number;
  /** Milliseconds in the encoder. */
  encoder: number;
  /** Milliseconds that squeezing took; 0 if the batch went plain. */
  squeezing: number;
}

/** Batches that are remembered. */
const MEMORY = 15;
/** Batches remembered of each kind, plain and squeezed, for the choice between them. */
const KIND_MEMORY = 8;
/** Plain batches before anything is decided: the first ones meet a cold connection. */
const ENOUGH = 4;
/** Hysteresis: squeezing begins when the link is slower than the encoder by this factor, ends when faster. */
const MARGIN = 1.15;
/** While batches are squeezed, one in this many goes plain as a probe of the link. */
const PROBE_EVERY = 8;
/** Most milliseconds for one batch, so that a pause is quick and the end of a run is not lopsided. */
const LONGEST_MS = 2000;

export class Pace {
  private passages: Passage[] = [];
  /** Milliseconds a picture, the last ones of each kind. */
  private plain: number[] = [];
  private squeezed: number[] = [];
  private squeezing = false;
  private sent = 0;

  note(passage: Passage): void {
    this.passages = [...this.passages, passage].slice(-MEMORY);
    const { pictures, link, squeezing } = passage;
    if (passage.squeezed) {
      this.squeezed = [...this.squeezed, Math.max(link, squeezing) / pictures].slice(-KIND_MEMORY);
    } else {
      this.plain = [...this.plain, link / pictures].slice(-KIND_MEMORY);
    }
    this.squeezing = this.decide();
  }

  /**
   * Whether the batch that leaves now is to be squeezed. Ask once for each batch: the calls are counted, not
   * the answers, because more batches leave before a probe has been answered.
   */
  squeezesNext(): boolean {
    return this.squeezing && ++this.sent % PROBE_EVERY !== 0;
  }

  /** Medians, milliseconds a picture; null before the first batch. */
  latency(): { link: number; queue: number; encoder: number } | null {
    if (this.passages.length === 0) return null;
    const each = (part: 'link' | 'queue' | 'encoder') =>
      median(this.passages.map((passage) => passage[part] / passage.pictures));
    return { link: each('link'), queue: each('queue'), encoder: each('encoder') };
  }

  /** Pictures a second with several batches in flight: the slower of link and encoder; null before the first batch. */
  perSecond(): number | null {
    const latency = this.latency();
    return latency && 1000 / Math.max(latency.link, latency.encoder, 0.01);
  }

  /** How many pictures should go at a time, at most `most`. */
  batch(most: number): number {
    const perSecond = this.perSecond();
    if (perSecond === null) return most;
    return Math.max(1, Math.min(most, Math.floor((perSecond * LONGEST_MS) / 1000)));
  }

  /** By the best of the last batches: what the link can do, not what it did while the cores were busy. */
  private decide(): boolean {
    if (this.plain.length < ENOUGH) return false;
    const encoder = this.latency()?.encoder ?? 0;
    const plain = Math.min(...this.plain);
    if (plain <= (this.squeezing ? encoder / MARGIN : encoder * MARGIN)) return false;
    // Worth it only if squeezing, and sending what is left, each take less time than sending plain.
    return this.squeezed.length === 0 || Math.min(...this.squeezed) < plain;
  }
}
