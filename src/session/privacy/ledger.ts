/** Sums of requests, in localStorage: they outlast the session, and every tab adds to them. */

import { REASONS, type RequestNote } from '#core/requests';
import { keepText } from '../keep-text';
import type { Ledger, RequestSum } from './contract';

const KEY = 'mitsuke.requests';
/** Ids of the notes that were added last: two tabs hear the same note, and one adds it. */
const MOST_IDS = 200;

interface Stored extends Ledger {
  /** Time of the newest note in it, in milliseconds since 1970. */
  until: number;
  ids: readonly string[];
}

/** Browsers that block storage have no ledger of former sessions. */
type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function readLedger(storage: Storage | null, now = Date.now()): Stored {
  try {
    const { since, until, sums, ids } = JSON.parse(storage?.getItem(KEY) ?? '') as Stored;
    if (
      Number.isFinite(since) &&
      Number.isFinite(until) &&
      Array.isArray(sums) &&
      Array.isArray(ids) &&
      sums.every(isSum)
    ) {
      // By a clock that was ahead it would reach into what is to come.
      return { since, until: Math.min(until, now), sums, ids };
    }
  } catch {
    // None yet, or none that this build understands: a new one begins.
  }
  return { since: now, until: 0, sums: [], ids: [] };
}

/** Adds a note once, whichever tab does. @returns the ledger with it */
export function addToLedger(storage: Storage | null, note: RequestNote, now = Date.now()): Stored {
  const stored = readLedger(storage, now);
  const { since, until, sums, ids } = stored;
  const { id, at, host, reason, bytes } = note;
  if (ids.includes(id)) return stored;
  const sum = sums.find((each) => each.host === host && each.reason === reason);
  const next = {
    host,
    reason,
    count: (sum?.count ?? 0) + 1,
    bytes: (sum?.bytes ?? 0) + (bytes ?? 0),
  };
  const added = {
    since,
    until: Math.max(until, at),
    sums: [...sums.filter((each) => each !== sum), next],
    ids: [...ids, id].slice(-MOST_IDS),
  };
  // A full disk costs the sums of this session, nothing else.
  keepText(storage, KEY, JSON.stringify(added));
  return added;
}

export function forgetLedger(storage: Storage | null, now = Date.now()): Ledger {
  const empty = { since: now, until: now, sums: [], ids: [] };
  keepText(storage, KEY, JSON.stringify(empty));
  return empty;
}

function isSum(value: unknown): value is RequestSum {
  const { host, reason, count, bytes } = (value ?? {}) as Partial<RequestSum>;
  return (
    typeof host === 'string' &&
    REASONS.some((each) => each === reason) &&
    Number.isFinite(count) &&
    Number.isFinite(bytes)
  );
}
