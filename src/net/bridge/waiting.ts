/** Answers that are waited for. */

import { Problem } from '#core/errors';

/** Who asked first is answered first: for questions that the box answers in their order. */
export class Waiters<T> {
  private readonly waiting: PromiseWithResolvers<T>[] = [];

  wait(): Promise<T> {
    const call = Promise.withResolvers<T>();
    this.waiting.push(call);
    return call.promise;
  }

  /** Answers the first of them; what nobody asked for is let go. */
  next(answer: T): void {
    this.waiting.shift()?.resolve(answer);
  }

  fail(problem: Problem): void {
    for (const call of this.waiting.splice(0)) call.reject(problem);
  }
}

/** @throws Problem `box-failed` where nothing comes in time; whatever the answer throws */
export async function inTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Problem('box-failed', `No answer in ${ms} ms.`)), ms);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
