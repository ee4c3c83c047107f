/** Reads stores that are in the memory of another worker of the tab. */

import {
  type Answer,
  HERE,
  openAnswers,
  openQuestions,
  type Question,
  type Read,
  type StoreName,
  sent,
} from './questions';

interface Waiting {
  question: Question;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

type Key = IDBKeyRange | IDBValidKey | null;

export class Asking {
  private readonly me = crypto.randomUUID();
  private readonly questions = openQuestions();
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  constructor() {
    openAnswers(this.me).onmessage = ({ data }: MessageEvent<Answer>) => {
      const { resolve, reject } = this.waiting.get(data.id) ?? {};
      this.waiting.delete(data.id);
      if ('error' in data) reject?.(new Error(data.error));
      else resolve?.(data.value);
    };
    this.questions.onmessage = ({ data }: MessageEvent<Question | typeof HERE>) => {
      if (data !== HERE) return;
      for (const { question } of this.waiting.values()) this.questions.postMessage(question);
    };
  }

  private ask(read: Read): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const question = { ...read, from: this.me, id: this.asked++ };
      this.waiting.set(question.id, { question, resolve, reject });
      this.questions.postMessage(question);
    });
  }

  /** The reading half of a store, as `idb` has it. */
  store(store: StoreName) {
    const reader = (index?: string) => {
      const read = (method: Read['method']) => (key?: Key, most?: number) => {
        const query = sent(key);
        return this.ask({
          store,
          method,
          ...(index !== undefined && { index }),
          ...(query && { query }),
          ...(most !== undefined && { most }),
        });
      };
      return {
        get: read('get'),
        getKey: read('getKey'),
        getAll: read('getAll'),
        getAllKeys: read('getAllKeys'),
        count: read('count'),
      };
    };
    return { ...reader(), index: (name: string) => reader(name) };
  }

  /** Reads of several stores. Each is a transaction of its own: a writer may come between them. */
  transaction(stores: StoreName | readonly StoreName[]) {
    const names = typeof stores === 'string' ? [stores] : stores;
    return {
      objectStore: (name: StoreName) => this.store(name),
      store: this.store(names[0] as StoreName),
      done: Promise.resolve(),
    };
  }
}
