/** Answers the other workers of the tab from stores that are in this worker's memory. */

import type { Database } from '#store/stores';
import {
  type Answer,
  HERE,
  openAnswers,
  openQuestions,
  type Question,
  received,
  type StoreName,
} from './questions';

/**
 * Called when the worker starts, because another may ask before this one has opened the library.
 * @param open called with the first question: nobody asks if the browser stores the library
 */
export function answerQuestions(owns: (store: StoreName) => boolean, open: () => Promise<Database>): void {
  const questions = openQuestions();
  const answers = new Map<string, BroadcastChannel>();
  questions.onmessage = async ({ data }: MessageEvent<Question | typeof HERE>) => {
    if (data === HERE || !owns(data.store)) return;
    const { from, id } = data;
    const channel = answers.get(from) ?? openAnswers(from);
    answers.set(from, channel);
    const answer: Answer = await read(await open(), data).then(
      (value) => ({ id, value }),
      (error: unknown) => ({ id, error: String(error) }),
    );
    channel.postMessage(answer);
  };
  questions.postMessage(HERE);
}

/** The methods of stores and indexes that only read; their types know the key of each store, which is not known here. */
type AnyReader = Record<Question['method'], (query?: unknown, most?: number) => Promise<unknown>>;

async function read(db: Database, { store, index, method, query, most }: Question): Promise<unknown> {
  const rows = db.transaction(store).objectStore(store);
  const reader = (index === undefined ? rows : rows.index(index as never)) as unknown as AnyReader;
  return reader[method](received(query), most);
}
