/**
 * What the workers of a tab ask each other if the library is in memory: it is in the worker that writes it, and the
 * others read there. Questions go to all workers of the tab, an answer to the one that asked.
 */

import type { StoreNames } from 'idb';
import type { MitsukeSchema } from '#store/schema';

export type StoreName = StoreNames<MitsukeSchema>;

/** A read of a store, or of one of its indexes. */
export interface Read {
  store: StoreName;
  index?: string;
  method: 'get' | 'getKey' | 'getAll' | 'getAllKeys' | 'count';
  query?: Query;
  /** Most rows. */
  most?: number;
}

/** A key, or the bounds of a range, which itself cannot be sent. */
export type Query = { key: IDBValidKey } | Pick<IDBKeyRange, 'lower' | 'upper' | 'lowerOpen' | 'upperOpen'>;

export type Question = Read & { from: string; id: number };

export type Answer = { id: number; value: unknown } | { id: number; error: string };

/** Told by a worker that can be asked from now on: what was asked before may not have reached it. */
export const HERE = 'here';

/** Every worker of a tab has its name. */
export function openQuestions(): BroadcastChannel {
  return new BroadcastChannel(`mitsuke-memory-${self.name}`);
}

export function openAnswers(to: string): BroadcastChannel {
  return new BroadcastChannel(`mitsuke-memory-${to}`);
}

export function sent(query: IDBKeyRange | IDBValidKey | null | undefined): Query | undefined {
  if (query === undefined || query === null) return undefined;
  if (!(query instanceof IDBKeyRange)) return { key: query };
  const { lower, upper, lowerOpen, upperOpen } = query;
  return { lower, upper, lowerOpen, upperOpen };
}

export function received(query: Query | undefined): IDBKeyRange | IDBValidKey | undefined {
  if (!query) return undefined;
  if ('key' in query) return query.key;
  const { lower, upper, lowerOpen, upperOpen } = query;
  if (lower === undefined) return IDBKeyRange.upperBound(upper, upperOpen);
  if (upper === undefined) return IDBKeyRange.lowerBound(lower, lowerOpen);
  return IDBKeyRange.bound(lower, upper, lowerOpen, upperOpen);
}
