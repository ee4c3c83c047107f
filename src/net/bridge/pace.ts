/**
 * How fast the way to a box is, and how fast its encoder: what a batch should weigh, and whether to
 * squeeze it, follow from that.
 */

/** What one batch has shown. */
export interface Passage {
  pictures: number;
  /** Bytes of them as they went over the link. */
  bytes: number;
  squeezed: boolean;
  /** Milliseconds on the way, waiting behind batches sent before left out. */
  link: number;
  /** Milliseconds it waited at the box. */
  queue: number;
  /** Milliseconds in the encoder. */
  encoder: number;
  /** Milliseconds that squeezing took; 0 where it was not. */
  squeezing: number;
}

/** Batches that are remembered. */
const MEMORY = 15;
/** The link must be slower than the encoder by this much before squeezing begins, and faster before it ends. */
const MARGIN = 1.15;
/** A batch should not be on its way for longer, so that a pause is quick and the end of a run not lopsided. */
const LONGEST_MS = 2000;

export class Pace {
  private passages: Passage[] = [];
  private squeezing = false;

  /** @param picture bytes of a picture that is not squeezed */
  constructor(private readonly picture: number) {}

  note(passage: Passage): void {
    this.passages = [...this.passages, passage].slice(-MEMORY);
    this.squeezing = this.decide();
  }

  /** Whether the next batch is to be squeezed. */
  get squeezes(): boolean {
    return this.squeezing;
  }

  /** Medians, milliseconds a picture; null before the first batch. */
  latency(): { link: number; queue: number; encoder: number } | null {
    if (this.passages.length === 0) return null;
    const each = (part: 'link' | 'queue' | 'encoder') =>
      median(this.passages.map((passage) => passage[part] / passage.pictures)) ?? 0;
    return { link: each('link'), queue: each('queue'), encoder: each('encoder') };
  }

  /** Pictures a second with several batches in flight: the slower of link and encoder; null before the first batch. */
  perSecond(): number | null {
    const latency = this.latency();
    return latency && 1000 / Math.max(latency.link, latency.encoder, 0.01);
  }

  /** How many of `most` pictures should go at a time. */
  batch(most: number): number {
    const perSecond = this.perSecond();
    if (perSecond === null) return most;
    return Math.max(1, Math.min(most, Math.floor((perSecond * LONGEST_MS) / 1000)));
  }

  private decide(): boolean {
    const perByte = median(this.passages.map(({ link, bytes }) => link / bytes)) ?? 0;
    const encoder = this.latency()?.encoder ?? 0;
    const plain = perByte * this.picture;
    if (plain <= (this.squeezing ? encoder / MARGIN : encoder * MARGIN)) return false;
    // Worth it only where neither the squeezing itself nor what is left to send takes longer.
    const tried = this.passages.filter(({ squeezed }) => squeezed);
    const cost = median(
      tried.map(({ bytes, pictures, squeezing }) => Math.max(perByte * bytes, squeezing) / pictures),
    );
    return cost === null || cost < plain;
  }
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? null;
}
