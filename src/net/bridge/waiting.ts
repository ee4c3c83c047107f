/** Promises of answers that have not come yet. */

import { Problem } from '#core/errors';

/** First in, first out: for questions that the box answers in order. */
export class Waiters<T> {
  private readonly waiting: PromiseWithResolvers<T>[] = [];

  wait(): Promise<T> {
    const call = Promise.withResolvers<T>();
    this.waiting.push(call);
    return call.promise;
  }

  /** Answers the first of them; an answer that nobody waits for is dropped. */
  next(answer: T): void {
    this.waiting.shift()?.resolve(answer);
  }

  fail(problem: Problem): void {
    for (const call of this.waiting.splice(0)) call.reject(problem);
  }
}

/** @throws Problem `box-failed` on a timeout; whatever the answer rejects with */
export async function inTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Problem('box-failed', `No answer in ${ms} ms.`)), ms);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
