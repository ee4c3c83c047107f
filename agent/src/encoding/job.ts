/** A batch on its way through the encoder. */

import type { Trouble } from '#core/protocol/messages';

export interface Encoded {
  /** count x dimension, unit rows. */
  vectors: Float32Array;
  /** Microseconds that the batch waited, and that its encoding took. */
  queue: number;
  encoder: number;
}

/** A batch that was not encoded, for a reason that the protocol knows. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';

  constructor(
    readonly code: Trouble,
    detail: string,
  ) {
    super(detail);
  }
}

export class Job {
  readonly result: Promise<Encoded>;
  private readonly arrived = process.hrtime.bigint();
  private settle!: (result: Encoded) => void;
  private reject!: (error: EncodingError) => void;

  constructor(
    readonly number: number,
    readonly pixels: Uint8Array,
    readonly count: number,
  ) {
    this.result = new Promise((resolve, reject) => {
      this.settle = resolve;
      this.reject = reject;
    });
    // Who has gone away does not ask for it.
    this.result.catch(() => {});
  }

  /** Settled already, it stays as it is. */
  done(vectors: Float32Array, encoder: number): void {
    const whole = Number((process.hrtime.bigint() - this.arrived) / 1000n);
    this.settle({ vectors, encoder, queue: Math.max(0, whole - encoder) });
  }

  fail(code: Trouble, detail: string): void {
    this.reject(new EncodingError(code, detail));
  }
}
