/** The batches in flight: on their way to a box, in it, or on their way back. */

import { Problem } from '#core/errors';
import type { Credits } from '#core/protocol/flow';
import type { VectorsFrame } from '#core/protocol/frames';
import type { Pace, Passage } from './pace';

export interface Encoded {
  /** count x dimension, unit rows as the box says; see `isEmbedding`. */
  vectors: Float32Array;
  timing: Passage;
}

type Sent = Pick<Passage, 'pictures' | 'squeezed' | 'squeezing'>;

interface Batch {
  passage: Sent;
  sent: number;
  answer: PromiseWithResolvers<Encoded>;
}

export class Flight {
  private readonly batches = new Map<number, Batch>();
  /** When the batch that was answered last had reached the box. */
  private arrived = 0;

  /** @param credits given back as batches are answered */
  constructor(
    private readonly credits: Credits,
    private readonly pace: Pace,
  ) {}

  get size(): number {
    return this.batches.size;
  }

  /** A batch leaves now. @returns its answer */
  leave(id: number, passage: Sent): Promise<Encoded> {
    const answer = Promise.withResolvers<Encoded>();
    this.batches.set(id, { passage, sent: performance.now(), answer });
    return answer.promise;
  }

  /** @throws Problem `box-failed` for an answer that matches no batch in flight */
  answered({ id, count, queue, encoder, vectors }: VectorsFrame): void {
    const batch = this.batches.get(id);
    if (batch?.passage.pictures !== count) {
      throw new Problem(
        'box-failed',
        `The box answered ${count} pictures of a batch that was none of these.`,
      );
    }
    this.settle(id, batch);
    const waited = queue / 1000;
    const took = encoder / 1000;
    const arrived = performance.now() - waited - took;
    // Until the batch before it had arrived, the link was busy with that one.
    const link = Math.max(0, arrived - Math.max(batch.sent, this.arrived));
    this.arrived = arrived;
    const timing: Passage = { ...batch.passage, link, queue: waited, encoder: took };
    this.pace.note(timing);
    batch.answer.resolve({ vectors, timing });
  }

  failed(id: number, problem: Problem): void {
    const batch = this.batches.get(id);
    if (!batch) return;
    this.settle(id, batch);
    batch.answer.reject(problem);
  }

  allFailed(problem: Problem): void {
    for (const id of [...this.batches.keys()]) this.failed(id, problem);
  }

  private settle(id: number, { passage }: Batch): void {
    this.batches.delete(id);
    this.credits.give(passage.pictures);
  }
}
