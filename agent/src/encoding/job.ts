/** Batch in the encoder's queue. */

import type { Trouble } from '#core/protocol/messages';

export interface Encoded {
  /** count x dimension, unit rows. */
  vectors: Float32Array;
  /** Microseconds that the batch waited, and that its encoding took. */
  queue: number;
  encoder: number;
}

/** Failure of a batch, with a code of the protocol. */
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
    // Avoids an unhandled rejection if the page has disconnected.
    this.result.catch(() => {});
  }

  /** Has no effect on a settled job. */
  done(vectors: Float32Array, encoder: number): void {
    const whole = Number((process.hrtime.bigint() - this.arrived) / 1000n);
    this.settle({ vectors, encoder, queue: Math.max(0, whole - encoder) });
  }

  fail(code: Trouble, detail: string): void {
    this.reject(new EncodingError(code, detail));
  }
}
