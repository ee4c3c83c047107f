/** Makes writes of the database fail, as a full disk, a failing one and a power cut do: their transaction is undone. */

import { wrap } from 'idb';

const store = IDBObjectStore.prototype;
const cursor = IDBCursor.prototype;
const WRITES = { put: store.put, add: store.add, delete: store.delete, clear: store.clear };
const UPDATE = cursor.update;
const REMOVE = cursor.delete;

/** How a write fails. */
export type Failure =
  /** The request fails, as in Firefox on a full disk. */
  | 'refused'
  /** The request succeeds, and its transaction is undone when it commits, as in Chromium on a full disk. */
  | 'undone';

/** @param nth counts from 1; of all writes, deletions among them. @returns how many writes were made so far */
export function failWrite(nth: number, how: Failure): () => number {
  let made = 0;
  const write = (tx: IDBTransaction, make: () => IDBRequest): IDBRequest => {
    if (++made !== nth) return make();
    const full = new DOMException('The disk is full.', 'QuotaExceededError');
    const fail = (what: object) => Object.defineProperty(what, 'error', { value: full });
    // Its rejection is not awaited by code that has seen the request fail.
    wrap(tx).done.catch(() => undefined);
    const request = make();
    request.addEventListener('success', (event) => {
      fail(tx);
      if (how === 'refused') {
        event.stopImmediatePropagation();
        fail(request);
        request.dispatchEvent(new Event('error'));
      }
      tx.abort();
    });
    return request;
  };
  for (const [name, verb] of Object.entries(WRITES)) {
    Object.assign(store, {
      [name](this: IDBObjectStore, ...args: unknown[]) {
        return write(this.transaction, () => Reflect.apply(verb, this, args));
      },
    });
  }
  const txOf = ({ source }: IDBCursor) =>
    'objectStore' in source ? source.objectStore.transaction : source.transaction;
  Object.assign(cursor, {
    update(this: IDBCursor, value: unknown) {
      return write(txOf(this), () => UPDATE.call(this, value));
    },
    delete(this: IDBCursor) {
      return write(txOf(this), () => REMOVE.call(this));
    },
  });
  return () => made;
}

/** Writes succeed again. */
export function mendWrites(): void {
  Object.assign(store, WRITES);
  Object.assign(cursor, { update: UPDATE, delete: REMOVE });
}
